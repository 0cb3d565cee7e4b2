import type { z } from "zod";

const sentences = new Map([
  ["url_invalid", "Write the whole address, beginning with https://."],
  [
    "origin_invalid",
    "Write the site alone, such as https://app.example.com: nothing behind it, and no *.",
  ],
  [
    "Cannot enable subscription updates while payment method update is disabled.",
    "Switch on Payment methods too, or switch this off: a dearer plan needs a way to pay for it.",
  ],
  ["forbidden", "Your role does not allow saving. Ask an admin or owner. Nothing was saved."],
]);

/** A schema's or the server's word for what is wrong, as a sentence; a sentence stays what it is. */
export function sayProblem(message: string): string {
  return sentences.get(message) ?? message;
}

/** What zod finds, in words for the person at the form. Faults that a form cannot make stay zod's. */
export function sayIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "too_big") return sayTooBig(issue.origin, Number(issue.maximum));
  if (issue.code === "too_small" && issue.origin === "string")
    return "Write something, or leave it empty.";
  if (issue.code === "invalid_format") return 'Leave out line breaks, invisible signs, < > and ".';
  return undefined;
}

function sayTooBig(origin: string, most: number): string {
  const number = most.toLocaleString("en");
  return origin === "string" ? `At most ${number} characters.` : `At most ${number} entries.`;
}
