import type { MemberContext } from "../auth/member-context";
import { now, nowSeconds } from "../clock";
import { findConfiguration, replaceConfiguration } from "../db/configurations";
import { PorticoError } from "../errors";
import type { PortalConfiguration } from "../portal/configuration";
import { loadStripe } from "../stripe/client";
import { dottedPath } from "../wire/field-path";
import { parseDocument } from "./parse-document";
import { readStored } from "./read-stored";
import { addedReferences, requireReferences } from "./require-references";
import { trailOfSave } from "./trail-of";

export type SavedConfiguration = {
  readonly document: PortalConfiguration;
  readonly version: number;
  /** Unix seconds. */
  readonly saved_at: number;
};

/**
 * Saves what a portal may do, with its trail, as the next version of `version`; gives what was saved.
 * Throws `parameter_invalid`, `url_invalid` and `origin_invalid` for the document, `resource_missing` (404) for a
 * configuration that is unknown or another's and (400) for a plan that Stripe does not sell, `configuration_outdated`
 * when another version was saved since, `stripe_busy`, `stripe_unavailable` and `merchant_unavailable` when new plans
 * cannot be looked up. Nothing is written then.
 */
export async function saveConfiguration(
  context: Pick<MemberContext, "member" | "merchant" | "livemode" | "segment">,
  input: { configuration: string; version: number; document: unknown },
): Promise<SavedConfiguration> {
  const { member, merchant, livemode, segment } = context;
  const document = parseDocument(input.document);
  const row = await findConfiguration(merchant.id, livemode, input.configuration);
  if (row === null) throw new PorticoError("resource_missing", { param: "configuration" });
  if (row.version !== input.version) throw new PorticoError("configuration_outdated");
  await checkReferences(context, document, readStored(row.document));
  const next = { ...row, document, version: row.version + 1, updatedAt: now() };
  const cause = { actorType: "member", actorId: member.id, request: null, replay: null } as const;
  const isSaved = await replaceConfiguration(next, trailOfSave(row, next, segment, cause));
  if (!isSaved) throw new PorticoError("configuration_outdated");
  return { document, version: next.version, saved_at: nowSeconds() };
}

async function checkReferences(
  { merchant, livemode }: Pick<MemberContext, "merchant" | "livemode">,
  document: PortalConfiguration,
  before: PortalConfiguration,
): Promise<void> {
  const place = { merchantId: merchant.id, livemode };
  const added = addedReferences(document, before);
  const open = () => loadStripe(merchant.id, livemode);
  try {
    await requireReferences(place, open, added, document, nameOf);
  } catch (error) {
    if (!(error instanceof PorticoError) || error.code !== "merchant_unavailable") throw error;
    const message = "Stripe did not accept this merchant's key, so new plans cannot be checked.";
    throw new PorticoError("merchant_unavailable", { message, cause: error });
  }
}

function nameOf(path: readonly PropertyKey[]): string {
  return dottedPath(path, "document");
}
