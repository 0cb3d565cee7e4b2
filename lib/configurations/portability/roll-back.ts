import { now } from "../../clock";
import { type ConfigurationRow, findVersion, replaceConfiguration } from "../../db/configurations";
import type { Cause } from "../../db/write-with-trail";
import { PorticoError } from "../../errors";
import { savableConfigurationSchema } from "../../portal/configuration";
import { segmentOf } from "../../portal/segment";
import { serialiseConfiguration, type WireConfiguration } from "../../wire/portal-configuration";
import { retrieveConfiguration } from "../retrieve-configuration";
import type { Owner } from "../show-configuration";
import { trailOfSave } from "../trail-of";

/**
 * Makes a configuration what it was at `version`, as a new version: rolling back can be rolled back too. Gives it as
 * Stripe writes one. Throws what `retrieveConfiguration` throws; `resource_missing` with `param` for a version that
 * never was, `parameter_invalid` when what it was cannot be any more, and `configuration_outdated` when it was saved in
 * the same moment.
 */
export async function rollBack(
  place: Owner,
  input: { readonly configuration: string; readonly version: number },
  causeOf: (body: object) => Cause,
): Promise<WireConfiguration> {
  const before = await retrieveConfiguration(place, input.configuration);
  const former = await findVersion(place, before.id, input.version);
  if (former === null) throw noSuchVersion(before, input.version);
  const document = readFormer(former.document);
  if (before.isDefault && !former.active) {
    const message = "You cannot deactivate the default configuration, which it was not then.";
    throw new PorticoError("parameter_invalid", { param: "version", message });
  }
  const { active, metadata } = former;
  const version = before.version + 1;
  const next = { ...before, document, active, metadata, version, updatedAt: now() };
  const segment = segmentOf(place);
  const body = serialiseConfiguration(next, { segment, expand: new Set() });
  const isSaved = await replaceConfiguration(
    next,
    trailOfSave(before, next, segment, causeOf(body)),
  );
  if (!isSaved) throw new PorticoError("configuration_outdated");
  return body;
}

function noSuchVersion({ id, version }: ConfigurationRow, asked: number): PorticoError {
  const message =
    asked === version
      ? `Version ${asked} is what ${id} is now.`
      : `No such version: '${asked}' of ${id}`;
  return new PorticoError("resource_missing", { param: "version", message });
}

/** An old document may know less, and gets today's defaults; one that makes no sense today stays where it is. */
function readFormer(document: unknown) {
  const parsed = savableConfigurationSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const message = "This version cannot be used any more.";
  throw new PorticoError("parameter_invalid", { param: "version", message, cause: parsed.error });
}
