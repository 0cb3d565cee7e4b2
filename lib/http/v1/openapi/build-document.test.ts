import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoint } from "../endpoint";
import { endpoints } from "../endpoints";
import { unknownUrl } from "../unknown-url";
import { buildDocument } from "./build-document";

const document = asJson(buildDocument(endpoints, "https://billing.example.com"));

describe("our OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  it("refers to nothing that is not in it", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(0);
    for (const [, reference = ""] of references) expect(lookUp(reference), reference).toBeDefined();
  });

  it("names each operation once", () => {
    const ids = operationsOf(document).map(({ operation }) => operation["operationId"]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("describes every endpoint, and no other", () => {
    const described = operationsOf(document).map(({ name }) => name);
    const served = endpoints.map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual(served.sort());
  });

  it("describes every route of app/v1, and no other", async () => {
    const found = await Promise.all(routeFiles().map(readRoute));
    const described = operationsOf(document).map(({ name }) => name);
    expect(found.flat().sort()).toEqual(described.sort());
  });
});

describe("a shared answer", () => {
  const thing = z.strictObject({ object: z.literal("thing"), note: z.string().nullable() });
  const list = z.strictObject({ object: z.literal("list"), data: z.array(thing) });
  const make = (path: string, answer: z.ZodType) =>
    endpoint({
      ...{ method: "POST", path, summary: "", expandable: ["data.note"], answer },
      params: z.strictObject({
        note: z.string().nullable().default(null),
        count: z.int().optional(),
        many: z.array(z.string()).optional(),
      }),
      handle: async () => ({}),
    });
  const small = asJson(
    buildDocument([make("/v1/things", list), make("/v1/things/{thing}", thing)], "https://a.test"),
  );

  it("is written down once, by its own name", () => {
    expect(pick(small, "components", "schemas", "thing", "required")).toEqual(["object", "note"]);
    const answers = operationsOf(small).map(({ operation }) =>
      pick(operation, "responses", "200", "content", "application/json", "schema"),
    );
    const reference = { $ref: "#/components/schemas/thing" };
    expect(answers).toMatchObject([{ properties: { data: { items: reference } } }, reference]);
  });

  it("takes a form: nothing is cleared by the empty text, lists and hashes are written in brackets", () => {
    const [{ operation } = { operation: {} }] = operationsOf(small);
    const form = pick(operation, "requestBody", "content", "application/x-www-form-urlencoded");
    expect(form).toMatchObject({
      schema: {
        properties: {
          note: { anyOf: [{ type: "string" }, { type: "string", enum: [""] }] },
          count: { type: "integer" },
          expand: { items: { enum: ["data.note"] } },
        },
        additionalProperties: false,
      },
      encoding: {
        many: { style: "deepObject", explode: true },
        expand: { style: "deepObject", explode: true },
      },
    });
    expect(pick(form, "schema", "properties", "count")).not.toHaveProperty("maximum");
  });
});

describe("next to Stripe's own document", () => {
  const theirs = asJson(
    JSON.parse(readFileSync("e2e/fixtures/stripe/billing_portal.openapi.json", "utf8")),
  );
  const ours = new Map(operationsOf(document).map(({ name, operation }) => [name, operation]));

  /** In Stripe's enum, and refused by Stripe: its own description says so. */
  const refusedByStripe = new Map([
    ["features.subscription_cancel.proration_behavior", "always_invoice"],
  ]);

  it.each(operationsOf(theirs))("$name takes every parameter that Stripe's takes", (stripes) => {
    const own = ours.get(stripes.name);
    const mine = new Map(parametersOf(own ?? {}));
    for (const [path, values] of parametersOf(stripes.operation)) {
      const accepted = values.filter((value) => value !== refusedByStripe.get(path));
      expect(mine.get(path), path).toEqual(accepted);
    }
    expect(own).toBeDefined();
  });
});

/** The routes of the API, but for its own description and what answers to every other address. */
function routeFiles(): string[] {
  return readdirSync("app/v1", { recursive: true, withFileTypes: true })
    .filter(({ name }) => name === "route.ts")
    .map(({ parentPath }) => relative("app/v1", parentPath))
    .filter((folder) => folder !== "openapi.json" && !folder.startsWith("[["));
}

/** The operations that the route of a folder serves: `GET /v1/events/{id}`. */
async function readRoute(folder: string): Promise<string[]> {
  const route: Json = await import(join(process.cwd(), "app/v1", folder, "route.ts"));
  const path = `/v1/${folder.replaceAll("[", "{").replaceAll("]", "}")}`;
  return Object.entries(route)
    .filter(([, handler]) => handler !== unknownUrl)
    .map(([method]) => `${method} ${path}`);
}

type Json = { readonly [key: string]: unknown };

function asJson(value: unknown): Json {
  return isJson(value) ? JSON.parse(JSON.stringify(value)) : {};
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

function pick(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isJson(inner) ? inner[key] : undefined), value);
}

function lookUp(reference: string): unknown {
  return pick(document, ...reference.replace(/^#\//, "").split("/"));
}

function operationsOf(of: Json): { name: string; operation: Json }[] {
  return Object.entries(pick(of, "paths") ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Json).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation: operation as Json,
    })),
  );
}

/** The bracketless paths of an operation's query and form, each with the values it may have, if those are listed. */
function parametersOf(operation: Json): [string, readonly string[]][] {
  const listed = (pick(operation, "parameters") ?? []) as readonly Json[];
  const query = listed
    .filter((parameter) => parameter["in"] === "query")
    .flatMap(({ name, schema }) => pathsOf(schema, String(name)));
  const content = "application/x-www-form-urlencoded";
  return [...query, ...pathsOf(pick(operation, "requestBody", "content", content, "schema"), "")];
}

function pathsOf(schema: unknown, path: string): [string, readonly string[]][] {
  if (!isJson(schema)) return [];
  const inner = [schema, ...((schema["anyOf"] ?? []) as readonly Json[])];
  const below = inner.flatMap((one) => [
    ...Object.entries(pick(one, "properties") ?? {}).flatMap(([name, part]) =>
      pathsOf(part, path === "" ? name : `${path}.${name}`),
    ),
    ...pathsOf(pick(one, "items"), path),
  ]);
  const values = inner.flatMap((one) => (one["enum"] ?? []) as readonly string[]);
  const isOwn = path !== "" && path !== "expand";
  const own: [string, readonly string[]][] = isOwn
    ? [[path, values.filter((value) => value !== "").sort()]]
    : [];
  const merged = new Map<string, readonly string[]>();
  for (const [name, listed] of [...own, ...below]) {
    if ((merged.get(name) ?? []).length === 0) merged.set(name, listed);
  }
  return [...merged];
}
