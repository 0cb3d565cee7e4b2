import type { LoadedDiscount } from "../discounts/load-discounts";
import { exactAmount } from "./amounts";
import { spread, takeOff } from "./apply-discounts";
import { type Exact, exact, minus, round, share, times } from "./exact";
import { type BilledItem, type Charge, quantityOf } from "./proration";

/** A licensed item of the subscription, in its currency, with its own discounts. */
type DiscountedItem = { item: BilledItem; product: string; own: readonly LoadedDiscount[] };

/** A proration with its discounts taken off. Minor units. */
export type Discounted = {
  gross: number;
  net: number;
  discounts: { loaded: LoadedDiscount; amount: number }[];
};

/**
 * What a proration costs after the discounts that run: for each item of the subscription they are taken
 * off its whole period, then the share of the time is taken, with one rounding. Stripe spreads an amount
 * over the items in proportion (flexible billing) or evenly (classic).
 */
export function discountProration(
  charge: Charge,
  items: readonly DiscountedItem[],
  ofInvoice: readonly LoadedDiscount[],
  currency: string,
  isEven: boolean,
): Discounted {
  const at = items.findIndex(({ item }) => item.id === charge.item);
  const left = items.map(({ item }) => exactAmount(item.price, quantityOf(item)));
  const taken: { loaded: LoadedDiscount; off: Exact }[] = [];
  const whole = charge.whole.end - charge.whole.start;
  const part = (value: Exact) => share(value, charge.period.end - charge.period.start, whole);
  const apply = (loaded: LoadedDiscount, takes: readonly boolean[]) => {
    const offs = reduce(loaded, left, takes, currency, isEven);
    for (const [index, off] of offs.entries()) left[index] = minus(left[index] ?? off, off);
    if (takes[at]) taken.push({ loaded, off: offs[at] ?? exact(0) });
  };
  for (const own of items[at]?.own ?? []) {
    apply(
      own,
      items.map(({ product }, index) => index === at && appliesTo(own, product)),
    );
  }
  for (const loaded of ofInvoice) {
    apply(
      loaded,
      items.map(({ product }) => appliesTo(loaded, product)),
    );
  }
  return {
    gross: charge.amount,
    net: round(part(left[at] ?? exact(0))),
    discounts: taken.map(({ loaded, off }) => ({ loaded, amount: round(part(off)) })),
  };
}

/** What one discount takes off each of these amounts that it may touch. */
export function reduce(
  loaded: LoadedDiscount,
  left: readonly Exact[],
  takes: readonly boolean[],
  currency: string,
  isEven: boolean,
): Exact[] {
  const { percent_off: percent } = loaded.coupon;
  if (percent !== null) {
    const rate = times(exact(percent), { top: 1n, bottom: 100n });
    return left.map((amount, at) => (takes[at] ? times(amount, rate) : exact(0)));
  }
  const weights = left.map((amount, at) => (takes[at] ? round(amount) : 0));
  const offs = takeOff(loaded, weights, currency);
  if (!isEven) return offs.map(exact);
  const total = offs.reduce((sum, off) => sum + off, 0);
  const even = spread(
    total,
    weights.map((weight) => (weight > 0 ? total : 0)),
  );
  return even.map((off, at) => exact(Math.min(off, weights[at] ?? 0)));
}

function appliesTo({ coupon }: LoadedDiscount, product: string): boolean {
  return coupon.applies_to?.products.includes(product) ?? true;
}
