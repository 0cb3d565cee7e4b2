import { now } from "../clock";
import { type ConfigurationRow, insertConfiguration } from "../db/configurations";
import type { Cause } from "../db/write-with-trail";
import { newId } from "../ids";
import { blankConfiguration } from "../portal/blank-configuration";
import { segmentOf } from "../portal/segment";
import type { Metadata } from "../wire/metadata";
import { applyParams, type GivenDocument } from "./apply-params";
import { type Caller, checkGiven } from "./check-given";
import { requireMetadata } from "./require-metadata";
import type { Owner } from "./show-configuration";
import { trailOfCreation } from "./trail-of";

/**
 * The configuration that an API call asks for, not kept yet: what it does not mention is off or empty. Throws the
 * faults of `applyParams` and `checkGiven`, and `parameter_invalid` at `metadata` for too many keys.
 */
export async function prepareConfiguration(
  caller: Caller,
  { metadata: given, ...fields }: GivenDocument & { readonly metadata?: Metadata | undefined },
): Promise<ConfigurationRow> {
  const { merchantId, livemode } = caller;
  const document = applyParams(blankConfiguration(), fields);
  const metadata = requireMetadata({}, given);
  await checkGiven(caller, document, fields);
  const at = now();
  return {
    id: newId("configuration"),
    merchantId,
    livemode,
    active: true,
    isDefault: false,
    document,
    metadata,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}

/** Keeps a prepared configuration with its audit entry and event. */
export async function keepConfiguration(
  { slug, livemode }: Owner,
  row: ConfigurationRow,
  cause: Cause,
): Promise<void> {
  await insertConfiguration(row, trailOfCreation(row, segmentOf({ slug, livemode }), cause));
}
