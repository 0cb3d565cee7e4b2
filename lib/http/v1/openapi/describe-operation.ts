import type { Endpoint } from "../endpoint";
import { type Components, share } from "./components";
import { explainFields, fieldText } from "./explain-fields";
import { answerSchema, isSchema, type JsonSchema, paramsSchema } from "./json-schema";
import { tagOf } from "./tags";

/** One operation of OpenAPI, from its endpoint. What it shares with others it takes from `components`. */
export function describeOperation(endpoint: Endpoint, components: Components) {
  const { method, path, summary, description } = endpoint;
  const given = withExpand(endpoint);
  const isForm = method === "POST";
  return {
    operationId: operationId(endpoint),
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [tagOf(path)],
    parameters: [
      ...pathNames(path).map(pathParameter),
      ...(isForm ? [] : queryParameters(given)),
      { $ref: "#/components/parameters/Stripe-Version" },
      { $ref: "#/components/parameters/Stripe-Account" },
      ...(isForm ? [{ $ref: "#/components/parameters/Idempotency-Key" }] : []),
    ],
    ...(isForm ? { requestBody: formBody(given) } : {}),
    responses: {
      "200": json("What was asked for.", share(answerOf(endpoint), components)),
      default: { $ref: "#/components/responses/error" },
    },
  };
}

/** What a good answer is, explained, with nothing shared yet. */
export function answerOf({ answer }: Endpoint): JsonSchema {
  return explainFields(answerSchema(answer));
}

function json(description: string, schema: JsonSchema) {
  return { description, content: { "application/json": { schema } } };
}

/** As Stripe names its own: `PostBillingPortalConfigurationsConfiguration`. */
function operationId({ method, path }: Pick<Endpoint, "method" | "path">): string {
  const words = path.replace(/^\/v1/, "").split(/[^A-Za-z0-9]+/);
  return [method.toLowerCase(), ...words].map(capital).join("");
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function pathNames(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

function pathParameter(name: string) {
  const description = "The id of the object.";
  return { name, in: "path", required: true, description, schema: { type: "string" } };
}

type Given = {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  readonly schema: JsonSchema;
};

/** The parameters of an endpoint, with `expand`, which all of them take. */
function withExpand({ params, expandable }: Endpoint): Given {
  const schema = explainFields(paramsSchema(params));
  const properties = isSchema(schema["properties"]) ? schema["properties"] : {};
  const expand = {
    type: "array",
    description: fieldText("expand"),
    maxItems: 20,
    items: { type: "string", ...(expandable.length === 0 ? {} : { enum: expandable }) },
  };
  const own = Object.entries(properties).filter((entry): entry is [string, JsonSchema] =>
    isSchema(entry[1]),
  );
  const all = { ...Object.fromEntries(own), ...(expandable.length === 0 ? {} : { expand }) };
  const required = Array.isArray(schema["required"]) ? schema["required"].map(String) : [];
  return { properties: all, required, schema: { ...schema, properties: all } };
}

function queryParameters({ properties, required }: Given) {
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    ...(isNested(schema) ? { style: "deepObject", explode: true } : {}),
    schema,
  }));
}

function formBody({ properties, required, schema }: Given) {
  const nested = Object.keys(properties).filter((name) => isNested(properties[name] ?? {}));
  const encoding = nested.map((name) => [name, { style: "deepObject", explode: true }]);
  return {
    required: required.length > 0,
    content: {
      "application/x-www-form-urlencoded": { schema, encoding: Object.fromEntries(encoding) },
    },
  };
}

/** What does not fit into one pair of a form. */
function isNested({ type, anyOf }: JsonSchema): boolean {
  if (Array.isArray(anyOf)) return anyOf.some((one) => isSchema(one) && isNested(one));
  return type === "object" || type === "array";
}
