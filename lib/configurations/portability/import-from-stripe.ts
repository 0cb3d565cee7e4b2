import type Stripe from "stripe";
import { now } from "../../clock";
import { loadHoldings, type Saves, saveAll } from "../../db/configuration-imports";
import { fillAccent } from "../../db/merchants";
import type { Cause } from "../../db/write-with-trail";
import { PorticoError } from "../../errors";
import { segmentOf } from "../../portal/segment";
import { read } from "../../stripe/call";
import { loadStripe } from "../../stripe/client";
import type { Owner } from "../show-configuration";
import { trailOfCreation, trailOfSave } from "../trail-of";
import { type ImportReport, type PlannedImport, planImport } from "./plan-import";
import { readBranding, type StripeBranding } from "./read-branding";
import { readPages } from "./read-pages";

export type Imported = ImportReport & {
  /** Null when the key may not read the account. */
  readonly branding: StripeBranding | null;
  /** What the key may not read, which was left out. */
  readonly unread: readonly string[];
};

const cause: Cause = { actorType: "system", actorId: "import", request: null, replay: null };

/** As many as an account can have that its import is written at once. */
const mostHeld = 10_000;

/**
 * Imports a merchant's portal configurations and cancellation reasons from its own Stripe account, under their own
 * ids, with its colour where none is set here. Only reads at Stripe. Again, it updates what was not changed here since
 * the last time, leaves alone what was, and says so. Throws what reading Stripe throws, and `configuration_outdated`
 * when something is saved at the same time; nothing is written then.
 */
export async function importFromStripe(place: Owner): Promise<Imported> {
  const stripe = await loadStripe(place.merchantId, place.livemode);
  const configurations = await readConfigurations(stripe);
  const options = await readIfAllowed(() =>
    readPages((page) => stripe.billing.feedbackOptions.list(page)),
  );
  const account = await readIfAllowed(() => read(() => stripe.accounts.retrieveCurrent()));
  const held = await loadHoldings(place, mostHeld);
  const scene = { place, held, at: now() };
  const plan = planImport(scene, { configurations, feedbackOptions: options ?? [] });
  await saveAll(toSaves(place, plan));
  const branding = account === null ? null : readBranding(account);
  const accent = branding?.accent ?? null;
  if (accent !== null) await fillAccent(place.merchantId, accent);
  const unread = [
    ...(options === null ? ["feedback_options"] : []),
    ...(account === null ? ["account"] : []),
  ];
  return { ...plan.report, branding, unread };
}

function readConfigurations(stripe: Stripe): Promise<Stripe.BillingPortal.Configuration[]> {
  const expand = ["data.features.subscription_update.products"];
  return readPages((page) => stripe.billingPortal.configurations.list({ ...page, expand }));
}

/** A restricted key may read configurations and nothing beside: then these are imported alone. */
async function readIfAllowed<T>(load: () => Promise<T>): Promise<T | null> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof PorticoError && error.code === "merchant_unavailable") return null;
    throw error;
  }
}

function toSaves(place: Owner, { configurations, feedbackOptions }: PlannedImport): Saves {
  const { merchantId, livemode } = place;
  const segment = segmentOf(place);
  return {
    replay: null,
    configurations: configurations.map(({ before, after: row }) => ({
      row,
      trail:
        before === null
          ? trailOfCreation(row, segment, cause)
          : trailOfSave(before, row, segment, cause),
    })),
    feedbackOptions: feedbackOptions.map((row) => {
      const data = { description: row.description };
      const audit = { action: "feedback_option.created", target: row.id, data };
      return { row, isNew: true, trail: { ...cause, merchantId, livemode, audit, event: null } };
    }),
  };
}
