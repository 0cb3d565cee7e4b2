import { addIntervals } from "./example-plans";
import type { Money } from "./money";
import type { InvoiceFact, SubscriptionFact } from "./snapshot";

const most = 7;

/** What one period of an example subscription costs. */
export function periodAmount({ currency, items }: SubscriptionFact): Money {
  const amount = items.reduce(
    (sum, { price, quantity }) => sum + (price.unitAmount ?? 0) * (quantity ?? 1),
    0,
  );
  return { amount, currency };
}

/**
 * The invoices of an example subscription, newest first, one for each period that has begun. Of one that is past
 * due the newest is open; a trial has one over nothing. Their pages at Stripe lead nowhere.
 */
export function makeExampleInvoices(subscription: SubscriptionFact): InvoiceFact[] {
  const { id, status, items } = subscription;
  const [item] = items;
  if (item === undefined) return [];
  const { currency, amount: regular } = periodAmount(subscription);
  const isTrial = status === "trialing";
  return Array.from({ length: isTrial ? 1 : most }, (_, age) => {
    const open = age === 0 && status === "past_due";
    const amount = isTrial ? 0 : regular;
    const { interval } = item.price;
    return {
      id: `in_${id}_${age + 1}`,
      number: `EX-${String(most - age).padStart(4, "0")}`,
      created:
        interval === null
          ? item.currentPeriodStart
          : addIntervals(item.currentPeriodStart, interval, -age),
      status: open ? "open" : "paid",
      total: { amount, currency },
      amountDue: { amount: open ? amount : 0, currency },
      subscriptionId: id,
      onBehalfOf: null,
      hostedUrl: "https://invoice.stripe.com/example",
      pdfUrl: "https://invoice.stripe.com/example.pdf",
    };
  });
}
