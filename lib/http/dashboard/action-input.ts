import type { z } from "zod";
import { type ErrorCode, isErrorCode, PorticoError } from "../../errors";
import { fieldPath } from "../../wire/field-path";

type Fields = Readonly<Record<string, unknown>>;

/**
 * What an action was called with, as fields: one plain object, one FormData, or the previous state and a FormData.
 * Null for anything else, which is refused once it is known who asks.
 */
export function readActionArguments(given: readonly unknown[]): Fields | null {
  const input = given.at(-1);
  if (input instanceof FormData) return given.length <= 2 ? readForm(input) : null;
  return given.length === 1 && isPlain(input) ? input : null;
}

/**
 * The input as the schema takes it. Throws `parameter_unknown` for a field that does not belong, the schema's own
 * code where its message is one of ours (`url_invalid`), else `parameter_invalid`; `param` says where.
 */
export function parseActionInput<Schema extends z.ZodType>(
  schema: Schema,
  fields: Fields | null,
): z.output<Schema> {
  if (fields === null) throw new PorticoError("parameter_invalid");
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const issue = issues.find(isUnknownField) ?? issues[0];
  if (issue === undefined) throw new PorticoError("parameter_invalid");
  const param = fieldPath(issue);
  throw new PorticoError(codeOf(issue), param === "" ? {} : { param });
}

/** A field given twice or a file is nothing that a form of ours sends. */
function readForm(form: FormData): Fields | null {
  const entries = [...form.entries()];
  const isOurs = entries.every(([, value]) => typeof value === "string");
  if (!isOurs || new Set(form.keys()).size !== entries.length) return null;
  return Object.fromEntries(entries);
}

function isPlain(value: unknown): value is Fields {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isUnknownField({ code, path }: z.core.$ZodIssue): boolean {
  return code === "unrecognized_keys" && path.length === 0;
}

function codeOf(issue: z.core.$ZodIssue): ErrorCode {
  if (isUnknownField(issue)) return "parameter_unknown";
  return isErrorCode(issue.message) ? issue.message : "parameter_invalid";
}
