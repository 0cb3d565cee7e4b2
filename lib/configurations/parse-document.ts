import type { z } from "zod";
import { type ErrorCode, PorticoError } from "../errors";
import { formConfigurationSchema, type PortalConfiguration } from "../portal/configuration";
import { fieldPath } from "../wire/field-path";

const urls = new Set([
  "default_return_url",
  "privacy_policy_url",
  "terms_of_service_url",
  "redirect_urls",
]);

/**
 * A document that may be saved, with what it leaves out filled in. The first fault decides: `origin_invalid` and
 * `url_invalid` for the fields of that kind, else `parameter_invalid`; `param` is its path, below `document`.
 */
export function parseDocument(given: unknown): PortalConfiguration {
  const parsed = formConfigurationSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw new PorticoError("parameter_invalid", { param: "document" });
  const message = issue.code === "custom" && !/^\w+$/.test(issue.message) ? issue.message : null;
  const param = fieldPath(issue, "document");
  throw new PorticoError(codeOf(issue), { param, ...(message === null ? {} : { message }) });
}

function codeOf({ path }: z.core.$ZodIssue): ErrorCode {
  if (path.includes("allowed_origins")) return "origin_invalid";
  return path.some((step) => urls.has(String(step))) ? "url_invalid" : "parameter_invalid";
}
