import { PorticoError } from "../errors";
import { configurationSchema, type PortalConfiguration } from "../portal/configuration";

/**
 * A stored document that is to be changed. A newer version of us may have written what this one does not know: then
 * this one leaves it alone, and throws `configuration_outdated`.
 */
export function readStored(document: unknown): PortalConfiguration {
  const stored = configurationSchema.safeParse(document);
  if (stored.success) return stored.data;
  const message = "A newer version of Portico saved these settings. Save them with that version.";
  throw new PorticoError("configuration_outdated", { message, cause: stored.error });
}
