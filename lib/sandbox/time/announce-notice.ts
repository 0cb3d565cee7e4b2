import type Stripe from "stripe";
import { assembleInvoice } from "../billing/assemble-invoice";
import { draftInvoice } from "../billing/draft-invoice";
import { planRenewal } from "../billing/renewal";
import type { Context } from "../endpoint";
import type { Notice } from "./due-at";

/** Says ahead of time that a trial will end, or what the next invoice will be: it has no id yet. */
export async function announceNotice(
  context: Context,
  subscription: Stripe.Subscription,
  type: Notice["type"],
): Promise<void> {
  if (type === "customer.subscription.trial_will_end") {
    return context.books.announce(type, subscription);
  }
  const { billing } = planRenewal(subscription, []);
  const draft = await draftInvoice(context, { ...billing, reason: "upcoming" });
  const { id: _id, ...upcoming } = assembleInvoice(draft, "preview");
  context.books.announce(type, upcoming);
}
