import { z } from "zod";
import { innerOf } from "./coerce-form";

/** What an operation asks of single fields, by their paths (`features.customer_update.enabled`). */
export type Strictness = {
  /** Must be given where the object around them is. */
  readonly required: ReadonlySet<string>;
  /** Cannot be cleared by the empty text. */
  readonly filled: ReadonlySet<string>;
};

const lenient: Strictness = { required: new Set(), filled: new Set() };

/**
 * The parameters that set a document of `schema`: the same fields and limits, none filled in and none required but
 * what `strictness` says, so that what was given can be told from what was not. Items of lists (`products.*` in a
 * path) are given whole: what has no default there is required. A record, given whole too, is emptied by null.
 */
function loosen(schema: z.ZodType, strictness: Strictness, path: string): z.ZodType {
  if (schema instanceof z.ZodNullable) {
    const inner = loosen(schema.unwrap() as z.ZodType, strictness, path);
    return strictness.filled.has(path) ? inner : inner.nullable();
  }
  const inner = hasDefault(schema) ? innerOf(schema) : null;
  if (inner !== null) return loosen(inner, strictness, path);
  if (schema instanceof z.ZodRecord) return schema.nullable();
  if (schema instanceof z.ZodArray) return loosenList(schema, strictness, path);
  return schema instanceof z.ZodObject ? loosenObject(schema, strictness, path) : schema;
}

function loosenList(schema: z.ZodArray, strictness: Strictness, path: string): z.ZodType {
  const element = loosen(schema.element as z.ZodType, strictness, `${path}.*`);
  const list = schema.clone({ ...schema.def, element });
  return strictness.filled.has(path) ? list.min(1) : list;
}

function hasDefault(schema: z.ZodType): boolean {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
}

/** The same for a document's root, as an object whose fields may be added to. */
export function loosenObject(
  schema: z.ZodObject,
  strictness: Strictness = lenient,
  path = "",
): z.ZodObject {
  const isInList = path.includes("*");
  const fields = Object.entries(schema.shape).map(([key, field]) => {
    const place = path === "" ? key : `${path}.${key}`;
    const loose = loosen(field as z.ZodType, strictness, place);
    const isRequired =
      strictness.required.has(place) || (isInList && !hasDefault(field as z.ZodType));
    return [key, isRequired ? loose : loose.optional()];
  });
  return z.strictObject(Object.fromEntries(fields));
}
