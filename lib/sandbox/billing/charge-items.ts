import type Stripe from "stripe";
import { decimal } from "../casts";
import { idOf } from "../documents";
import { newId } from "../ids";
import { exact, share, toDecimal } from "./exact";
import { describeCharge, type Named } from "./line-text";
import type { SettledCharge } from "./settle-charges";

/** What an invoice item of a charge belongs to. `date` in unix seconds. */
export type ItemOwner = {
  subscription: Stripe.Subscription;
  customer: Stripe.Customer;
  date: number;
};

/**
 * A proration, or usage that is billed early, as the pending invoice item that carries it to an invoice.
 * Stripe: a proration's amount is after discounts, unless the subscription itemizes them.
 */
export function itemOfCharge(
  charge: SettledCharge,
  { subscription, customer, date }: ItemOwner,
  named: Named,
): Stripe.InvoiceItem {
  const { discounted } = charge;
  const isItemized = subscription.billing_mode.flexible?.proration_discounts === "itemized";
  const amount = discounted === null || isItemized ? charge.amount : discounted.net;
  const quantity = charge.usage ?? String(charge.quantity);
  return {
    id: newId("invoiceitem"),
    object: "invoiceitem",
    amount,
    currency: subscription.currency,
    customer: customer.id,
    customer_account: customer.customer_account ?? null,
    date,
    description: describeCharge(charge, named, !isItemized),
    discountable: discounted === null,
    discounts: charge.own.map(({ discount }) => discount.id),
    invoice: null,
    livemode: false,
    metadata: {},
    ...(discounted === null ? {} : prorationFields(charge, subscription, amount)),
    parent: {
      type: "subscription_details",
      subscription_details: { subscription: subscription.id, subscription_item: charge.item },
    },
    period: charge.period,
    pricing: {
      type: "price_details",
      price_details: { price: charge.price.id, product: idOf(charge.price.product) ?? "" },
      unit_amount_decimal: unitAmount(charge, amount),
    },
    proration: discounted !== null,
    quantity: charge.quantity,
    quantity_decimal: decimal(quantity),
    tax_rates: [...charge.taxRates],
    test_clock: idOf(customer.test_clock),
  };
}

function prorationFields(
  { discounted, credited }: SettledCharge,
  { billing_mode: mode }: Stripe.Subscription,
  amount: number,
): Pick<Stripe.InvoiceItem, "net_amount" | "proration_details"> {
  const isItemized = mode.flexible?.proration_discounts === "itemized";
  const amounts = (discounted?.discounts ?? []).map(({ loaded, amount: off }) => ({
    amount: isItemized ? off : 0,
    discount: loaded.discount.id,
  }));
  const off = amounts.reduce((sum, one) => sum + one.amount, 0);
  return {
    net_amount: amount - off,
    proration_details: {
      credited_items: credited,
      discount_amounts: mode.type === "flexible" ? amounts : [],
    },
  };
}

/** A proration's unit amount is its share of the line. */
function unitAmount(charge: SettledCharge, amount: number): Stripe.Decimal {
  const whole = Math.max(charge.quantity, 1);
  return decimal(toDecimal(share(exact(amount), 1, whole)));
}
