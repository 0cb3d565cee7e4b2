import { invalid } from "./errors";
import type { MetadataChange } from "./params";

/** Metadata after a change: keys merge, '' removes a key, null removes all. At most 50 keys remain. */
export function changeMetadata(
  before: { [key: string]: string } | null,
  change: MetadataChange | null | undefined,
): { [key: string]: string } {
  if (change === undefined) return before ?? {};
  if (change === null) return {};
  const merged = Object.entries({ ...before, ...change }).filter(([, value]) => value !== "");
  if (merged.length > 50) {
    throw invalid(
      `You can only specify up to 50 keys in the metadata hash, but there would be ${merged.length}.`,
      "metadata",
    );
  }
  return Object.fromEntries(merged);
}
