import type Stripe from "stripe";
import { PorticoError } from "../../errors";
import type { Money } from "../../portal/money";
import type { CancelPreview } from "../../portal/preview";
import type { SubscriptionFact } from "../../portal/snapshot";
import { periodEnd } from "../../portal/subscription-state";
import { read } from "../../stripe/call";
import type { Scene } from "../action";

type How = {
  readonly mode: CancelPreview["mode"];
  /** Whether unused time is given back and what is pending billed at once. */
  readonly isProrated: boolean;
  /** Unix seconds. */
  readonly prorationDate: number;
};

type End = Pick<CancelPreview, "credit" | "owed" | "open"> & {
  /** The second that was prorated from; null when nothing was. */
  readonly pinned: number | null;
  /** What the last invoice comes to now, to be compared at the confirm; null when it moves by itself or there is none. */
  readonly total: number | null;
};

/** What the end of a subscription bills or gives back, as Stripe computes it, and what stays open. Changes nothing. */
export async function previewEnd(
  { stripe }: Scene,
  subscription: SubscriptionFact,
  how: How,
): Promise<End> {
  const pinned = secondOf(subscription, how);
  const [invoice, open] = await Promise.all([
    readLast(stripe, subscription, how, pinned),
    readOpen(stripe, subscription),
  ]);
  const total = invoice?.total ?? 0;
  const due = invoice?.amount_due ?? 0;
  const money = (amount: number): Money | null =>
    amount > 0 ? { amount, currency: subscription.currency } : null;
  return {
    credit: money(-total),
    owed: money(due),
    open,
    pinned,
    total: how.isProrated && !isMetered(subscription) ? total : null,
  };
}

/** The second to prorate from, within the running period; null where Stripe prorates nothing: nobody paid for it. */
function secondOf(
  { status, items }: SubscriptionFact,
  { isProrated, prorationDate }: How,
): number | null {
  if (!isProrated || (status !== "active" && status !== "past_due")) return null;
  return Math.max(prorationDate, ...items.map((item) => item.currentPeriodStart));
}

function isMetered({ items }: SubscriptionFact): boolean {
  return items.some(({ price }) => price.usageType === "metered");
}

/** The last invoice; null when there will be none. Ended at once without proration, nothing more is billed. */
async function readLast(
  stripe: Stripe,
  subscription: SubscriptionFact,
  { mode, isProrated }: How,
  pinned: number | null,
): Promise<Stripe.Invoice | null> {
  if (mode === "immediately") {
    if (!isProrated) return null;
    return ask(stripe, subscription.id, {
      cancel_now: true,
      proration_behavior: "create_prorations",
      ...(pinned === null ? {} : { proration_date: pinned }),
    });
  }
  // Of one under a schedule Stripe tells what the schedule will bill, which the cancellation ends.
  if (subscription.scheduleId !== null) return null;
  return ask(
    stripe,
    subscription.id,
    subscription.billingMode === "flexible"
      ? { cancel_at: periodEnd(subscription) }
      : { cancel_at_period_end: true },
  );
}

async function ask(
  stripe: Stripe,
  subscription: string,
  details: NonNullable<Stripe.InvoiceCreatePreviewParams["subscription_details"]>,
): Promise<Stripe.Invoice | null> {
  try {
    return await read(() =>
      stripe.invoices.createPreview({ subscription, subscription_details: details }),
    );
  } catch (error) {
    if (error instanceof PorticoError && nothing.has(error.code)) return null;
    throw error;
  }
}

/** Stripe's ways of saying that nothing will be billed. */
const nothing = new Set(["resource_missing", "subscription_state"]);

/**
 * What is open stays to be paid. Stripe voids the first invoice of one that was never paid for. A key that may not
 * read invoices is no reason to keep anybody from leaving.
 */
async function readOpen(
  stripe: Stripe,
  { id, status, currency }: SubscriptionFact,
): Promise<CancelPreview["open"]> {
  if (status === "incomplete") return null;
  try {
    const { data } = await read(() =>
      stripe.invoices.list({ subscription: id, status: "open", limit: 100 }),
    );
    if (data.length === 0) return null;
    const amount = data.reduce((sum, invoice) => sum + invoice.amount_remaining, 0);
    return { count: data.length, amount: { amount, currency } };
  } catch (error) {
    if (error instanceof PorticoError && error.code === "merchant_unavailable") return null;
    throw error;
  }
}
