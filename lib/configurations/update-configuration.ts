import { isDeepStrictEqual } from "node:util";
import { now } from "../clock";
import { type ConfigurationRow, replaceConfiguration } from "../db/configurations";
import type { Cause } from "../db/write-with-trail";
import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import { segmentOf } from "../portal/segment";
import { type Metadata, metadataSchema } from "../wire/metadata";
import { applyParams, type GivenDocument } from "./apply-params";
import { type Caller, checkGiven } from "./check-given";
import { readStored } from "./read-stored";
import { requireMetadata } from "./require-metadata";
import { retrieveConfiguration } from "./retrieve-configuration";
import { showConfiguration } from "./show-configuration";
import { trailOfSave } from "./trail-of";

export type GivenUpdate = GivenDocument & {
  readonly active?: boolean | undefined;
  readonly metadata?: Metadata | null | undefined;
};

const tries = 3;

/**
 * Changes what an API call gives of a configuration, and gives the answer. What somebody else saves meanwhile is kept:
 * the change is made again on top of it, three times at most, then `operation_in_progress`. What changes nothing leaves
 * no trace. Throws what `retrieveConfiguration`, `applyParams` and `checkGiven` throw, and `parameter_invalid` at
 * `active` for the default configuration.
 */
export async function updateConfiguration(
  caller: Caller,
  id: string,
  given: GivenUpdate,
  answer: {
    readonly expand: ReadonlySet<string>;
    readonly causeOf: (body: object) => Cause;
  },
): Promise<object> {
  const segment = segmentOf(caller);
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const row = await retrieveConfiguration(caller, id);
    const change = changeOf(row, given);
    if (attempt === 1) await checkGiven(caller, change.document, given);
    if (isDeepStrictEqual(change, changeOf(row, {}))) {
      return showConfiguration(caller, row, answer.expand);
    }
    const next = { ...row, ...change, version: row.version + 1, updatedAt: now() };
    const body = await showConfiguration(caller, next, answer.expand);
    const trail = trailOfSave(row, next, segment, answer.causeOf(body));
    if (await replaceConfiguration(next, trail)) return body;
  }
  throw new PorticoError("operation_in_progress", { retryAfterSeconds: 1 });
}

type Change = {
  readonly active: boolean;
  readonly metadata: Metadata;
  readonly document: PortalConfiguration;
};

/** What of `row` can be changed, as it is after `given`. */
function changeOf(row: ConfigurationRow, { active, metadata, ...fields }: GivenUpdate): Change {
  if (active === false && row.isDefault) {
    const message = "The default configuration cannot be deactivated.";
    throw new PorticoError("parameter_invalid", { param: "active", message });
  }
  return {
    active: active ?? row.active,
    metadata: requireMetadata(metadataSchema.parse(row.metadata), metadata),
    document: applyParams(readStored(row.document), fields),
  };
}
