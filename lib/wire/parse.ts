import type { z } from "zod";
import { type ErrorCode, PorticoError } from "../errors";

/** Parses at the border: the first fault becomes the error, its path the bracket `param` (none for the whole). */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  // What does not belong there is named before what is missing: the one is often a misspelling of the other.
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  const param = issue === undefined ? "" : paramOf(issue);
  throw new PorticoError(codeOf(issue), param === "" ? {} : { param });
}

function codeOf(issue: z.core.$ZodIssue | undefined): ErrorCode {
  if (issue === undefined) return "parameter_invalid";
  if (issue.code === "unrecognized_keys") return "parameter_unknown";
  if (isMissing(issue)) return "parameter_missing";
  if (issue.code === "too_small" && issue.origin === "string") return "parameter_invalid_empty";
  const name = String(issue.path.at(-1) ?? "");
  if (name === "quantity" || issue.path.includes("quantities")) return "quantity_invalid";
  return /(?:^|_)url$/.test(name) ? "url_invalid" : "parameter_invalid";
}

function isMissing({ code, message }: z.core.$ZodIssue): boolean {
  return code === "invalid_type" && /received undefined/.test(message);
}

function paramOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String);
  const full = issue.code === "unrecognized_keys" ? [...path, issue.keys[0] ?? ""] : path;
  const [head = "", ...rest] = full;
  return head + rest.map((part) => `[${part}]`).join("");
}
