import type Stripe from "stripe";
import { assembleInvoice } from "../billing/assemble-invoice";
import { chargePeriod } from "../billing/cycle";
import { draftInvoice } from "../billing/draft-invoice";
import { planRenewal } from "../billing/renewal";
import { loadDiscounts } from "../discounts/load-discounts";
import type { Context } from "../endpoint";

/** A whole period as it will be billed again and again: nothing that waits, no discount that counts once. */
export async function previewRecurring(
  context: Context,
  given: Stripe.Subscription,
): Promise<Stripe.Invoice> {
  const lasting = async (references: Stripe.Subscription["discounts"]) => {
    const loaded = await loadDiscounts(context.books, references);
    return loaded.flatMap(({ discount, coupon }) => (coupon.duration === "once" ? [] : [discount]));
  };
  const data = [];
  for (const item of given.items.data) {
    data.push({ ...item, discounts: await lasting(item.discounts) });
  }
  const subscription = {
    ...given,
    cancel_at: null,
    cancel_at_period_end: false,
    discounts: await lasting(given.discounts),
    items: { ...given.items, data },
  };
  const { billing, subscription: renewed } = planRenewal(subscription, []);
  const draft = await draftInvoice(
    context,
    { ...billing, cycle: chargePeriod(renewed) },
    { pending: [] },
  );
  return assembleInvoice(draft, "preview");
}
