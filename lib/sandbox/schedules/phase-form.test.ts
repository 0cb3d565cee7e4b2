import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { testItem } from "../test-item";
import { phaseForm, type Standing } from "./phase-form";
import { blankSettings } from "./read-settings";

type Phase = Stripe.SubscriptionSchedule.Phase;

const nothing: Standing = { items: [], coupons: new Map() };
const kept = testItem({ id: "si_1", price: "price_a", unit: 1, quantity: 1, start: 0, end: 9 });

describe("a phase as a subscription's parameters", () => {
  it("keeps the items whose price stays, adds the new ones and takes the others away", () => {
    const left = testItem({ id: "si_2", price: "price_b", unit: 1, quantity: 1, start: 0, end: 9 });
    const phase = phaseOf({ items: [itemOf("price_a", 3), itemOf("price_c", 1)] });
    expect(formOf(phase, { ...nothing, items: [kept, left] })).toMatchObject({
      items: [
        { id: "si_1", quantity: "3" },
        { price: "price_c", quantity: "1" },
        { id: "si_2", deleted: "true" },
      ],
    });
  });

  it("reuses the discount of a coupon that goes on", () => {
    const phase = phaseOf({
      discounts: [{ coupon: "half", discount: null, promotion_code: null }],
    });
    const coupons = new Map([["di_1", "half"]]);
    expect(formOf(phase, { ...nothing, coupons })).toMatchObject({
      discounts: [{ discount: "di_1" }],
    });
    expect(formOf(phase, nothing)).toMatchObject({ discounts: [{ coupon: "half" }] });
  });

  it("takes off what no discount goes on with", () => {
    expect(formOf(phaseOf({}), nothing)).toMatchObject({ discounts: "" });
  });

  it("falls back on the default settings", () => {
    const form = phaseForm({ ...blankSettings, description: "All year" }, phaseOf({}), nothing);
    expect(form).toMatchObject({
      collection_method: "charge_automatically",
      description: "All year",
    });
    expect(form).not.toHaveProperty("default_payment_method");
  });
});

function formOf(phase: Phase, standing: Standing) {
  return phaseForm(blankSettings, phase, standing);
}

function itemOf(price: string, quantity: number): Stripe.SubscriptionSchedule.Phase.Item {
  return {
    billing_thresholds: null,
    discounts: [],
    metadata: {},
    plan: price,
    price,
    quantity,
    tax_rates: [],
  };
}

function phaseOf(given: Partial<Phase>): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency: "usd",
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: 2,
    invoice_settings: null,
    items: [],
    metadata: {},
    on_behalf_of: null,
    proration_behavior: "create_prorations",
    start_date: 1,
    transfer_data: null,
    trial_end: null,
    ...given,
  };
}
