import { describe, expect, it } from "vitest";
import { makeScene } from "@/scripts/testing/make-scene";
import { offlineStripe } from "@/scripts/testing/offline-stripe";
import { configurationSchema } from "../portal/configuration";
import {
  makeConfiguration,
  makeItem,
  makeSnapshot,
  makeSubscription,
  midPeriod,
  periodEnds,
} from "../portal/fact-builders";
import type { SubscriptionFact } from "../portal/snapshot";
import { stripeCallSchema } from "./calls/stripe-call";
import { cancelSubscription } from "./cancel-subscription";

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
  ])("%s", async (_what, scene, call, outcome) => {
    const planned = await cancelSubscription.plan(scene, input, shown);
    expect(planned).toEqual(call);
    expect(cancelSubscription.outcome(planned, null)).toBe(outcome);
    expect(stripeCallSchema.parse(JSON.parse(JSON.stringify(planned)))).toEqual(planned);
  });

  it("is none where nothing may be cancelled", async () => {
    const off = sceneOf({}, { subscription_cancel: { enabled: false } });
    await expect(cancelSubscription.plan(off, input, shown)).rejects.toMatchObject({
      code: "feature_disabled",
    });
  });

  it("has our own schedule let go of the subscription first, where an end is planned", async () => {
    const facts = { scheduleId: "sub_sched_1", isScheduleOurs: true };
    const call = await cancelSubscription.plan(sceneOf(facts), input, shown);
    expect(call).toEqual({
      method: "subscriptions.update",
      id: "sub_1",
      first: { method: "subscription_schedules.release", id: "sub_sched_1", params: {} },
      params: { cancel_at_period_end: true },
    });
    expect(stripeCallSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call);
    const atOnce = await cancelSubscription.plan(sceneOf(facts, immediately), input, shown);
    expect(atOnce).not.toHaveProperty("first");
  });

  it.each<[string, Partial<SubscriptionFact>]>([
    ["was never paid for", { status: "incomplete" }],
    ["is past its period", { items: [makeItem({ currentPeriodEnd: midPeriod })] }],
  ])("ends at once what %s: there is no period's end to plan", async (_what, facts) => {
    const call = await cancelSubscription.plan(sceneOf(facts), input, shown);
    expect(call.method).toBe("subscriptions.cancel");
  });

  it.each(["past_due", "unpaid"])(
    "ends at once what is %s when that is asked for",
    async (status) => {
      const scene = sceneOf({ status });
      const now = { ...input, mode: "immediately" } as const;
      expect(() => cancelSubscription.requireAllowed(scene, now)).not.toThrow();
      expect(await cancelSubscription.plan(scene, now, shown)).toMatchObject({
        method: "subscriptions.cancel",
        params: { prorate: false, invoice_now: false },
      });
      expect((await cancelSubscription.plan(scene, input, shown)).method).toBe(
        "subscriptions.update",
      );
    },
  );
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
  ] as const)("goes with the call: %j", async (given, details) => {
    for (const each of [scene, atOnce]) {
      const full = { ...input, ...given };
      expect(() => cancelSubscription.requireAllowed(each, full)).not.toThrow();
      const call = await cancelSubscription.plan(each, full, shown);
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

describe("a reason of the merchant's own", () => {
  const own = {
    subscription_cancel: {
      cancellation_reason: {
        enabled: true,
        options: ["unused", "unused"],
        feedback_options: ["fbo_2", "fbo_gone", "fbo_1", "fbo_2"],
      },
    },
  } satisfies Parameters<typeof makeConfiguration>[0];
  const feedbackOptions = [
    { id: "fbo_1", text: "We moved" },
    { id: "fbo_2", text: "Too purple" },
    { id: "fbo_3", text: "Not asked for" },
  ];
  const given = { ...input, feedback_option: "fbo_2" };

  function ask({
    isKnown = false,
    mode = "at_period_end",
  }: {
    isKnown?: boolean;
    mode?: "at_period_end" | "immediately";
  } = {}) {
    const { stripe } = offlineStripe(() => {
      if (isKnown) return { id: "fbo_2" };
      throw new Error("no such option");
    });
    const configuration = configurationSchema.parse({
      features: { subscription_cancel: { ...own.subscription_cancel, mode } },
      portico: {
        subscription_cancel: { reason_metadata: { feedback: "why", comment: "why_text" } },
      },
    });
    return makeScene({ stripe, configuration, snapshot: makeSnapshot({ feedbackOptions }) });
  }

  it("stands after Stripe's, in the merchant's order, each once, and only those that are", () => {
    const { cancel_subscription: offer } = ask().view.subscriptions[0]?.actions ?? expect.fail();
    expect(offer.allowed && offer.reasons).toEqual([
      { kind: "stripe", feedback: "unused" },
      { kind: "own", feedbackOption: "fbo_2", text: "Too purple" },
      { kind: "own", feedbackOption: "fbo_1", text: "We moved" },
    ]);
  });

  it("goes to Stripe by its id when Stripe knows it", async () => {
    const call = await cancelSubscription.plan(ask({ isKnown: true }), given, shown);
    expect(call.params).toEqual({
      cancel_at_period_end: true,
      cancellation_details: { feedback_option: "fbo_2" },
      metadata: { why: "Too purple" },
    });
  });

  it("goes to Stripe in words when it is ours alone, and its answer in metadata goes before an end at once", async () => {
    const said = { ...given, comment: "Ouch" };
    const details = { feedback: "other", comment: "Too purple\n\nOuch" };
    const metadata = { why: "Too purple", why_text: "Ouch" };
    const later = await cancelSubscription.plan(ask(), said, shown);
    expect(later.params).toEqual({
      cancel_at_period_end: true,
      cancellation_details: details,
      metadata,
    });
    const atOnce = await cancelSubscription.plan(ask({ mode: "immediately" }), said, shown);
    expect(atOnce).toEqual({
      method: "subscriptions.cancel",
      id: "sub_1",
      first: { method: "subscriptions.update", id: "sub_1", params: { metadata } },
      params: { prorate: false, invoice_now: false, cancellation_details: details },
    });
    expect(stripeCallSchema.parse(JSON.parse(JSON.stringify(atOnce)))).toEqual(atOnce);
  });

  it.each([
    ["unknown", { feedback_option: "fbo_9" }],
    ["not on the list", { feedback_option: "fbo_3" }],
    ["deactivated", { feedback_option: "fbo_gone" }],
    ["beside one of Stripe's", { feedback_option: "fbo_2", feedback: "unused" }],
  ] as const)("is refused when %s", (_what, reason) => {
    expect(() => cancelSubscription.requireAllowed(ask(), { ...input, ...reason })).toThrow(
      expect.objectContaining({
        code: "parameter_invalid",
        details: expect.objectContaining({ param: "feedback_option" }),
      }),
    );
  });
});

describe("the preview", () => {
  const quiet = () =>
    offlineStripe(({ path }) => (path.includes("?") ? { data: [] } : { total: 0, amount_due: 0 }));

  it("says when access ends and moves no money", async () => {
    const scene = { ...sceneOf(), stripe: quiet().stripe };
    const { preview, expected } = await cancelSubscription.preview(scene, input, midPeriod);
    expect(preview).toEqual({
      kind: "cancel_subscription",
      subscription: "sub_1",
      name: "Starter",
      mode: "at_period_end",
      endsAt: periodEnds,
      credit: null,
      owed: null,
      open: null,
      dropsChange: false,
    });
    expect(expected).toMatchObject({ amount: null, prorationDate: null, cancelAt: null });
  });

  it("of an immediate end is the same a moment later: the second is not compared", async () => {
    const scene = { ...sceneOf({}, immediately), stripe: quiet().stripe };
    const first = await cancelSubscription.preview(scene, input, midPeriod);
    const later = { ...scene, now: midPeriod + 60 };
    const second = await cancelSubscription.preview(later, input, midPeriod + 60);
    expect(second.expected).toEqual(first.expected);
  });

  it("of an end that gives back asks Stripe from the second that is compared at the confirm", async () => {
    const { stripe, sent } = offlineStripe(({ path }) =>
      path.includes("?")
        ? { data: [{ amount_remaining: 1200 }, { amount_remaining: 300 }] }
        : { total: -480, amount_due: 0 },
    );
    const scene = { ...sceneOf({}, prorated), stripe };
    const { preview, expected } = await cancelSubscription.preview(scene, input, midPeriod - 9);
    expect(preview).toMatchObject({
      credit: { amount: 480, currency: "usd" },
      owed: null,
      open: { count: 2, amount: { amount: 1500, currency: "usd" } },
    });
    expect(expected).toMatchObject({ prorationDate: midPeriod - 9, amount: -480 });
    const asked = new URLSearchParams(sent.find(({ method }) => method === "POST")?.body);
    expect(Object.fromEntries(asked)).toEqual({
      subscription: "sub_1",
      "subscription_details[cancel_now]": "true",
      "subscription_details[proration_behavior]": "create_prorations",
      "subscription_details[proration_date]": String(midPeriod - 9),
    });
  });
});

describe("whether it was cancelled", () => {
  const held = (facts: Partial<SubscriptionFact>) =>
    makeSnapshot({ subscriptions: [makeSubscription(facts)] });

  it.each<[string, Partial<SubscriptionFact>, boolean, boolean]>([
    ["goes on", {}, false, false],
    ["is to end", { cancelAtPeriodEnd: true }, true, false],
    ["is to end on a date", { cancelAt: periodEnds }, true, false],
    ["has ended", { status: "canceled" }, true, true],
  ])("is seen when it %s", async (_what, facts, isScheduled, isOver) => {
    const atEnd = await cancelSubscription.plan(sceneOf(), input, shown);
    const atOnce = await cancelSubscription.plan(sceneOf({}, immediately), input, shown);
    expect(cancelSubscription.isDone(held(facts), input, atEnd)).toBe(isScheduled);
    expect(cancelSubscription.isDone(held(facts), input, atOnce)).toBe(isOver);
  });
});
