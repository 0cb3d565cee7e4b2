import { describe, expect, it } from "vitest";
import { makeScene } from "@/scripts/testing/make-scene";
import {
  makeConfiguration,
  makePaymentMethod,
  makeSnapshot,
  midPeriod,
} from "../portal/fact-builders";
import { stripeCallSchema } from "./calls/stripe-call";
import { setDefaultPaymentMethod } from "./set-default-payment-method";

const paymentMethods = [makePaymentMethod(), makePaymentMethod({ id: "pm_2" })];
const snapshot = makeSnapshot({ paymentMethods });
const scene = makeScene({ snapshot });
const input = { payment_method: "pm_2" };
const shown = { items: [], status: "pm_1", cancelAt: null, prorationDate: null, amount: null };

describe("choosing the default payment method", () => {
  it("changes the session's own customer and nobody else", async () => {
    const call = await setDefaultPaymentMethod.plan(scene, input, shown);
    expect(call).toEqual({
      method: "customers.update",
      id: "cus_1",
      params: { invoice_settings: { default_payment_method: "pm_2" } },
    });
    expect(stripeCallSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call);
    expect(setDefaultPaymentMethod.outcome(call, null)).toBe("applied");
  });

  it("compares which one was the default when it was shown", async () => {
    const { expected } = await setDefaultPaymentMethod.preview(scene, input, midPeriod);
    expect(expected).toEqual(shown);
    const none = makeScene({
      snapshot: makeSnapshot({ paymentMethods, customer: { defaultPaymentMethodId: null } }),
    });
    expect((await setDefaultPaymentMethod.preview(none, input, midPeriod)).expected.status).toBe(
      "",
    );
  });

  it("is done when Stripe holds it", async () => {
    const call = await setDefaultPaymentMethod.plan(scene, input, shown);
    const after = makeSnapshot({ customer: { defaultPaymentMethodId: "pm_2" } });
    expect(setDefaultPaymentMethod.isDone(snapshot, input, call)).toBe(false);
    expect(setDefaultPaymentMethod.isDone(after, input, call)).toBe(true);
  });
});

describe("it is refused", () => {
  it.each([
    ["for another's or an invented one", { payment_method: "pm_9" }, "resource_missing"],
    ["for the one it is already", { payment_method: "pm_1" }, "subscription_state"],
  ])("%s", (_what, given, code) => {
    expect(() => setDefaultPaymentMethod.requireAllowed(scene, given)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it("where the feature is off, whether the id is known or not", () => {
    const configuration = makeConfiguration({ payment_method_update: { enabled: false } });
    const off = makeScene({ snapshot, configuration });
    for (const id of ["pm_2", "pm_9"]) {
      expect(() => setDefaultPaymentMethod.requireAllowed(off, { payment_method: id })).toThrow(
        expect.objectContaining({ code: "feature_disabled" }),
      );
    }
  });
});
