import type Stripe from "stripe";
import type { Books } from "../books";
import { usageOf } from "../catalogue/meter-usage";
import { priceInCurrency } from "../catalogue/price-in-currency";
import type { LoadedDiscount } from "../discounts/load-discounts";
import { idOf } from "../documents";
import { exactAmount, fullAmount } from "./amounts";
import { type Debit, type History, loadHistory } from "./debits";
import { type Discounted, discountProration, reduce } from "./discount-prorations";
import { exact, minus, round, share } from "./exact";
import type { InvoiceTerms } from "./invoice-terms";
import { type Discounts, loadRates } from "./load-terms";
import { type Charge, isMetered } from "./proration";

/** A charge with all that its line says. Minor units. */
export type SettledCharge = Charge & {
  /** How much was used, as decimal text; null: a licensed quantity. */
  usage: string | null;
  own: readonly LoadedDiscount[];
  /** A proration's discounts and what is left; null: discounts are computed with the invoice. */
  discounted: Discounted | null;
  credited: Stripe.InvoiceItem.ProrationDetails.CreditedItems | null;
};

/** What charges are settled with. */
export type Settling = {
  books: Books;
  subscription: Stripe.Subscription;
  customer: Stripe.Customer;
  terms: InvoiceTerms;
  discounts: Discounts;
};

/**
 * What charges really come to: prices in the subscription's currency, usage read from the meter,
 * prorations after the discounts that run. Credits give back what was debited (flexible billing: that
 * amount, one credit per debit; classic: the present price with the discounts it was last billed with).
 */
export async function settleCharges(
  settling: Settling,
  charges: readonly Charge[],
): Promise<SettledCharge[]> {
  if (charges.length === 0) return [];
  const own = charges.map((charge) => inCurrency(charge, settling.subscription.currency));
  const since = Math.min(...own.map(({ whole }) => whole.start));
  const history = await loadHistory(settling.books, settling.subscription, since);
  const settled: SettledCharge[] = [];
  for (const charge of own) settled.push(...(await settle(settling, history, charge)));
  return settled;
}

function settle(settling: Settling, history: History, charge: Charge): Promise<SettledCharge[]> {
  switch (charge.wording) {
    case "unused":
      return settleCredit(settling, history, charge);
    case "remaining":
      return settleDebit(settling, history, charge);
    case "usage":
      return settleUsage(settling, history, charge);
    default:
      return settlePlain(settling, charge);
  }
}

async function settlePlain({ discounts }: Settling, charge: Charge): Promise<SettledCharge[]> {
  const own = await discounts.running(charge.discounts);
  return [{ ...charge, usage: null, own, discounted: null, credited: null }];
}

/**
 * Usage that was billed already, when the item's price changed, is not billed again, and none from before
 * the item had the price.
 */
async function settleUsage(
  settling: Settling,
  { items }: History,
  charge: Charge,
): Promise<SettledCharge[]> {
  const { books, customer } = settling;
  const billed = items
    .filter((item) => !item.proration && idOfItem(item) === charge.item)
    .map(({ period }) => period.end);
  const since = (await books.find("item_owner", charge.item))?.since?.[charge.price.id] ?? 0;
  const start = Math.max(charge.period.start, since, ...billed);
  const period = { start, end: Math.max(charge.period.end, start) };
  const usage = await usageOf(books, charge.price, customer.id, period);
  const [settled] = await settlePlain(settling, charge);
  if (settled === undefined) return [];
  const amount = fullAmount(charge.price, usage);
  return [{ ...settled, usage, period, quantity: Math.trunc(Number(usage)), amount }];
}

async function settleDebit(
  settling: Settling,
  { debits }: History,
  charge: Charge,
): Promise<SettledCharge[]> {
  const isPaid = debits.some(
    (debit) => debit.item === charge.item && debit.until > charge.period.start,
  );
  if (charge.isRestored === true && isPaid) return [];
  const discounted = await discount(settling, charge);
  const own = discounted.discounts.map(({ loaded }) => loaded);
  return [{ ...charge, usage: null, own, discounted, credited: null }];
}

async function discount(settling: Settling, charge: Charge): Promise<Discounted> {
  const { subscription, discounts, terms } = settling;
  const items = [];
  for (const item of subscription.items.data) {
    if (isMetered(item)) continue;
    const own = await discounts.running(item.discounts);
    const price = priceInCurrency(item.price, subscription.currency) ?? item.price;
    items.push({ item: { ...item, price }, product: idOf(price.product) ?? "", own });
  }
  const isEven = subscription.billing_mode.type === "classic";
  return discountProration(charge, items, terms.discounts, subscription.currency, isEven);
}

async function settleCredit(
  settling: Settling,
  { debits }: History,
  charge: Charge,
): Promise<SettledCharge[]> {
  const open = debits.filter(
    (debit) =>
      debit.item === charge.item && debit.until > charge.period.start && isPaidFor(debit, charge),
  );
  const isClassic = settling.subscription.billing_mode.type === "classic";
  const credits = isClassic ? [open[0]].flatMap((debit) => debit ?? []) : open;
  if (isClassic && credits.length === 0) return creditWithoutDebit(settling, charge);
  const settled: SettledCharge[] = [];
  for (const debit of credits) settled.push(await credit(settling, charge, debit, isClassic));
  return settled;
}

/** A trial's line is no debit: nobody paid for it. */
function isPaidFor(debit: Debit, charge: Charge): boolean {
  return debit.gross > 0 || fullAmount(charge.price, charge.quantity) === 0;
}

async function credit(
  settling: Settling,
  charge: Charge,
  debit: Debit,
  isClassic: boolean,
): Promise<SettledCharge> {
  const { books, discounts, subscription } = settling;
  const end = Math.min(debit.until, Math.max(charge.period.end, charge.period.start));
  const period = { start: charge.period.start, end: Math.max(end, charge.period.start) };
  const length = debit.period.end - debit.period.start;
  const back = (amount: number) =>
    0 - round(share({ top: BigInt(amount), bottom: 1n }, period.end - period.start, length));
  const loaded = await discounts.load(debit.discounts.map((one) => one.discount));
  const reductions = loaded.map((one, at) => ({
    loaded: one,
    amount: back(debit.discounts[at]?.amount ?? 0),
  }));
  const found = isClassic ? null : await books.find("price", debit.price);
  const price =
    found === null ? charge.price : (priceInCurrency(found, subscription.currency) ?? found);
  const gross = isClassic ? charge.amount : back(debit.gross);
  const net = isClassic ? presentCredit(charge, loaded, subscription.currency) : back(debit.net);
  return {
    ...charge,
    price,
    quantity: isClassic ? charge.quantity : debit.quantity,
    amount: gross,
    period,
    taxRates: isClassic ? charge.taxRates : await loadRates(books, debit.taxRates),
    usage: null,
    own: loaded,
    discounted: { gross, net, discounts: reductions },
    credited: creditedBy(debit),
  };
}

/**
 * Classic: the present price less the discounts it was last billed with, for the time. An amount counts
 * whole, on however many items it was spread: -0.5 × (1000 - 500) in Stripe's example of 500 off 3000.
 * (https://docs.stripe.com/billing/subscriptions/prorations#credit-prorations)
 */
function presentCredit(
  { price, quantity, period, whole }: Charge,
  discounts: readonly LoadedDiscount[],
  currency: string,
): number {
  const left = discounts.reduce(
    (before, one) => minus(before, reduce(one, [before], [true], currency, false)[0] ?? exact(0)),
    exactAmount(price, quantity),
  );
  return 0 - round(share(left, period.end - period.start, whole.end - whole.start));
}

async function creditWithoutDebit(settling: Settling, charge: Charge): Promise<SettledCharge[]> {
  const [settled] = await settlePlain(settling, charge);
  if (settled === undefined) return [];
  const discounted = { gross: charge.amount, net: charge.amount, discounts: [] };
  return [{ ...settled, own: [], discounted }];
}

function creditedBy({ source }: Debit): Stripe.InvoiceItem.ProrationDetails.CreditedItems {
  if (source.invoice === null) return { type: "invoice_item", invoice_item: source.item };
  const { invoice, lines } = source;
  return {
    type: "invoice_line_items",
    invoice_line_item_details: { invoice, invoice_line_items: lines },
  };
}

function inCurrency(charge: Charge, currency: string): Charge {
  const price = priceInCurrency(charge.price, currency);
  if (price === null || price === charge.price) return charge;
  const list = exactAmount(price, charge.quantity);
  const { period, whole, wording } = charge;
  const amount = round(share(list, period.end - period.start, whole.end - whole.start));
  const signed = wording === "unused" ? 0 - amount : amount;
  return { ...charge, price, amount: wording === "trial" ? 0 : signed };
}

function idOfItem(item: Stripe.InvoiceItem): string | null {
  return item.parent?.subscription_details?.subscription_item ?? null;
}
