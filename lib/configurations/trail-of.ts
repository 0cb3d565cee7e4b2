import type { ConfigurationRow } from "../db/configurations";
import type { Cause, Trail } from "../db/write-with-trail";
import { newId } from "../ids";
import { serialiseConfiguration } from "../wire/portal-configuration";

const nothing: ReadonlySet<string> = new Set();

/**
 * What a new configuration leaves behind: the audit entry and `billing_portal.configuration.created`. `segment` is the
 * first of the portal's path in its mode.
 */
export function trailOfCreation(row: ConfigurationRow, segment: string, cause: Cause): Trail {
  const { id: target, merchantId, livemode, document, metadata } = row;
  return {
    ...cause,
    merchantId,
    livemode,
    audit: { action: "configuration.created", target, data: { after: document, metadata } },
    event: {
      id: newId("event"),
      type: "billing_portal.configuration.created",
      data: serialiseConfiguration(row, { segment, expand: nothing }),
    },
  };
}

/** The same for a save of `next` over `before`: `billing_portal.configuration.updated`. */
export function trailOfSave(
  before: ConfigurationRow,
  next: ConfigurationRow,
  segment: string,
  cause: Cause,
): Trail {
  const { id: target, merchantId, livemode, version } = next;
  const told = (row: ConfigurationRow) => ({ active: row.active, metadata: row.metadata });
  const data = { before: before.document, after: next.document, version };
  return {
    ...cause,
    merchantId,
    livemode,
    audit: {
      action: "configuration.updated",
      target,
      data: { ...data, settings: { before: told(before), after: told(next) } },
    },
    event: {
      id: newId("event"),
      type: "billing_portal.configuration.updated",
      data: serialiseConfiguration(next, { segment, expand: nothing }),
    },
  };
}
