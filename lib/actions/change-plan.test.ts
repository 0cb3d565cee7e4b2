import { describe, expect, it } from "vitest";
import { makeScene } from "@/scripts/testing/make-scene";
import {
  makeConfiguration,
  makeItem,
  makeSnapshot,
  makeSubscription,
  midPeriod,
  planFeature,
} from "../portal/fact-builders";
import { stripeCallSchema } from "./calls/stripe-call";
import { changePlan } from "./change-plan";

const input = { subscription: "sub_1", price: "price_pro" };
const shown = { items: [], status: "active", cancelAt: null, prorationDate: null, amount: 0 };
const refused = (code: string, param?: string) =>
  expect.objectContaining({
    code,
    ...(param === undefined ? {} : { details: expect.objectContaining({ param }) }),
  });

describe("a change of plan is refused", () => {
  it.each([
    [
      "to a price that is not on offer",
      { ...input, price: "price_secret" },
      "feature_disabled",
      "price",
    ],
    ["to the price it is on", { ...input, price: "price_starter" }, "parameter_invalid", "price"],
    [
      "of another's subscription",
      { ...input, subscription: "sub_2" },
      "resource_missing",
      "subscription",
    ],
    ["of another subscription's item", { ...input, item: "si_2" }, "resource_missing", "item"],
    ["with another quantity", { ...input, quantity: 2 }, "quantity_invalid", "quantity"],
  ])("%s", (_what, given, code, param) => {
    expect(() => changePlan.requireAllowed(makeScene(), given)).toThrow(refused(code, param));
  });

  it("where it is switched off", () => {
    const configuration = makeConfiguration({
      subscription_update: planFeature({ enabled: false }),
    });
    expect(() => changePlan.requireAllowed(makeScene({ configuration }), input)).toThrow(
      refused("feature_disabled"),
    );
  });

  it("while Stripe's state forbids it, with the reason", () => {
    const snapshot = makeSnapshot({ subscriptions: [makeSubscription({ status: "past_due" })] });
    expect(() => changePlan.requireAllowed(makeScene({ snapshot }), input)).toThrow(
      expect.objectContaining({
        code: "subscription_state",
        details: { extra: { reason: "past_due" } },
      }),
    );
  });
});

describe("a change of plan is allowed", () => {
  it.each([input, { ...input, item: "si_1" }, { ...input, quantity: 1 }])("as %j", (given) => {
    expect(() => changePlan.requireAllowed(makeScene(), given)).not.toThrow();
  });
});

describe("the call that changes the plan", () => {
  it("names item, price and quantity, and never leaves the subscription half paid", async () => {
    expect(await changePlan.plan(makeScene(), input, shown)).toEqual({
      method: "subscriptions.update",
      id: "sub_1",
      params: {
        items: [{ id: "si_1", price: "price_pro", quantity: 1 }],
        proration_behavior: "none",
        payment_behavior: "error_if_incomplete",
      },
    });
  });

  it("prorates from the second that was shown", async () => {
    const feature = planFeature({ proration_behavior: "create_prorations" });
    const scene = makeScene({ configuration: makeConfiguration({ subscription_update: feature }) });
    const call = await changePlan.plan(scene, input, { ...shown, prorationDate: midPeriod - 30 });
    expect(call.params).toMatchObject({ proration_date: midPeriod - 30 });
  });

  it("anchors and ends trials as the configuration says", async () => {
    const anchored = makeConfiguration({
      subscription_update: planFeature({ billing_cycle_anchor: "now" }),
    });
    const trial = makeSnapshot({ subscriptions: [makeSubscription({ status: "trialing" })] });
    const running = await changePlan.plan(makeScene({ configuration: anchored }), input, shown);
    expect(running.params).toMatchObject({ billing_cycle_anchor: { type: "now" } });
    const onTrial = await changePlan.plan(
      makeScene({ configuration: anchored, snapshot: trial }),
      input,
      shown,
    );
    expect(onTrial.params).toMatchObject({ trial_end: "now" });
    expect(onTrial.params).not.toHaveProperty("billing_cycle_anchor");
  });

  it("is the same when it is kept and read again", async () => {
    const call = await changePlan.plan(makeScene(), input, shown);
    expect(stripeCallSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call);
    expect(changePlan.outcome(call, null)).toBe("applied");
  });
});

describe("whether the plan was changed", () => {
  it.each([
    ["price_pro", true],
    ["price_starter", false],
  ])("is seen by the price the subscription has: %s", async (id, done) => {
    const call = await changePlan.plan(makeScene(), input, shown);
    const [item = makeItem()] = makeSubscription().items;
    const items = [{ ...item, price: { ...item.price, id } }];
    const snapshot = makeSnapshot({ subscriptions: [makeSubscription({ items })] });
    expect(changePlan.isDone(snapshot, input, call)).toBe(done);
  });
});
