import { z } from "zod";

/** Metadata as it is kept. */
export type Metadata = Readonly<Record<string, string>>;

const key = z
  .string()
  .min(1)
  .max(40)
  .regex(/^(?!__proto__$|constructor$|prototype$)[^[\]\p{Cc}\p{Cs}]*$/u);
const value = z
  .string()
  .max(500)
  .regex(/^\P{Cs}*$/u);

/** Metadata as it is given: an empty value unsets its key. Source: https://docs.stripe.com/api/metadata */
export const metadataSchema = z.record(key, value);

const mostKeys = 50;

/** The metadata after a change; null unsets all. Undefined keeps it. Null when there would be too many keys. */
export function changeMetadata(
  before: Metadata,
  given: Metadata | null | undefined,
): Metadata | null {
  if (given === undefined) return before;
  if (given === null) return {};
  const after = Object.entries({ ...before, ...given }).filter(([, text]) => text !== "");
  return after.length > mostKeys ? null : Object.fromEntries(after);
}
