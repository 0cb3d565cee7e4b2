import { type ConfigurationRow, findConfiguration } from "../db/configurations";
import type { Place } from "../db/place";
import { requireInPath } from "../wire/require-found";

const kind = {
  kind: "configuration",
  pattern: /^bpc_\w{1,255}$/,
  find: ({ merchantId, livemode }: Place, id: string) =>
    findConfiguration(merchantId, livemode, id),
};

/** The configuration that a path of the API names. Throws as requireInPath does. */
export function retrieveConfiguration(place: Place, id: string): Promise<ConfigurationRow> {
  return requireInPath(place, id, kind);
}
