import type { ActionInput } from "../../portal/actions";
import { type ChangeTiming, type PricedItem, timeChange } from "../../portal/change-timing";
import type { ItemChange } from "../../portal/map-items";
import type { ItemFact, SubscriptionFact } from "../../portal/snapshot";
import { periodEnd } from "../../portal/subscription-state";
import type { Scene } from "../action";
import type { StripeCall } from "../calls/stripe-call";
import type { GivenDiscount } from "../discounts/find-discount";

export type Address = NonNullable<ActionInput<"change_plan">["address"]>;

/** What a customer wants a subscription to become. */
export type WantedChange = {
  readonly subscription: SubscriptionFact;
  /** What becomes of each item that is touched. */
  readonly items: readonly ItemChange[];
  /** The items that are touched, as they would be. */
  readonly after: readonly PricedItem[];
  readonly discount: GivenDiscount | null;
  /** Where its customer is, when tax needs to know. */
  readonly address: Address | null;
};

/** A change worked out once, for the preview and the act alike: what is shown is what is done. */
export type PlanChange = Omit<WantedChange, "after"> & {
  readonly customer: string;
  readonly timing: ChangeTiming;
  /** Unix seconds; null when nothing is prorated. */
  readonly proratesFrom: number | null;
};

/** Works out when a change takes effect and how it is billed, prorated from `prorationDate` if at all. */
export function changeOf(
  { configuration, snapshot }: Pick<Scene, "configuration" | "snapshot">,
  { after, ...wanted }: WantedChange,
  prorationDate: number,
): PlanChange {
  const { subscription, items } = wanted;
  const feature = configuration.features.subscription_update;
  const others = subscription.items.filter((item) => !items.some(({ id }) => id === item.id));
  const before = subscription.items.map(priceItem);
  const timing = timeChange(feature, subscription, before, [...after, ...others.map(priceItem)]);
  const proratesFrom = timing.isProrated ? prorationDate : null;
  return { ...wanted, customer: snapshot.customer.id, timing, proratesFrom };
}

/** An item of a subscription, for comparing. */
export function priceItem({ price, quantity }: ItemFact): PricedItem {
  const { id: priceId, unitAmount, interval } = price;
  return { priceId, unitAmount, quantity, interval };
}

/** What changes, in Stripe's words: for an update and for its preview alike. */
export function termsOf({ subscription, items, timing, proratesFrom }: PlanChange) {
  const { behavior, anchor, endsTrial } = timing;
  return {
    items: items.map((item) => toItem(item, subscription)),
    proration_behavior: behavior,
    ...(proratesFrom === null ? {} : { proration_date: proratesFrom }),
    ...(anchor === null ? {} : { billing_cycle_anchor: { type: anchor } }),
    ...(endsTrial ? { trial_end: "now" as const } : {}),
  };
}

/** The call that carries a change out. */
export function callOf(change: PlanChange): StripeCall {
  const { subscription, customer, timing, discount, address } = change;
  const first = { method: "customers.update" as const, id: customer };
  const shared = {
    id: subscription.id,
    ...(address === null ? {} : { first: { ...first, params: { address } } }),
  };
  const discounts = discount === null ? {} : { discounts: [discount.given] };
  if (timing.at === "period_end") {
    const params = { at: periodEnd(subscription), items: listLater(change), ...discounts };
    return { method: "subscription_schedules.change_at_period_end", ...shared, params };
  }
  const terms = { ...termsOf(change), payment_behavior: "error_if_incomplete" as const };
  return { method: "subscriptions.update", ...shared, params: { ...terms, ...discounts } };
}

/** A price that stays is not said again: it may have been archived since. */
function toItem({ id, price, quantity, deleted }: ItemChange, { items }: SubscriptionFact) {
  if (id !== null && deleted) return { id, deleted: true as const };
  const stays = items.some((item) => item.id === id && item.price.id === price);
  return {
    ...(id === null ? {} : { id }),
    ...(stays ? {} : { price }),
    ...(quantity === null ? {} : { quantity }),
  };
}

/** Everything that the subscription consists of afterwards, touched or not. */
function listLater({ subscription, items }: PlanChange) {
  const held = new Map(subscription.items.map((item) => [item.id, item]));
  const touched = items.filter(({ deleted }) => !deleted);
  const others = subscription.items.filter((item) => !items.some(({ id }) => id === item.id));
  return [
    ...touched.map(({ id, price, quantity }) => {
      const replaced = held.get(id ?? "")?.price.id;
      return {
        price,
        ...(quantity === null ? {} : { quantity }),
        ...(replaced === undefined ? {} : { replaces: replaced }),
      };
    }),
    ...others.map(({ price: { id }, quantity }) => ({
      price: id,
      ...(quantity === null ? {} : { quantity }),
      replaces: id,
    })),
  ];
}
