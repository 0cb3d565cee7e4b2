import { z } from "zod";
import { innerOf } from "./coerce-form";

/** What a document of `schema` is once its defaults are filled in: every field is there, at every depth. */
function tighten(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodNullable) return tighten(schema.unwrap() as z.ZodType).nullable();
  if (schema instanceof z.ZodArray) return z.array(tighten(schema.element as z.ZodType));
  const isWrapped = schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  const inner = isWrapped ? innerOf(schema) : null;
  if (inner !== null) return tighten(inner);
  return schema instanceof z.ZodObject ? tightenObject(schema) : schema;
}

/** The same for an object, whose fields may be replaced. */
export function tightenObject(schema: z.ZodObject): z.ZodObject {
  const fields = Object.entries(schema.shape).map(([key, field]) => [
    key,
    tighten(field as z.ZodType),
  ]);
  return z.strictObject(Object.fromEntries(fields));
}
