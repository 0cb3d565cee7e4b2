import type { z } from "zod";

/** Where an issue is, as members' forms name fields: `features.products[0].prices`; below `root`, when that is given. */
export function fieldPath(issue: z.core.$ZodIssue, root = ""): string {
  const unknown = issue.code === "unrecognized_keys" ? [issue.keys[0] ?? ""] : [];
  return dottedPath([...issue.path, ...unknown], root);
}

/** The same for any path. */
export function dottedPath(path: readonly PropertyKey[], root = ""): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, root);
}
