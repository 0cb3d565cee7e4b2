import type Stripe from "stripe";
import { PorticoError } from "../../errors";
import { describeCoupon } from "../../portal/describe-coupon";
import type { BeginPreview, Expected, Needed } from "../../portal/preview";
import { hasEnded } from "../../portal/subscription-state";
import { read } from "../../stripe/call";
import type { Scene } from "../action";
import type { Beginning } from "../begin-subscription";
import { isLost, nextPeriodEnd, readLines, sumsOf } from "./bill-of";
import { nextChargeOf } from "./next-charge";
import { settleBalance } from "./settle-balance";

/** What a subscription that begins would be billed, computed by Stripe. */
export async function previewBegin(
  { stripe }: Scene,
  beginning: Beginning,
): Promise<Omit<BeginPreview, "kind">> {
  const { plan, price, ended, code, means, items } = beginning;
  const [invoice, recurring] = await Promise.all([
    readPreview(stripe, beginning, "next"),
    readPreview(stripe, beginning, "recurring"),
  ]);
  const { currency, amount_due: due } = invoice;
  const isFree = due === 0 && recurring.total === 0;
  const needs: Needed[] = [
    ...(isLost(invoice) ? ["address" as const] : []),
    ...(means.paidBy === null && !isFree ? ["payment_method" as const] : []),
  ];
  return {
    subscription: ended?.id ?? null,
    name: plan.name,
    price: price.id,
    parts: price.parts.map(({ productName: name, priceId, unitLabel }, index) => ({
      name,
      price: priceId,
      quantity: items[index]?.quantity ?? null,
      unitLabel,
    })),
    billed: "now",
    ...(await readLines(stripe, invoice)),
    ...sumsOf(invoice),
    dueNow: { amount: due, currency },
    next: nextChargeOf(nextPeriodEnd(invoice, 0), recurring, settleBalance(invoice).balance),
    coupon: code === null ? null : describeCoupon(code.coupon),
    needs,
    paymentMethod: means.paidBy,
  };
}

/**
 * What the confirm is compared with: what is charged, what is missing, and which subscriptions there are, so that one
 * that was begun meanwhile is seen.
 */
export function expectedOfBegin(
  { snapshot }: Scene,
  { dueNow, needs }: Pick<BeginPreview, "dueNow" | "needs">,
): Expected {
  const living = snapshot.subscriptions.data.filter((one) => !hasEnded(one));
  return {
    items: living
      .map(({ id, status }) => `${id}:${status}`)
      .sort()
      .slice(0, mostListed),
    status: needs.join(" "),
    cancelAt: null,
    prorationDate: null,
    amount: dueNow.amount,
  };
}

const mostListed = 100;

/** Throws `parameter_missing` for the first thing that the preview said is needed before it can begin. */
export function requireNothingMissing({ status }: Expected): void {
  const [param] = status.split(" ").filter((each) => each !== "");
  if (param !== undefined) throw new PorticoError("parameter_missing", { param });
}

function readPreview(stripe: Stripe, beginning: Beginning, mode: "next" | "recurring") {
  const { customer, items, code, automaticTax, onBehalfOf, input } = beginning;
  const { address } = input;
  return read(() =>
    stripe.invoices.createPreview({
      customer,
      preview_mode: mode,
      ...(code === null ? {} : { discounts: [{ promotion_code: code.id }] }),
      ...(address === undefined ? {} : { customer_details: { address } }),
      ...(automaticTax ? { automatic_tax: { enabled: true } } : {}),
      ...(onBehalfOf === null ? {} : { on_behalf_of: onBehalfOf }),
      subscription_details: { items },
    }),
  );
}
