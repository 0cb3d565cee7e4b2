import { describe, expect, it } from "vitest";
import { makeScene } from "@/scripts/testing/make-scene";
import { makeItem, makePrice, makeSubscription, periodEnds } from "../../portal/fact-builders";
import type { ReasonCode } from "../../portal/view";
import { expectedOf, requireAllowance, requireFact, requireSubscription } from "./find-in-view";

const { view, snapshot } = makeScene();

describe("a subscription", () => {
  it("is found by its id, in the view and among the facts", () => {
    expect(requireSubscription(view, "sub_1").id).toBe("sub_1");
    expect(requireFact(snapshot, "sub_1").id).toBe("sub_1");
  });

  it.each(["sub_2", "", "__proto__", "SUB_1", "sub_1 "])("of any other id is missing: %j", (id) => {
    const missing = expect.objectContaining({
      code: "resource_missing",
      status: 404,
      details: expect.objectContaining({ param: "subscription" }),
    });
    expect(() => requireSubscription(view, id)).toThrow(missing);
    expect(() => requireFact(snapshot, id)).toThrow(missing);
  });
});

describe("an allowance", () => {
  it("gives its terms", () => {
    const terms = { allowed: true, mode: "immediately", endsAt: 5 } as const;
    expect(requireAllowance(terms)).toBe(terms);
  });

  it.each<[ReasonCode, string, number]>([
    ["feature_disabled", "feature_disabled", 403],
    ["stripe_unreachable", "stripe_unavailable", 503],
    ["subscription_ended", "subscription_state", 409],
    ["cancellation_scheduled", "subscription_state", 409],
    ["no_cancellation_scheduled", "subscription_state", 409],
    ["schedule_attached", "subscription_state", 409],
    ["several_items", "subscription_state", 409],
    ["metered", "subscription_state", 409],
    ["invoiced", "subscription_state", 409],
    ["past_due", "subscription_state", 409],
    ["paused", "subscription_state", 409],
    ["incomplete", "subscription_state", 409],
    ["no_other_plan", "subscription_state", 409],
    ["already_default", "subscription_state", 409],
  ])("refused for %s answers %s, %i", (reason, code, status) => {
    expect(() => requireAllowance({ allowed: false, reason })).toThrow(
      expect.objectContaining({ code, status, details: { extra: { reason } } }),
    );
  });
});

describe("what a confirm is compared with", () => {
  it("is the items in an order of their own, the status and the end", () => {
    const items = [
      makeItem({ id: "si_b", price: makePrice({ id: "price_2" }), quantity: null }),
      makeItem({ id: "si_a", quantity: 3 }),
    ];
    const subscription = makeSubscription({ items, cancelAtPeriodEnd: true });
    expect(expectedOf(subscription, { prorationDate: 7, amount: 1290 })).toEqual({
      items: ["si_a:price_starter:3", "si_b:price_2:"],
      status: "active",
      cancelAt: periodEnds,
      prorationDate: 7,
      amount: 1290,
    });
  });

  it("is the same whatever the order Stripe lists items in", () => {
    const items = [makeItem({ id: "si_a" }), makeItem({ id: "si_b" })];
    const money = { prorationDate: null, amount: null };
    const [one, other] = [items, [...items].reverse()].map((list) =>
      expectedOf(makeSubscription({ items: list }), money),
    );
    expect(one).toEqual(other);
  });
});
