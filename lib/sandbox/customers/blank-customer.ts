import type Stripe from "stripe";
import { newInvoicePrefix } from "../ids";
import { taxOf } from "./customer-tax";

/** A customer with nothing but an id. `testClock` is the clock it lives by, if any. */
export function blankCustomer(
  id: string,
  created: number,
  testClock: string | null,
): Stripe.Customer {
  return {
    id,
    object: "customer",
    address: null,
    balance: 0,
    cash_balance: {
      object: "cash_balance",
      available: null,
      customer: id,
      customer_account: null,
      livemode: false,
      settings: { reconciliation_mode: "automatic", using_merchant_default: true },
    },
    created,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_credit_balance: {},
    invoice_prefix: newInvoicePrefix(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax: taxOf(null, null, null),
    tax_exempt: "none",
    test_clock: testClock,
  };
}
