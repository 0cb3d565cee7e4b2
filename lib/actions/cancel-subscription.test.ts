import { describe, expect, it } from "vitest";
import { makeScene } from "@/scripts/testing/make-scene";
import {
  makeConfiguration,
  makeItem,
  makeSnapshot,
  makeSubscription,
  midPeriod,
  periodEnds,
} from "../portal/fact-builders";
import type { SubscriptionFact } from "../portal/snapshot";
import { cancelSubscription } from "./cancel-subscription";
import { stripeCallSchema } from "./stripe-call";

const input = { subscription: "sub_1" };
const shown = { items: [], status: "active", cancelAt: null, prorationDate: null, amount: null };

function sceneOf(
  facts: Partial<SubscriptionFact> = {},
  feature: Parameters<typeof makeConfiguration>[0] = {},
) {
  const snapshot = makeSnapshot({ subscriptions: [makeSubscription(facts)] });
  return makeScene({ snapshot, configuration: makeConfiguration(feature) });
}

const immediately = { subscription_cancel: { mode: "immediately" } } as const;
const prorated = {
  subscription_cancel: { mode: "immediately", proration_behavior: "create_prorations" },
} as const;

describe("the call that cancels", () => {
  it.each([
    [
      "at period end, classic billing",
      sceneOf(),
      { method: "subscriptions.update", id: "sub_1", params: { cancel_at_period_end: true } },
      "scheduled",
    ],
    [
      "at period end, flexible billing",
      sceneOf({ billingMode: "flexible" }),
      { method: "subscriptions.update", id: "sub_1", params: { cancel_at: periodEnds } },
      "scheduled",
    ],
    [
      "at the end of the last item's period, flexible billing",
      sceneOf({
        billingMode: "flexible",
        items: [makeItem({ currentPeriodEnd: periodEnds + 9 }), makeItem({ id: "si_2" })],
      }),
      { method: "subscriptions.update", id: "sub_1", params: { cancel_at: periodEnds + 9 } },
      "scheduled",
    ],
    [
      "at once, giving nothing back",
      sceneOf({}, immediately),
      {
        method: "subscriptions.cancel",
        id: "sub_1",
        params: { prorate: false, invoice_now: false },
      },
      "applied",
    ],
    [
      "at once, giving back what is left",
      sceneOf({ billingMode: "flexible" }, prorated),
      { method: "subscriptions.cancel", id: "sub_1", params: { prorate: true, invoice_now: true } },
      "applied",
    ],
  ])("%s", (_what, scene, call, outcome) => {
    const planned = cancelSubscription.plan(scene, input, shown);
    expect(planned).toEqual(call);
    expect(cancelSubscription.outcome(planned)).toBe(outcome);
    expect(stripeCallSchema.parse(JSON.parse(JSON.stringify(planned)))).toEqual(planned);
  });

  it("is none where nothing may be cancelled", () => {
    const off = sceneOf({}, { subscription_cancel: { enabled: false } });
    expect(() => cancelSubscription.plan(off, input, shown)).toThrow(
      expect.objectContaining({ code: "feature_disabled" }),
    );
  });
});

describe("a cancellation is refused", () => {
  it.each([
    ["immediately", sceneOf()],
    ["at_period_end", sceneOf({}, immediately)],
  ] as const)("%s where the configuration says otherwise", (mode, scene) => {
    expect(() => cancelSubscription.requireAllowed(scene, { ...input, mode })).toThrow(
      expect.objectContaining({
        code: "feature_disabled",
        status: 403,
        details: { param: "mode" },
      }),
    );
  });

  it("twice", () => {
    expect(() =>
      cancelSubscription.requireAllowed(sceneOf({ cancelAtPeriodEnd: true }), input),
    ).toThrow(expect.objectContaining({ code: "subscription_state", status: 409 }));
  });

  it("of a subscription that is not the customer's", () => {
    expect(() => cancelSubscription.requireAllowed(sceneOf(), { subscription: "sub_2" })).toThrow(
      expect.objectContaining({ code: "resource_missing", status: 404 }),
    );
  });
});

describe("a reason for leaving", () => {
  const asked = (options: ("unused" | "other")[]) => ({
    cancellation_reason: { enabled: true, options },
  });
  const scene = sceneOf({}, { subscription_cancel: asked(["unused", "other"]) });
  const atOnce = sceneOf(
    {},
    { subscription_cancel: { mode: "immediately", ...asked(["unused"]) } },
  );

  it.each([
    [{}, undefined],
    [{ comment: "" }, undefined],
    [{ feedback: "unused" }, { feedback: "unused" }],
    [{ comment: "Bye" }, { comment: "Bye" }],
    [
      { feedback: "unused", comment: "Bye" },
      { feedback: "unused", comment: "Bye" },
    ],
  ] as const)("goes with the call: %j", (given, details) => {
    for (const each of [scene, atOnce]) {
      const full = { ...input, ...given };
      expect(() => cancelSubscription.requireAllowed(each, full)).not.toThrow();
      const call = cancelSubscription.plan(each, full, shown);
      expect(Object(call.params).cancellation_details).toEqual(details);
      expect(stripeCallSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call);
    }
  });

  it.each([
    ["that is not on offer", atOnce, { feedback: "other" }, "parameter_invalid", "feedback"],
    ["where none is asked for", sceneOf(), { feedback: "other" }, "feature_disabled", "feedback"],
    [
      "in words where none is asked for",
      sceneOf(),
      { comment: "x" },
      "feature_disabled",
      "comment",
    ],
  ] as const)("%s is refused", (_what, each, given, code, param) => {
    expect(() => cancelSubscription.requireAllowed(each, { ...input, ...given })).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining({ param }) }),
    );
  });
});

describe("the preview", () => {
  it("says when access ends and moves no money", async () => {
    const { preview, expected } = await cancelSubscription.preview(sceneOf(), input, midPeriod);
    expect(preview).toEqual({
      kind: "cancel_subscription",
      subscription: "sub_1",
      name: "Starter",
      mode: "at_period_end",
      endsAt: periodEnds,
    });
    expect(expected).toMatchObject({ amount: null, prorationDate: null, cancelAt: null });
  });

  it("of an immediate end is the same a moment later: the second is not compared", async () => {
    const first = await cancelSubscription.preview(sceneOf({}, immediately), input, midPeriod);
    const later = { ...sceneOf({}, immediately), now: midPeriod + 60 };
    const second = await cancelSubscription.preview(later, input, midPeriod + 60);
    expect(second.expected).toEqual(first.expected);
  });
});

describe("whether it was cancelled", () => {
  const atEnd = cancelSubscription.plan(sceneOf(), input, shown);
  const atOnce = cancelSubscription.plan(sceneOf({}, immediately), input, shown);
  const held = (facts: Partial<SubscriptionFact>) =>
    makeSnapshot({ subscriptions: [makeSubscription(facts)] });

  it.each<[string, Partial<SubscriptionFact>, boolean, boolean]>([
    ["goes on", {}, false, false],
    ["is to end", { cancelAtPeriodEnd: true }, true, false],
    ["is to end on a date", { cancelAt: periodEnds }, true, false],
    ["has ended", { status: "canceled" }, true, true],
  ])("is seen when it %s", (_what, facts, isScheduled, isOver) => {
    expect(cancelSubscription.isDone(held(facts), input, atEnd)).toBe(isScheduled);
    expect(cancelSubscription.isDone(held(facts), input, atOnce)).toBe(isOver);
  });
});
