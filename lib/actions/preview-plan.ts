import type Stripe from "stripe";
import { periodEnd } from "../portal/allow-actions";
import type { Money } from "../portal/money";
import type { PlanPreview, PreviewLine } from "../portal/preview";
import type { PlanPriceView, PlanView } from "../portal/view";
import { read } from "../stripe/call";
import { idOf } from "../stripe/reshape";
import type { Scene } from "./action";
import { requireFact, requireSubscription } from "./find-in-view";
import type { PlanChange } from "./plan-change";

/** What the change would be billed, computed by Stripe: nothing is added up here that Stripe did not say. */
export async function previewPlan(
  scene: Scene,
  change: PlanChange,
  plan: PlanView,
  price: PlanPriceView,
): Promise<PlanPreview> {
  const [invoice, recurring] = await Promise.all([
    readPreview(scene.stripe, change, "next"),
    readPreview(scene.stripe, change, "recurring"),
  ]);
  const fact = requireFact(scene.snapshot, change.subscription);
  const { name, paymentMethod } = requireSubscription(scene.view, change.subscription);
  const money = (amount: number): Money => ({ amount, currency: invoice.currency });
  const zero = money(0);
  const lines = invoice.lines.data.map(toLine);
  const amounts = {
    lines,
    subtotal: money(invoice.subtotal),
    tax: amountOrNull(sum(invoice.total_taxes ?? [])),
    discount: amountOrNull(-sum(invoice.total_discount_amounts ?? [])),
    credit: amountOrNull(Math.max(0, -invoice.total)),
    balance: amountOrNull(Math.max(0, invoice.total) - invoice.amount_due),
  };
  function amountOrNull(amount: number): Money | null {
    return amount === 0 ? null : money(amount);
  }
  return {
    kind: "change_plan",
    subscription: change.subscription,
    from: { name, price: change.item.price.id },
    to: { name: plan.name, price: price.id, quantity: change.quantity },
    billed: change.billsNow ? "now" : "next",
    ...amounts,
    dueNow: change.billsNow ? money(invoice.amount_due) : zero,
    next: change.billsNow
      ? { at: nextPeriodEnd(invoice, periodEnd(fact)), amount: money(recurring.total) }
      : { at: periodEnd(fact), amount: money(invoice.amount_due) },
    paymentMethod:
      paymentMethod === null ? null : { brand: paymentMethod.brand, last4: paymentMethod.last4 },
  };
}

function readPreview(stripe: Stripe, change: PlanChange, mode: "next" | "recurring") {
  const { subscription, item, price, quantity, behavior, anchor, endsTrial, proratesFrom } = change;
  return read(() =>
    stripe.invoices.createPreview({
      subscription,
      preview_mode: mode,
      subscription_details: {
        items: [{ id: item.id, price, quantity }],
        proration_behavior: behavior,
        ...(proratesFrom === null ? {} : { proration_date: proratesFrom }),
        ...(anchor === null ? {} : { billing_cycle_anchor: { type: anchor } }),
        ...(endsTrial ? { trial_end: "now" as const } : {}),
      },
    }),
  );
}

function toLine(line: Stripe.InvoiceLineItem): PreviewLine {
  return {
    description: line.description ?? "",
    amount: { amount: line.amount, currency: line.currency },
    proration: isProration(line),
  };
}

function isProration({ parent }: Stripe.InvoiceLineItem): boolean {
  return Boolean(
    parent?.subscription_item_details?.proration || parent?.invoice_item_details?.proration,
  );
}

/** When the period that the invoice bills ends: the last of its regular lines, or what it was before. */
function nextPeriodEnd(invoice: Stripe.Invoice, before: number): number {
  const regular = invoice.lines.data.filter((line) => !isProration(line) && isOfSubscription(line));
  return Math.max(
    before > 0 && regular.length === 0 ? before : 0,
    ...regular.map(({ period }) => period.end),
  );
}

function isOfSubscription(line: Stripe.InvoiceLineItem): boolean {
  return idOf(line.subscription) !== null || line.parent?.type === "subscription_item_details";
}

function sum(amounts: readonly { readonly amount: number }[]): number {
  return amounts.reduce((total, { amount }) => total + amount, 0);
}
