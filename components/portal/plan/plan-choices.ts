import { type Interval, monthsOf, sameInterval } from "@/lib/portal/money";
import type { PlanPriceView, PlanView } from "@/lib/portal/view";

/** One way of paying that the plans come in: monthly, yearly. */
export type Cadence = { readonly key: string; readonly interval: Interval };

/** A plan at one of its prices. */
export type Choice = { readonly plan: PlanView; readonly price: PlanPriceView };

/** What is shown of a tier: one of its prices, or null where it is only a link. */
export type Offer = { readonly plan: PlanView; readonly price: PlanPriceView | null };

export function intervalKey({ unit, count }: Interval): string {
  return `${unit}-${count}`;
}

/** The intervals the plans come in, shortest first, each once. */
export function listCadences(plans: readonly PlanView[]): Cadence[] {
  const all = plans.flatMap(({ prices }) => prices.map(({ interval }) => interval));
  const unique = new Map(all.map((interval) => [intervalKey(interval), interval]));
  return Array.from(unique, ([key, interval]) => ({ key, interval })).sort(
    (a, b) => (monthsOf(a.interval) ?? 0) - (monthsOf(b.interval) ?? 0),
  );
}

/** The plans that can be had at this interval, in the merchant's order; every price of it is a choice. */
export function listChoices(plans: readonly PlanView[], { interval }: Cadence): Choice[] {
  return plans.flatMap((plan) =>
    plan.prices
      .filter((price) => sameInterval(price.interval, interval))
      .map((price) => ({ plan, price })),
  );
}

/** The same and, at their place in the list, the tiers that are only a link. */
export function listOffers(plans: readonly PlanView[], cadence: Cadence): Offer[] {
  return plans.flatMap((plan): Offer[] =>
    plan.link !== null && plan.prices.length === 0
      ? [{ plan, price: null }]
      : listChoices([plan], cadence),
  );
}

/** The choice a price id stands for. */
export function findChoice(plans: readonly PlanView[], priceId: string): Choice | null {
  for (const plan of plans) {
    const price = plan.prices.find(({ id }) => id === priceId);
    if (price) return { plan, price };
  }
  return null;
}

/** The price the subscription has now. */
export function findCurrent(plans: readonly PlanView[]): Choice | null {
  for (const plan of plans) {
    const price = plan.prices.find(({ current }) => current);
    if (price) return { plan, price };
  }
  return null;
}

/** True when the plan stays and only how often it is paid changes. */
export function isOtherCadence(current: Choice | null, { plan, price }: Choice): boolean {
  return (
    current !== null &&
    current.plan.id === plan.id &&
    !sameInterval(current.price.interval, price.interval)
  );
}

/** What a price comes to per month, in minor units; null when it has no amount or an interval we don't know. */
export function perMonth({ price, interval }: PlanPriceView): number | null {
  const months = monthsOf(interval);
  return price === null || months === null ? null : price.amount / months;
}

/** Whether a month at this price costs less than at the other; false where that can't be said. */
export function costsLess(price: PlanPriceView, than: PlanPriceView | null): boolean {
  const one = perMonth(price);
  const other = than === null ? null : perMonth(than);
  return one !== null && other !== null && one < other;
}

export type Saving = { readonly share: number; readonly same: boolean };

/**
 * What paying at this interval saves against the shortest one: a share between 0 and 1 of whole per cents,
 * rounded down, the largest among the plans; `same` when all plans that come in both save that much.
 */
export function findSaving(plans: readonly PlanView[], cadence: Cadence): Saving | null {
  const [shortest] = listCadences(plans);
  if (shortest === undefined || shortest.key === cadence.key) return null;
  const shares = plans.flatMap((plan) => savingOf(plan, shortest, cadence));
  const share = Math.max(0, ...shares);
  return share > 0 ? { share, same: shares.every((one) => one === share) } : null;
}

function savingOf(plan: PlanView, from: Cadence, to: Cadence): number[] {
  const [before] = listChoices([plan], from);
  const [after] = listChoices([plan], to);
  if (before?.price.price?.currency !== after?.price.price?.currency) return [];
  const was = before ? perMonth(before.price) : null;
  const is = after ? perMonth(after.price) : null;
  if (was === null || is === null || was <= 0) return [];
  return [Math.floor((1 - is / was) * 100 + 1e-9) / 100];
}
