import type Stripe from "stripe";
import { draftInvoice, keepPending } from "../billing/draft-invoice";
import type { Plan } from "../billing/plan-change";
import type { Context } from "../endpoint";
import { issueChange } from "./issue-change";

type Terms = {
  add_invoice_items?: readonly unknown[] | undefined;
  off_session?: boolean | undefined;
  payment_behavior?: string | undefined;
  proration_behavior?: string | undefined;
};

/** Bills a plan at once or leaves it for the next invoice. Gives the invoice, if there is one. */
export async function billChange(
  context: Context,
  plan: Plan,
  terms: Terms,
): Promise<Stripe.Invoice | null> {
  const { subscription, prorations, cycle, prorationDate } = plan;
  if (!plan.isBilledNow && !billsItems(plan, terms)) {
    await keepPending(context, subscription, prorations);
    return null;
  }
  const draft = await draftInvoice(context, {
    subscription,
    charges: prorations,
    cycle,
    created: context.now,
    period: { start: context.now, end: context.now },
    reason: "subscription_update",
    prorationDate,
  });
  return issueChange(context, draft, {
    behavior: terms.payment_behavior,
    offSession: terms.off_session,
    isRetried: terms.payment_behavior !== "pending_if_incomplete",
  });
}

/** One-time charges alone are invoiced at once only by classic billing with `always_invoice`. */
function billsItems({ subscription }: Plan, terms: Terms): boolean {
  const isAsked = terms.proration_behavior === "always_invoice";
  const hasItems = (terms.add_invoice_items ?? []).length > 0;
  return isAsked && hasItems && subscription.billing_mode.type === "classic";
}
