import type { Holdings, ImportableRow } from "../../db/configuration-imports";
import { loadHoldings } from "../../db/configuration-imports";
import type { FeedbackOptionRow } from "../../db/feedback-options";
import type { Place } from "../../db/place";
import { PorticoError } from "../../errors";
import { configurationSchema, type PortalConfiguration } from "../../portal/configuration";
import { metadataSchema } from "../../wire/metadata";
import type { PortableConfiguration, PortableFeedbackOption } from "./portable";

/** As many as one document may hold. */
const mostConfigurations = 100;

/** All that a merchant has in one mode. Throws `parameter_invalid` when that is more than one document may hold. */
export async function loadAll(place: Place): Promise<Holdings> {
  const held = await loadHoldings(place, mostConfigurations + 1);
  if (held.configurations.length <= mostConfigurations) return held;
  const message = `There are more than ${mostConfigurations} configurations, which no export holds.`;
  throw new PorticoError("parameter_invalid", { message });
}

/** A configuration as an export tells it. Throws `configuration_outdated` when a newer version of us saved it. */
export function toPortable(row: ImportableRow): PortableConfiguration {
  return {
    id: row.id,
    is_default: row.isDefault,
    active: row.active,
    metadata: metadataSchema.parse(row.metadata),
    document: readStored(row.document),
  };
}

export function toPortableOption(row: FeedbackOptionRow): PortableFeedbackOption {
  return { id: row.id, description: row.description, active: row.deactivatedAt === null };
}

/** What this version does not know must not be lost on the way out, nor written over. */
function readStored(document: unknown): PortalConfiguration {
  const stored = configurationSchema.safeParse(document);
  if (stored.success) return stored.data;
  const message = "A newer version of Portico saved this configuration. Use that version.";
  throw new PorticoError("configuration_outdated", { message, cause: stored.error });
}
