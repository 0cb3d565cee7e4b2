import type { MemberContext } from "../auth/member-context";
import { nowSeconds } from "../clock";
import { findConfiguration, saveDocument } from "../db/configurations";
import { PorticoError } from "../errors";
import { configurationSchema, type PortalConfiguration } from "../portal/configuration";
import { loadStripe } from "../stripe/client";
import { parseDocument } from "./parse-document";
import { findAdded, requireSellable } from "./require-sellable";

export type SavedConfiguration = {
  readonly document: PortalConfiguration;
  readonly version: number;
  /** Unix seconds. */
  readonly saved_at: number;
};

/**
 * Saves what a portal may do, with an audit entry, as the next version of `version`; gives what was saved.
 * Throws `parameter_invalid`, `url_invalid` and `origin_invalid` for the document, `resource_missing` (404) for a
 * configuration that is unknown or another's and (400) for a plan that Stripe does not sell, `configuration_outdated`
 * when another version was saved since, `stripe_busy`, `stripe_unavailable` and `merchant_unavailable` when new plans
 * cannot be looked up. Nothing is written then.
 */
export async function saveConfiguration(
  { member, merchant, livemode }: Pick<MemberContext, "member" | "merchant" | "livemode">,
  input: { configuration: string; version: number; document: unknown },
): Promise<SavedConfiguration> {
  const document = parseDocument(input.document);
  const row = await findConfiguration(merchant.id, livemode, input.configuration);
  if (row === null) throw new PorticoError("resource_missing", { param: "configuration" });
  if (row.version !== input.version) throw new PorticoError("configuration_outdated");
  const before = readStored(row.document);
  await checkPlans(merchant.id, livemode, document, before);
  const { id, version } = row;
  const memberId = member.id;
  const change = {
    merchantId: merchant.id,
    livemode,
    id,
    version,
    before,
    after: document,
    memberId,
  };
  const next = await saveDocument(change);
  if (next === null) throw new PorticoError("configuration_outdated");
  return { document, version: next, saved_at: nowSeconds() };
}

/** A newer version of us may have written what this one does not know: then this one leaves it alone. */
function readStored(document: unknown): PortalConfiguration {
  const stored = configurationSchema.safeParse(document);
  if (stored.success) return stored.data;
  const message = "A newer version of Portico saved these settings. Save them with that version.";
  throw new PorticoError("configuration_outdated", { message, cause: stored.error });
}

async function checkPlans(
  merchantId: string,
  livemode: boolean,
  document: PortalConfiguration,
  before: PortalConfiguration,
): Promise<void> {
  const { products: plans } = document.features.subscription_update;
  const added = findAdded(plans, before.features.subscription_update.products);
  if (added.length === 0) return;
  try {
    await requireSellable(await loadStripe(merchantId, livemode), added, plans);
  } catch (error) {
    if (!(error instanceof PorticoError) || error.code !== "merchant_unavailable") throw error;
    const message = "Stripe did not accept this merchant's key, so new plans cannot be checked.";
    throw new PorticoError("merchant_unavailable", { message, cause: error });
  }
}
