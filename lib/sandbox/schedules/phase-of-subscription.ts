import type Stripe from "stripe";
import { periodOf } from "../billing/cycle";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { blankSettings } from "./read-settings";

/** The running period of a subscription as a schedule's phase, with everything the subscription bears. */
export async function phaseOfSubscription(
  { now }: Context,
  subscription: Stripe.Subscription,
): Promise<Stripe.SubscriptionSchedule.Phase> {
  const { start, end } = periodOf(subscription);
  const { trial_end: trialEnd } = subscription;
  return {
    add_invoice_items: [],
    application_fee_percent: subscription.application_fee_percent,
    automatic_tax: subscription.automatic_tax,
    billing_cycle_anchor: null,
    billing_thresholds: subscription.billing_thresholds,
    collection_method: subscription.collection_method,
    currency: subscription.currency,
    default_payment_method: idOf(subscription.default_payment_method),
    default_tax_rates: subscription.default_tax_rates ?? [],
    description: subscription.description,
    discounts: subscription.discounts.map(sourceOf),
    end_date: end,
    invoice_settings: {
      account_tax_ids: subscription.invoice_settings.account_tax_ids,
      custom_fields: subscription.invoice_settings.custom_fields,
      days_until_due: subscription.days_until_due,
      description: subscription.invoice_settings.description,
      footer: subscription.invoice_settings.footer,
      issuer: subscription.invoice_settings.issuer,
    },
    items: subscription.items.data.map((item) => ({
      billing_thresholds: item.billing_thresholds,
      discounts: item.discounts.map(sourceOf),
      metadata: item.metadata,
      plan: item.price.id,
      price: item.price.id,
      ...(item.quantity === undefined ? {} : { quantity: item.quantity }),
      tax_rates: item.tax_rates ?? [],
    })),
    metadata: subscription.metadata,
    on_behalf_of: idOf(subscription.on_behalf_of),
    proration_behavior: "create_prorations",
    start_date: start,
    transfer_data: subscription.transfer_data,
    trial_end: trialEnd !== null && trialEnd > now ? trialEnd : null,
  };
}

/** The default settings of a schedule that is put around a subscription. */
export function settingsOfSubscription(
  subscription: Stripe.Subscription,
): Stripe.SubscriptionSchedule.DefaultSettings {
  const { issuer } = subscription.invoice_settings;
  return {
    ...blankSettings,
    automatic_tax: subscription.automatic_tax,
    collection_method: subscription.collection_method,
    default_payment_method: idOf(subscription.default_payment_method),
    invoice_settings: {
      ...blankSettings.invoice_settings,
      days_until_due: subscription.days_until_due,
      issuer,
    },
    on_behalf_of: idOf(subscription.on_behalf_of),
    transfer_data: subscription.transfer_data,
  };
}

/** A discount that hangs on the subscription already is reused by its id. */
function sourceOf(discount: string | Stripe.Discount): Stripe.SubscriptionSchedule.Phase.Discount {
  return { coupon: null, discount: idOf(discount), promotion_code: null };
}
