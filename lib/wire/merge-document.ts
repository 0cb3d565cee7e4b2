import { z } from "zod";
import { innerOf } from "./coerce-form";

/**
 * `before` with what was given of a document of `schema`: objects field by field; lists and records whole, and a
 * record that is null emptied. Not parsed.
 */
export function mergeDocument(schema: z.ZodType, before: unknown, given: unknown): unknown {
  if (given === undefined) return before;
  const inner = innerOf(schema);
  if (inner !== null) return mergeDocument(inner, before, given);
  if (schema instanceof z.ZodRecord && given === null) return {};
  if (!(schema instanceof z.ZodObject) || !isHash(given)) return given;
  const held = isHash(before) ? before : {};
  const fields = Object.entries(schema.shape).map(([key, field]) => [
    key,
    mergeDocument(field as z.ZodType, held[key], given[key]),
  ]);
  return Object.fromEntries(fields);
}

function isHash(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
