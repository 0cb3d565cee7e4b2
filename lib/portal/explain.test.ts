import { describe, expect, it } from "vitest";
import { en } from "../i18n/messages/en";
import { buildPortalView } from "./build-portal-view";
import { listMissed, listRefused, reasonKinds } from "./explain";
import {
  makeConfiguration,
  makeSnapshot,
  makeSubscription,
  midPeriod,
  planFeature,
} from "./fact-builders";
import { wholeScope } from "./session-scope";
import type { SubscriptionFact } from "./snapshot";

function view(facts: Partial<SubscriptionFact>, features = {}, rest: object = {}) {
  const snapshot = makeSnapshot({ subscriptions: [makeSubscription(facts)] });
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

it("every reason has a sentence for customers and one for members", () => {
  const reasons = Object.keys(reasonKinds).toSorted();
  expect(Object.keys(en.reasons).toSorted()).toEqual(reasons);
  expect(Object.keys(en.explain.reason).toSorted()).toEqual(reasons);
});
