import type Stripe from "stripe";
import { type Charge, creditUnused, debitRemaining, quantityOf } from "./proration";

/** When what is prorated happens; `cancelAt` as in a change. Unix seconds. */
type Moment = { at: number; cancelAt?: number | null | undefined };

/**
 * The prorations of a change that stays within the running periods. Per item whose price or quantity
 * changed, that was added or removed: a credit for the unused time of the old terms, a debit for the
 * remaining time of the new ones. An end that moves gives back, or adds, the time of all other items.
 */
export function prorateTerms(
  before: Stripe.Subscription,
  after: Stripe.Subscription,
  { at, cancelAt }: Moment,
): Charge[] {
  const [first, second] = [before.items.data, after.items.data];
  const oldEnd = before.cancel_at ?? Number.POSITIVE_INFINITY;
  const newEnd = cancelAt === undefined ? oldEnd : (cancelAt ?? Number.POSITIVE_INFINITY);
  const left = first.filter((item) => !second.some((other) => isSameTerms(item, other)));
  const come = second.filter((item) => !first.some((other) => isSameTerms(item, other)));
  const stay = second.filter((item) => !come.includes(item));
  return [
    ...creditUnused(left, at, oldEnd),
    ...(newEnd < oldEnd ? creditUnused(stay, newEnd, oldEnd).filter(hasTime) : []),
    ...debitRemaining(come, at, newEnd),
    ...(newEnd > oldEnd ? debitRemaining(stay, oldEnd, newEnd).filter(hasTime).map(restored) : []),
  ];
}

function hasTime({ period }: Charge): boolean {
  return period.end > period.start;
}

function restored(charge: Charge): Charge {
  return { ...charge, isRestored: true };
}

function isSameTerms(first: Stripe.SubscriptionItem, second: Stripe.SubscriptionItem): boolean {
  return (
    first.id === second.id &&
    first.price.id === second.price.id &&
    quantityOf(first) === quantityOf(second)
  );
}
