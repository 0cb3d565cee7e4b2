import type { z } from "zod";
import { type ErrorCode, PorticoError } from "../errors";
import { coerceForm } from "./coerce-form";
import type { FormHash } from "./decode-form";

/**
 * The parameters of a request in Stripe's dialect. The first fault becomes the error, with Stripe's code, its
 * wording where that is known, and `param` as a bracket path. Throws PorticoError (400).
 */
export function parseParams<T>(schema: z.ZodType<T>, form: FormHash): T {
  const value = coerceForm(schema, form);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw faultOf(parsed.error, form);
}

/** The error that a refusal by zod is told as. What is unknown is named before what is missing: often a misspelling. */
export function faultOf(
  { issues }: z.ZodError,
  form: Readonly<Record<string, unknown>>,
): PorticoError {
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? deepest(issues[0]);
  if (issue === undefined) return new PorticoError("parameter_invalid");
  const path =
    issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
  const param = bracketPath(path);
  const { code, message } = tell(issue, param, valueAt(form, path));
  return new PorticoError(code, { message, param });
}

/** `flow_data[subscription_cancel][subscription]` */
export function bracketPath(path: readonly PropertyKey[]): string {
  const [head = "", ...rest] = path.map(String);
  return head + rest.map((step) => `[${step}]`).join("");
}

/** Of a union, the first refusal of its last member. */
function deepest(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code !== "invalid_union") return issue;
  const inner = issue.errors.at(-1)?.[0];
  return inner === undefined ? issue : { ...inner, path: [...issue.path, ...inner.path] };
}

type Told = { readonly code: ErrorCode; readonly message: string };

function tell(issue: z.core.$ZodIssue, param: string, given: unknown): Told {
  if (issue.code === "unrecognized_keys") {
    return { code: "parameter_unknown", message: `Received unknown parameter: ${param}` };
  }
  if (given === undefined && issue.code !== "custom" && issue.code !== "too_small") {
    return { code: "parameter_missing", message: `Missing required param: ${param}.` };
  }
  const isBlank = typeof given === "string" && given.trim() === "";
  if (given === "" || (isBlank && issue.code === "too_small")) {
    return { code: "parameter_invalid_empty", message: emptyMessage(param) };
  }
  if (issue.code === "custom") return tellCustom(issue, given);
  if (isNumeric(issue)) return tellNumber(issue, given);
  return { code: "parameter_invalid", message: phrase(issue, param, given) };
}

/** Our own refinements: a code as their message, or a sentence. */
function tellCustom({ message }: z.core.$ZodIssue, given: unknown): Told {
  if (message === "url_invalid") return { code: "url_invalid", message: "Not a valid URL" };
  if (message === "origin_invalid") {
    return { code: "origin_invalid", message: `Not the origin of a site: ${printable(given)}` };
  }
  return { code: "parameter_invalid", message };
}

function isNumeric(issue: z.core.$ZodIssue): boolean {
  if (issue.code === "invalid_type") return issue.expected === "int" || issue.expected === "number";
  const sized = issue.code === "too_small" || issue.code === "too_big";
  return sized && (issue.origin === "int" || issue.origin === "number");
}

function tellNumber(issue: z.core.$ZodIssue, given: unknown): Told {
  const code = "parameter_invalid_integer";
  if (issue.code === "too_small") {
    const least = `This value must be greater than or equal to ${String(issue.minimum)}.`;
    return { code, message: least };
  }
  if (issue.code === "too_big") {
    const most = `This value must be less than or equal to ${String(issue.maximum)}.`;
    return { code, message: most };
  }
  return { code, message: `Invalid integer: ${printable(given)}` };
}

function emptyMessage(param: string): string {
  return (
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; ` +
    `however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`
  );
}

function phrase(issue: z.core.$ZodIssue, param: string, given: unknown): string {
  if (issue.code === "invalid_value") {
    return `Invalid ${param}: must be one of ${issue.values.map(String).join(", ")}`;
  }
  if (issue.code === "too_big" && issue.origin === "string") {
    return `Invalid string: ${printable(given)}; must be at most ${String(issue.maximum)} characters`;
  }
  if (issue.code === "too_big")
    return `Invalid array: at most ${String(issue.maximum)} elements are allowed`;
  if (issue.code === "too_small")
    return `Invalid array: at least ${String(issue.minimum)} are needed`;
  if (issue.code === "invalid_type")
    return `Invalid ${nameOf(issue.expected)}: ${printable(given)}`;
  return `Invalid ${param}: ${printable(given)}`;
}

/** Stripe's names for what was expected. */
function nameOf(expected: string): string {
  return expected === "record" || expected === "object" ? "object" : expected;
}

function valueAt(form: Readonly<Record<string, unknown>>, path: readonly PropertyKey[]): unknown {
  let value: unknown = form;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}

/** What was sent, short enough to be read. */
function printable(given: unknown): string {
  const text = typeof given === "string" ? given : JSON.stringify(given);
  return (text ?? "").length > 60 ? `${(text ?? "").slice(0, 57)}...` : (text ?? "");
}
