import type Stripe from "stripe";
import { PorticoError } from "../errors";
import type { SessionScope } from "../portal/session-scope";
import type { SubscriptionFact, UpcomingFact } from "../portal/snapshot";
import { read } from "../stripe/call";
import { idOf } from "../stripe/reshape";

const mostPreviews = 10;
const billed = new Set(["active", "trialing", "past_due"]);

type Visible = {
  readonly customerId: string;
  readonly scope: Pick<SessionScope, "subscriptionId">;
};

/** The earliest next invoice that a session may see, as a list of one; empty when there is none. */
export async function loadEarliestInvoice(
  stripe: Stripe,
  { customerId: customer, scope }: Visible,
): Promise<UpcomingFact[]> {
  const { subscriptionId: subscription } = scope;
  return preview(stripe, { customer, ...(subscription === null ? {} : { subscription }) });
}

/** The next invoices of the other subscriptions too, ten at the most, asked in parallel. */
export async function loadOtherInvoices(
  stripe: Stripe,
  subscriptions: readonly SubscriptionFact[],
  known: readonly UpcomingFact[],
): Promise<UpcomingFact[]> {
  const asked = subscriptions
    .filter(({ status, cancelAt, cancelAtPeriodEnd }) => {
      return billed.has(status) && cancelAt === null && !cancelAtPeriodEnd;
    })
    .filter(({ id }) => !known.some(({ subscriptionId }) => subscriptionId === id))
    .slice(0, mostPreviews);
  const others = await Promise.all(
    asked.map(({ id: subscription }) => preview(stripe, { subscription })),
  );
  return [...known, ...others.flat()];
}

async function preview(
  stripe: Stripe,
  params: Stripe.InvoiceCreatePreviewParams,
): Promise<UpcomingFact[]> {
  try {
    const invoice = await read(() => stripe.invoices.createPreview(params));
    const subscriptionId = idOf(invoice.parent?.subscription_details?.subscription);
    if (subscriptionId === null) return [];
    const amountDue = { amount: invoice.amount_due, currency: invoice.currency };
    return [{ subscriptionId, date: invoice.period_end, amountDue }];
  } catch (error) {
    // "No upcoming invoices" is Stripe's way of saying that nothing will be billed.
    if (error instanceof PorticoError && isNothingUpcoming(error)) return [];
    throw error;
  }
}

function isNothingUpcoming({ code }: PorticoError): boolean {
  return code === "resource_missing" || code === "subscription_state";
}
