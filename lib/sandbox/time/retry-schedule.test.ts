import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { blankInvoice } from "../billing/blank-invoice";
import { nextAttempt } from "./retry-schedule";

const day = 86400;

describe("a failed payment", () => {
  it.each([
    { attempts: 1, days: 3 },
    { attempts: 2, days: 5 },
    { attempts: 3, days: 7 },
  ])("is tried again $days days after attempt $attempts", ({ attempts, days }) => {
    expect(nextAttempt(invoice(attempts), 1000)).toBe(1000 + days * day);
  });

  it("is given up after the fourth attempt", () => {
    expect(nextAttempt(invoice(4), 1000)).toBeNull();
  });

  it("is never tried again when the invoice was sent", () => {
    const sent = { ...invoice(1), collection_method: "send_invoice" as const };
    expect(nextAttempt(sent, 1000)).toBeNull();
  });
});

function invoice(attempts: number): Stripe.Invoice {
  return {
    ...blankInvoice,
    id: "in_1",
    amount_due: 1200,
    amount_remaining: 1200,
    attempt_count: attempts,
    billing_reason: "subscription_cycle",
    collection_method: "charge_automatically",
    created: 0,
    currency: "usd",
    customer: "cus_1",
    customer_address: null,
    customer_email: null,
    customer_name: null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: "none",
    default_payment_method: null,
    ending_balance: null,
    lines: { object: "list", data: [], has_more: false, url: "" },
    parent: null,
    period_end: 0,
    period_start: 0,
    starting_balance: 0,
    subtotal: 1200,
    subtotal_excluding_tax: 1200,
    total: 1200,
    total_excluding_tax: 1200,
  };
}
