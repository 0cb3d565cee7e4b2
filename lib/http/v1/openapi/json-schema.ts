import { z } from "zod";

/** A part of a JSON Schema (2020-12), as OpenAPI 3.1 holds it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a form may hold: where null is possible, the empty text is how it is written. */
export function paramsSchema(schema: z.ZodType): JsonSchema {
  return mapSchema(toJsonSchema(schema, "input"), (part) => emptyable(plain(part)));
}

/** What an answer holds. */
export function answerSchema(schema: z.ZodType): JsonSchema {
  return mapSchema(toJsonSchema(schema, "output"), plain);
}

function toJsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

/** Every schema within `schema`, the innermost first, as `change` makes it; itself at last. */
function mapSchema(schema: JsonSchema, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  return change(mapInner(schema, (part) => mapSchema(part, change)));
}

const named = new Set(["properties", "patternProperties", "$defs"]);
const single = new Set(["items", "additionalProperties", "propertyNames", "not"]);
const several = new Set(["anyOf", "oneOf", "allOf", "prefixItems"]);

/** The schema with each one directly below it as `change` makes it. */
export function mapInner(schema: JsonSchema, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  const below = (value: unknown) => (isSchema(value) ? change(value) : value);
  const entries = Object.entries(schema).map(([key, value]) => {
    if (several.has(key) && Array.isArray(value)) return [key, value.map(below)];
    if (single.has(key)) return [key, below(value)];
    if (!named.has(key) || !isSchema(value)) return [key, value];
    const parts = Object.entries(value).map(([name, part]) => [name, below(part)]);
    return [key, Object.fromEntries(parts)];
  });
  return Object.fromEntries(entries);
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Without what says nothing: defaults that are nothing, and the bounds of every safe integer. */
function plain(part: JsonSchema): JsonSchema {
  const entries = Object.entries(part).filter(([key, value]) => {
    if (key === "default") return value !== null && JSON.stringify(value) !== "{}";
    return !(isBound(key) && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER);
  });
  return Object.fromEntries(entries);
}

function isBound(key: string): boolean {
  return key === "minimum" || key === "maximum";
}

const empty = { type: "string", enum: [""], description: "Clears it." };

function emptyable({ type, ...part }: JsonSchema): JsonSchema {
  if (type === "null") return empty;
  if (!Array.isArray(type)) return type === undefined ? part : { type, ...part };
  const [kept] = type.filter((name) => name !== "null");
  return { anyOf: [{ ...part, type: kept }, empty] };
}
