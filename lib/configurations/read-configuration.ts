import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import { parseKnown } from "../portal/parse-known";

/**
 * A stored document as this version understands it: fields that a newer version added are left out of the reading
 * (never of what is stored: saving is strict). Throws `merchant_unavailable` where a field that we know says what
 * we do not, since guessing could allow what the merchant forbids.
 */
export function readConfiguration(document: unknown): PortalConfiguration {
  const parsed = parseKnown(document);
  if (parsed.success) return parsed.data;
  throw new PorticoError("merchant_unavailable", { cause: parsed.error });
}

/** The same; null where it would throw. */
export function findReadable(document: unknown): PortalConfiguration | null {
  return parseKnown(document).data ?? null;
}
