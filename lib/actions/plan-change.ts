import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import type { PortalConfiguration } from "../portal/configuration";
import { sameInterval } from "../portal/money";
import type { ItemFact } from "../portal/snapshot";
import type { PlanPriceView } from "../portal/view";
import type { Scene } from "./action";
import { requireFact } from "./find-in-view";

type Feature = PortalConfiguration["features"]["subscription_update"];

/** A plan change worked out once, for the preview and the act alike: what is shown is what is done. */
export type PlanChange = {
  readonly subscription: string;
  readonly item: ItemFact;
  readonly price: string;
  readonly quantity: number;
  readonly behavior: Feature["proration_behavior"];
  readonly anchor: "now" | null;
  readonly endsTrial: boolean;
  /** Unix seconds; null when nothing is prorated. */
  readonly proratesFrom: number | null;
  /** True when Stripe bills at the confirm rather than with the next invoice. */
  readonly billsNow: boolean;
};

/**
 * Works the change out. Stripe bills at once when prorations are always invoiced, and whenever the cycle
 * starts anew: another interval, an anchor of `now`, the end of a trial. With another interval the cycle is
 * told to start anew: of itself it does so with classic billing only.
 */
export function changeOf(
  { snapshot, configuration }: Scene,
  input: ActionInput<"change_plan">,
  price: PlanPriceView,
  prorationDate: number,
): PlanChange {
  const subscription = requireFact(snapshot, input.subscription);
  const [item] = subscription.items;
  if (item === undefined) throw new PorticoError("subscription_state");
  const feature = configuration.features.subscription_update;
  const isTrial = subscription.status === "trialing";
  const timing = timingOf(feature, isTrial, isSameRhythm(item, price));
  return {
    subscription: subscription.id,
    item,
    price: price.id,
    quantity: item.quantity ?? 1,
    behavior: feature.proration_behavior,
    proratesFrom: feature.proration_behavior === "none" || isTrial ? null : prorationDate,
    ...timing,
  };
}

function timingOf(
  feature: Feature,
  isTrial: boolean,
  keepsRhythm: boolean,
): Pick<PlanChange, "anchor" | "endsTrial" | "billsNow"> {
  if (isTrial) {
    const endsTrial = feature.trial_update_behavior === "end_trial";
    return { anchor: null, endsTrial, billsNow: endsTrial };
  }
  const anchor = !keepsRhythm || feature.billing_cycle_anchor === "now" ? "now" : null;
  const billsNow = anchor === "now" || feature.proration_behavior === "always_invoice";
  return { anchor, endsTrial: false, billsNow };
}

function isSameRhythm({ price: { interval } }: ItemFact, next: PlanPriceView): boolean {
  return interval !== null && sameInterval(interval, next.interval);
}
