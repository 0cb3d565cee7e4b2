import { z } from "zod";

/** No control characters, no half letters (neither can be stored), nothing that turns the reading direction. */
const line = /^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u;
const lines = /^(?:[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|[\t\n\r])*$/u;

/** One line of plain text without spaces around it; may be empty. */
export function plainLine(longest: number) {
  return z.string().trim().max(longest).regex(line);
}

/** Plain text with its line breaks, without spaces around it; may be empty. */
export function plainText(longest: number) {
  return z.string().trim().max(longest).regex(lines);
}
