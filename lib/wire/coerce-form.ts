import { z } from "zod";
import { type FormHash, type FormValue, hashOf } from "./decode-form";

/**
 * A decoded form as the JSON that `schema` takes: "true" becomes true, "5" becomes 5, the empty text becomes
 * null or an empty list where the schema allows that (Stripe's way of clearing). What does not fit stays text,
 * for the schema to refuse.
 */
export function coerceForm(schema: z.ZodType, value: FormValue): unknown {
  const { def } = schema as z.ZodType & { readonly def: z.core.$ZodTypeDef };
  const inner = innerOf(schema);
  if (def.type === "nullable" && value === "") return null;
  if (inner !== null) return coerceForm(inner, value);
  if (schema instanceof z.ZodObject && isHash(value)) return coerceObject(schema, value);
  if (schema instanceof z.ZodRecord) return coerceRecord(schema, value);
  if (schema instanceof z.ZodArray) return coerceList(schema, value);
  if (schema instanceof z.ZodUnion) return coerceUnion(schema, value);
  if (schema instanceof z.ZodBoolean) return coerceBoolean(value);
  if (schema instanceof z.ZodNumber) return coerceNumber(value);
  return value;
}

/** What an optional, nullable, defaulted or transformed schema takes; null for one that wraps nothing. */
export function innerOf(schema: z.ZodType): z.ZodType | null {
  if (schema instanceof z.ZodPipe) return schema.in as z.ZodType;
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  ) {
    return schema.unwrap() as z.ZodType;
  }
  return null;
}

/** Unknown keys are kept, so that a strict object names them. */
function coerceObject(schema: z.ZodObject, value: FormHash): FormHash {
  return mapHash(value, (key, item) => {
    const field = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
    return field === undefined ? item : coerceForm(field as z.ZodType, item);
  });
}

function coerceRecord(schema: z.ZodRecord, value: FormValue): FormValue {
  const hash = Array.isArray(value) ? hashOf(value) : value;
  if (!isHash(hash)) return hash;
  // Zod leaves this key out without a word; as text the whole is refused.
  if (Object.hasOwn(hash, "__proto__")) return "__proto__";
  const inner = schema.valueType as z.ZodType;
  // A record in a record may be empty; the outer one is cleared by null, where it can be.
  const isNested = inner instanceof z.ZodRecord;
  return mapHash(hash, (_key, item) => (isNested && item === "" ? {} : coerceForm(inner, item)));
}

function mapHash(value: FormHash, map: (key: string, item: FormValue) => unknown): FormHash {
  const result: FormHash = Object.create(null);
  for (const [key, item] of Object.entries(value)) result[key] = map(key, item) as FormValue;
  return result;
}

function coerceList(schema: z.ZodArray, value: FormValue): unknown {
  if (value === "") return [];
  if (!Array.isArray(value)) return value;
  return value.map((item) => coerceForm(schema.element as z.ZodType, item));
}

/** As the first member that takes it. */
function coerceUnion(schema: z.ZodUnion, value: FormValue): unknown {
  for (const option of schema.options as readonly z.ZodType[]) {
    const coerced = coerceForm(option, value);
    if (option.safeParse(coerced).success) return coerced;
  }
  return value;
}

/** stripe-python 5 writes them as Python does. */
function coerceBoolean(value: FormValue): unknown {
  if (value === "true" || value === "True") return true;
  return value === "false" || value === "False" ? false : value;
}

function coerceNumber(value: FormValue): unknown {
  return typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

function isHash(value: FormValue): value is FormHash {
  return typeof value === "object" && !Array.isArray(value);
}
