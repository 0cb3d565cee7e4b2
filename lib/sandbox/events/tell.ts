import type Stripe from "stripe";
import { planOf } from "../billing/plan-of";
import type { Documents, Kind } from "../documents";
import { tellInvoice, tellSubscription } from "./billing-events";
import { difference } from "./difference";
import {
  became,
  cameTrue,
  type EventType,
  type Happening,
  life,
  type Tell,
  when,
} from "./happening";
import {
  tellCharge,
  tellPaymentIntent,
  tellPaymentMethod,
  tellSetupIntent,
} from "./payment-events";

/** The events each kind makes known (https://docs.stripe.com/api/events/types). Others make none. */
const tellers: { [K in Kind]?: Tell<Documents[K]> } = {
  account: life<Stripe.Account>({ updated: "account.updated" }),
  charge: tellCharge,
  checkout_session: life<Stripe.Checkout.Session>({
    also: (before, after) =>
      when({
        "checkout.session.completed": became(before, after, ({ status }) => status, "complete"),
        "checkout.session.expired": became(before, after, ({ status }) => status, "expired"),
      }),
  }),
  coupon: tellCoupon,
  credit_note: life<Stripe.CreditNote>({
    created: "credit_note.created",
    updated: "credit_note.updated",
    also: (before, after) =>
      when({ "credit_note.voided": became(before, after, ({ status }) => status, "void") }),
  }),
  customer: tellCustomer,
  discount: life<Stripe.Discount>({
    created: "customer.discount.created",
    updated: "customer.discount.updated",
    deleted: "customer.discount.deleted",
  }),
  invoice: tellInvoice,
  invoice_payment: life<Stripe.InvoicePayment>({
    also: (before, after) =>
      when({ "invoice_payment.paid": became(before, after, ({ status }) => status, "paid") }),
  }),
  invoiceitem: life<Stripe.InvoiceItem>({
    created: "invoiceitem.created",
    deleted: "invoiceitem.deleted",
  }),
  meter: life<Stripe.Billing.Meter>({
    created: "billing.meter.created",
    updated: "billing.meter.updated",
    also: (before, after) =>
      when({
        "billing.meter.deactivated": became(before, after, ({ status }) => status, "inactive"),
        "billing.meter.reactivated": before?.status === "inactive" && after.status === "active",
      }),
  }),
  payment_intent: tellPaymentIntent,
  payment_method: tellPaymentMethod,
  portal_configuration: life<Stripe.BillingPortal.Configuration>({
    created: "billing_portal.configuration.created",
    updated: "billing_portal.configuration.updated",
  }),
  portal_session: life<Stripe.BillingPortal.Session>({ created: "billing_portal.session.created" }),
  price: tellPrice,
  product: life<Stripe.Product>({
    created: "product.created",
    updated: "product.updated",
    deleted: "product.deleted",
  }),
  promotion_code: life<Stripe.PromotionCode>({
    created: "promotion_code.created",
    updated: "promotion_code.updated",
  }),
  refund: life<Stripe.Refund>({
    created: "refund.created",
    updated: "refund.updated",
    also: (before, after) =>
      when({
        "charge.refund.updated": before !== null,
        "refund.failed": became(before, after, ({ status }) => status, "failed"),
      }),
  }),
  setup_intent: tellSetupIntent,
  source: life<Stripe.CustomerSource>({
    created: "customer.source.created",
    updated: "customer.source.updated",
    deleted: "customer.source.deleted",
  }),
  subscription: tellSubscription,
  subscription_schedule: life<Stripe.SubscriptionSchedule>({
    created: "subscription_schedule.created",
    updated: "subscription_schedule.updated",
    also: (before, after) =>
      when({
        "subscription_schedule.released": has(before, after, "released"),
        "subscription_schedule.completed": has(before, after, "completed"),
        "subscription_schedule.canceled": has(before, after, "canceled"),
      }),
  }),
  tax_id: life<Stripe.TaxId>({
    created: "customer.tax_id.created",
    updated: "customer.tax_id.updated",
    deleted: "customer.tax_id.deleted",
  }),
  tax_rate: life<Stripe.TaxRate>({ created: "tax_rate.created", updated: "tax_rate.updated" }),
  test_clock: life<Stripe.TestHelpers.TestClock>({
    created: "test_helpers.test_clock.created",
    deleted: "test_helpers.test_clock.deleted",
    also: (before, after) =>
      when({
        "test_helpers.test_clock.advancing": has(before, after, "advancing"),
        "test_helpers.test_clock.ready": before !== null && has(before, after, "ready"),
      }),
  }),
};

/** What a document's change makes known: null stands for "not there". */
export function tell<K extends Kind>(
  kind: K,
  before: Documents[K] | null,
  after: Documents[K] | null,
): Happening[] {
  return tellers[kind]?.(before, after) ?? [];
}

/** Whether changes of a kind make anything known at all. */
export function isTold(kind: Kind): boolean {
  return tellers[kind] !== undefined;
}

function has<T extends { status: string }>(before: T | null, after: T, status: T["status"]) {
  return became(before, after, (object) => object.status, status);
}

/** A redemption counts and may use a coupon up, but does not update it. */
function tellCoupon(before: Stripe.Coupon | null, after: Stripe.Coupon | null): Happening[] {
  const isRedeemed =
    before !== null &&
    after !== null &&
    difference(
      { ...before, times_redeemed: 0, valid: true },
      { ...after, times_redeemed: 0, valid: true },
    ) === null;
  if (isRedeemed) return [];
  return life<object>({
    created: "coupon.created",
    updated: "coupon.updated",
    deleted: "coupon.deleted",
  })(before, after);
}

/** What remains of a deleted customer is a stub; the event has the customer as it last was. */
function tellCustomer(
  before: Documents["customer"] | null,
  after: Documents["customer"] | null,
): Happening[] {
  const isGone = cameTrue(before, after ?? { deleted: false }, ({ deleted }) => deleted === true);
  if (isGone) return [{ type: "customer.deleted", object: before ?? {} }];
  return life<object>({ created: "customer.created", updated: "customer.updated" })(before, after);
}

/** A recurring price is a plan too, and told as both. */
function tellPrice(before: Stripe.Price | null, after: Stripe.Price | null): Happening[] {
  const tellAs = (noun: "price" | "plan") => {
    const created: EventType = `${noun}.created`;
    return life<object>({ created, updated: `${noun}.updated`, deleted: `${noun}.deleted` });
  };
  const planWas = (price: Stripe.Price | null) =>
    price === null || price.recurring === null ? null : planOf(price);
  return [...tellAs("plan")(planWas(before), planWas(after)), ...tellAs("price")(before, after)];
}
