import { describe, expect, it } from "vitest";
import { offlineStripe } from "@/scripts/testing/offline-stripe";
import { makeCall } from "./make-call";
import { type StripeCall, stripeCallSchema } from "./stripe-call";

/** Stripe, saying yes: it answers with the object that was named. */
const yes = () => offlineStripe(({ path }) => ({ id: path.split("?")[0]?.split("/").at(-1) }));

const calls: [StripeCall, string, string, string][] = [
  [
    {
      method: "subscriptions.update",
      id: "sub_1",
      params: {
        items: [{ id: "si_1", price: "price_2", quantity: 3 }],
        proration_behavior: "create_prorations",
        proration_date: 1_784_160_000,
        payment_behavior: "error_if_incomplete",
      },
    },
    "POST",
    "/v1/subscriptions/sub_1",
    "items[0][price]=price_2&items[0][quantity]=3&items[0][id]=si_1&proration_behavior=create_prorations" +
      "&proration_date=1784160000&payment_behavior=error_if_incomplete",
  ],
  [
    { method: "subscriptions.update", id: "sub_1", params: { cancel_at_period_end: true } },
    "POST",
    "/v1/subscriptions/sub_1",
    "cancel_at_period_end=true",
  ],
  [
    { method: "subscriptions.update", id: "sub_1", params: { cancel_at: "" } },
    "POST",
    "/v1/subscriptions/sub_1",
    "cancel_at=",
  ],
  [
    {
      method: "customers.update",
      id: "cus_1",
      params: { invoice_settings: { default_payment_method: "pm_1" } },
    },
    "POST",
    "/v1/customers/cus_1",
    "invoice_settings[default_payment_method]=pm_1",
  ],
  [
    {
      method: "subscriptions.update",
      id: "sub_1",
      params: {
        cancel_at_period_end: true,
        cancellation_details: { feedback: "unused", comment: "Bye & thanks" },
      },
    },
    "POST",
    "/v1/subscriptions/sub_1",
    "cancel_at_period_end=true&cancellation_details[feedback]=unused" +
      "&cancellation_details[comment]=Bye%20%26%20thanks",
  ],
  [
    { method: "customers.update", id: "cus_1", params: { name: "Ada", phone: "", address: "" } },
    "POST",
    "/v1/customers/cus_1",
    "name=Ada&phone=&address=",
  ],
];

describe.each(calls)("a kept call", (call, method, path, body) => {
  it("is the same after a crash: same words, same key, so that Stripe does it once", async () => {
    const kept: unknown = JSON.parse(JSON.stringify(call));
    const { stripe, sent } = yes();
    await makeCall(stripe, call, "int_1");
    await makeCall(stripe, stripeCallSchema.parse(kept), "int_1");
    const request = { method, path, body, idempotencyKey: "int_1" };
    expect(sent).toEqual([request, request]);
  });
});

describe("an immediate cancellation", () => {
  it("carries a key too, which the SDK would not give it by itself", async () => {
    const { stripe, sent } = yes();
    const params = { prorate: true, invoice_now: true };
    await makeCall(stripe, { method: "subscriptions.cancel", id: "sub_1", params }, "int_1");
    expect(sent).toMatchObject([{ method: "DELETE", idempotencyKey: "int_1" }]);
    expect(`${sent[0]?.path}?${sent[0]?.body}`).toContain("prorate=true&invoice_now=true");
  });
});

describe("an answer that is not about the object named", () => {
  it.each([{}, { id: "sub_2" }, { id: null }])("is no yes: %j", async (answer) => {
    const { stripe } = offlineStripe(() => answer);
    const call: StripeCall = {
      method: "subscriptions.update",
      id: "sub_1",
      params: { cancel_at_period_end: true },
    };
    await expect(makeCall(stripe, call, "int_1")).rejects.toThrow("sub_1");
  });
});

describe("a row that is no call of ours", () => {
  it.each<[string, unknown]>([
    ["nothing", null],
    ["another method", { method: "customers.del", id: "cus_1", params: {} }],
    ["no id", { method: "subscriptions.update", params: {} }],
    [
      "another parameter",
      { method: "subscriptions.update", id: "sub_1", params: { coupon: "FREE" } },
    ],
    [
      "another anchor",
      {
        method: "subscriptions.update",
        id: "sub_1",
        params: { billing_cycle_anchor: { type: "timestamp" } },
      },
    ],
    [
      "a field of an item",
      {
        method: "subscriptions.update",
        id: "sub_1",
        params: { items: [{ id: "si_1", price: "price_1", deleted: false }] },
      },
    ],
  ])("is not made: %s", (_what, row) => {
    expect(stripeCallSchema.safeParse(row).success).toBe(false);
  });
});
