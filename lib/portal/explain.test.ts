import { describe, expect, it } from "vitest";
import { en } from "../i18n/messages/en";
import { buildPortalView } from "./build-portal-view";
import { listMissed, listRefused, reasonKinds, tellingReason } from "./explain";
import {
  makeConfiguration,
  makeItem,
  makePrice,
  makeProduct,
  makeSnapshot,
  makeSubscription,
  midPeriod,
  planFeature,
} from "./fact-builders";
import { wholeScope } from "./session-scope";
import type { SubscriptionFact } from "./snapshot";

function view(facts: Partial<SubscriptionFact>, features = {}, rest: object = {}) {
  const seat = makeProduct({ id: "prod_seat", unitLabel: "seat" });
  const snapshot = makeSnapshot({
    subscriptions: [makeSubscription(facts)],
    products: [...makeSnapshot().products, seat],
  });
  const { subscriptions } = buildPortalView({
    session: { id: "bps_1", returnUrl: null, scope: wholeScope, flow: null },
    configuration: makeConfiguration(features),
    snapshot,
    now: midPeriod,
    ...rest,
  });
  return subscriptions[0] ?? expect.fail();
}

const said = (...given: Parameters<typeof view>) =>
  listMissed(view(...given)).map(({ action, reason }) => `${action}: ${reason}`);

const seats = makeItem({ price: makePrice({ productId: "prod_seat" }), quantity: 1 });
const several = makeItem({ quantity: 2 });
const calls = makeItem({
  price: makePrice({ id: "price_calls", productId: "prod_seat", usageType: "metered" }),
  quantity: null,
});
const onlyPlans = { subscription_update: planFeature({ default_allowed_updates: ["price"] }) };
const pauses = { subscription_pause: { enabled: true } };
const fixedNumber = ["change_quantity: feature_disabled"];

describe("what a customer could miss", () => {
  const off = {
    subscription_cancel: { enabled: false },
    subscription_update: planFeature({ enabled: false }),
  };

  it.each<[string, Partial<SubscriptionFact>, object, string[]]>([
    ["is nothing where all is well", {}, {}, []],
    [
      "is what the merchant switched off that is looked for everywhere",
      {},
      off,
      ["change_plan: feature_disabled", "cancel_subscription: feature_disabled"],
    ],
    ["is no change while a payment is due", { status: "past_due" }, {}, ["change_plan: past_due"]],
    [
      "is no cancellation of what is cancelled, but another plan",
      { cancelAtPeriodEnd: true },
      {},
      ["change_plan: cancellation_scheduled"],
    ],
    [
      "is only a new beginning where it has ended",
      { status: "canceled", endedAt: 1 },
      off,
      ["resubscribe: feature_disabled"],
    ],
    [
      "is nothing of numbers and pauses where those are over",
      { status: "canceled", items: [seats] },
      { ...onlyPlans, ...pauses },
      ["resubscribe: feature_disabled"],
    ],
    ["is the number of what is counted", { items: [seats] }, onlyPlans, fixedNumber],
    ["is the number of what there are several of", { items: [several] }, onlyPlans, fixedNumber],
    ["is no number of one thing", { items: [makeItem()] }, onlyPlans, []],
    [
      "is no number of what is billed by use",
      { items: [calls] },
      onlyPlans,
      ["change_plan: metered"],
    ],
    ["is a pause in a trial", { status: "trialing" }, pauses, ["pause_subscription: trialing"]],
    ["is no pause of what is paused", { status: "paused" }, pauses, ["change_plan: paused"]],
  ])("%s", (_what, facts, features, expected) => {
    expect(said(facts, features)).toEqual(expected);
  });

  it("is left to the page where nothing can be done at all", () => {
    expect(said({}, off, { stale: true })).toEqual([]);
  });

  it("is told to a member whole, with a kind for each reason", () => {
    const shown = view({}, off);
    const refused = Object.values(shown.actions).filter(({ allowed }) => !allowed);
    expect(listRefused(shown)).toHaveLength(refused.length);
    for (const { reason } of listRefused(shown)) expect(reasonKinds[reason]).toBeDefined();
  });
});

it.each<[string, Partial<SubscriptionFact>, object, string | null]>([
  ["it may be changed", {}, {}, null],
  ["a payment is due", { status: "past_due" }, {}, "past_due"],
  ["it is billed by invoice", { collectionMethod: "send_invoice" }, {}, "invoiced"],
  ["a schedule has it", { scheduleId: "sub_sched_1" }, {}, "schedule_attached"],
  ["it is paused, which is said elsewhere", { status: "paused" }, {}, null],
  ["plans are off", {}, { subscription_update: planFeature({ enabled: false }) }, null],
])("unasked, where %s, the reason told is %j", (_what, facts, features, expected) => {
  expect(tellingReason(view(facts, features))).toBe(expected);
});

it("every reason has a sentence for customers and one for members", () => {
  const reasons = Object.keys(reasonKinds).toSorted();
  expect(Object.keys(en.reasons).toSorted()).toEqual(reasons);
  expect(Object.keys(en.explain.reason).toSorted()).toEqual(reasons);
});
