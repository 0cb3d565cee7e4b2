import { describe, expect, it } from "vitest";
import { makeScene } from "@/scripts/testing/make-scene";
import {
  makeConfiguration,
  makeSnapshot,
  makeSubscription,
  midPeriod,
  periodEnds,
} from "../portal/fact-builders";
import type { SubscriptionFact } from "../portal/snapshot";
import { stripeCallSchema } from "./calls/stripe-call";
import { undoCancel } from "./undo-cancel";

const input = { subscription: "sub_1" };
const shown = { items: [], status: "active", cancelAt: null, prorationDate: null, amount: null };
const sceneOf = (facts: Partial<SubscriptionFact>) =>
  makeScene({ snapshot: makeSnapshot({ subscriptions: [makeSubscription(facts)] }) });

describe("the call that takes a cancellation back", () => {
  it.each<[string, Partial<SubscriptionFact>, object]>([
    ["classic", { cancelAtPeriodEnd: true, cancelAt: periodEnds }, { cancel_at_period_end: false }],
    ["classic, flag alone", { cancelAtPeriodEnd: true }, { cancel_at_period_end: false }],
    ["on a date", { cancelAt: periodEnds + 5 }, { cancel_at: "" }],
    ["flexible", { billingMode: "flexible", cancelAt: periodEnds }, { cancel_at: "" }],
  ])("%s", async (_what, facts, params) => {
    const call = await undoCancel.plan(sceneOf(facts), input, shown);
    expect(call).toEqual({ method: "subscriptions.update", id: "sub_1", params });
    expect(stripeCallSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call);
    expect(undoCancel.outcome(call, null)).toBe("applied");
  });
});

describe("taking back is refused", () => {
  it.each<[string, Partial<SubscriptionFact>, string]>([
    ["when nothing is to be taken back", {}, "no_cancellation_scheduled"],
    ["when it has happened", { status: "canceled", cancelAt: 5 }, "subscription_ended"],
    ["under a schedule", { cancelAt: 5, scheduleId: "sub_sched_1" }, "schedule_attached"],
  ])("%s", (_what, facts, reason) => {
    expect(() => undoCancel.requireAllowed(sceneOf(facts), input)).toThrow(
      expect.objectContaining({
        code: "subscription_state",
        status: 409,
        details: { extra: { reason } },
      }),
    );
  });

  it("where cancelling is switched off", () => {
    const scene = makeScene({
      snapshot: makeSnapshot({ subscriptions: [makeSubscription({ cancelAtPeriodEnd: true })] }),
      configuration: makeConfiguration({ subscription_cancel: { enabled: false } }),
    });
    expect(() => undoCancel.requireAllowed(scene, input)).toThrow(
      expect.objectContaining({ code: "feature_disabled", status: 403 }),
    );
  });
});

describe("the preview", () => {
  it("says when it renews, and what is compared at the confirm", async () => {
    const scene = sceneOf({ cancelAtPeriodEnd: true });
    expect(await undoCancel.preview(scene, input, midPeriod)).toEqual({
      preview: {
        kind: "undo_cancel",
        subscription: "sub_1",
        name: "Starter",
        renewsAt: periodEnds,
      },
      expected: {
        items: ["si_1:price_starter:1"],
        status: "active",
        cancelAt: periodEnds,
        prorationDate: null,
        amount: null,
      },
    });
  });
});

describe("whether it was taken back", () => {
  it.each<[Partial<SubscriptionFact>, boolean]>([
    [{}, true],
    [{ cancelAtPeriodEnd: true }, false],
    [{ cancelAt: 5 }, false],
    [{ status: "canceled" }, false],
  ])("is seen in %j: %s", async (facts, done) => {
    const call = await undoCancel.plan(sceneOf({ cancelAtPeriodEnd: true }), input, shown);
    const snapshot = makeSnapshot({ subscriptions: [makeSubscription(facts)] });
    expect(undoCancel.isDone(snapshot, input, call)).toBe(done);
  });
});
