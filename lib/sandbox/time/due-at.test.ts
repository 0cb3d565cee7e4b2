import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { blankSubscription } from "../subscriptions/blank-subscription";
import { testItem } from "../test-item";
import { earliest, nextDue, renewsAt, subscriptionDueAt, subscriptionNotices } from "./due-at";

const day = 86400;
const start = 1000 * day;
const end = start + 30 * day;

describe("a subscription is due", () => {
  it.each([
    { when: "when its period ends", change: {}, due: end },
    { when: "when it is to end", change: { cancel_at: start + day }, due: start + day },
    {
      when: "23 hours after an unpaid start",
      change: { status: "incomplete" },
      due: start + 82800,
    },
    { when: "not while it is paused", change: { status: "paused" }, due: null },
    {
      when: "when it is to end while it is paused",
      change: { status: "paused", cancel_at: end + day },
      due: end + day,
    },
    { when: "never once it is over", change: { status: "canceled", cancel_at: end }, due: null },
    {
      when: "when collection resumes",
      change: { pause_collection: { behavior: "void", resumes_at: start + 5 * day } },
      due: start + 5 * day,
    },
    {
      when: "when pending items are to be billed",
      change: { next_pending_invoice_item_invoice: start + 7 * day },
      due: start + 7 * day,
    },
  ] satisfies { when: string; change: Partial<Stripe.Subscription>; due: number | null }[])(
    "$when",
    ({ change, due }) => {
      expect(subscriptionDueAt({ ...subscription(), ...change })).toBe(due);
    },
  );

  it("when the first of its items ends its period", () => {
    expect(renewsAt(subscription(end + day, end))).toBe(end);
  });
});

describe("a subscription is spoken of", () => {
  it("three days before its renewal", () => {
    expect(subscriptionNotices(subscription())).toEqual([
      { type: "invoice.upcoming", at: end - 3 * day },
    ]);
  });

  it("three days before its trial ends, and of the invoice then", () => {
    const trial = { ...subscription(), status: "trialing", trial_end: end };
    expect(subscriptionNotices(trial)).toEqual([
      { type: "customer.subscription.trial_will_end", at: end - 3 * day },
      { type: "invoice.upcoming", at: end - 3 * day },
    ]);
  });

  it.each([
    { why: "it ends with its period", change: { cancel_at: end } },
    {
      why: "collection is paused",
      change: { pause_collection: { behavior: "void", resumes_at: null } },
    },
    { why: "it is over", change: { status: "canceled" } },
  ] satisfies { why: string; change: Partial<Stripe.Subscription> }[])(
    "not when $why",
    ({ change }) => {
      expect(subscriptionNotices({ ...subscription(), ...change })).toEqual([]);
    },
  );
});

describe("the next time", () => {
  it("is that of a change, even when it has passed", () => {
    expect(nextDue(5, [], 10)).toBe(5);
  });

  it("is that of a notice only when it lies ahead", () => {
    expect(nextDue(20, [10], 9)).toBe(10);
    expect(nextDue(20, [10], 10)).toBe(20);
    expect(nextDue(null, [10, null], 10)).toBeNull();
  });

  it("of none is none", () => {
    expect(earliest([null, undefined])).toBeNull();
  });
});

function subscription(...ends: number[]): Stripe.Subscription {
  const blank = blankSubscription("sub_1", "cus_1", start, "usd");
  const data = (ends.length === 0 ? [end] : ends).map((itemEnd, index) =>
    testItem({ id: `si_${index}`, price: "price_1", unit: 1200, quantity: 1, start, end: itemEnd }),
  );
  return { ...blank, items: { ...blank.items, data } };
}
