import { describe, expect, it } from "vitest";
import {
  makeConfiguration,
  makeInvoice,
  makePaymentMethod,
  makeSnapshot,
  makeSubscription,
  midPeriod,
} from "./fact-builders";
import { findAttention } from "./find-attention";
import type { PaymentMethodFact, SubscriptionFact } from "./snapshot";

const day = 86_400;

describe("money owed", () => {
  it.each(["past_due", "unpaid"])(
    "is told while a subscription is %s, with the way to pay",
    (status) => {
      const snapshot = makeSnapshot({
        subscriptions: [makeSubscription({ status })],
        invoices: [
          makeInvoice({ id: "in_paid" }),
          makeInvoice({ id: "in_other", status: "open", subscriptionId: "sub_2" }),
          makeInvoice({ id: "in_open", status: "open", hostedUrl: "https://invoice.example/open" }),
        ],
      });
      expect(findAttention(snapshot, makeConfiguration(), midPeriod)).toEqual([
        { kind: "past_due", subscriptionId: "sub_1", payUrl: "https://invoice.example/open" },
      ]);
    },
  );

  it("is told without a way to pay when the open invoice was not read", () => {
    const snapshot = makeSnapshot({
      subscriptions: [makeSubscription({ status: "past_due" })],
      invoices: [],
    });
    expect(findAttention(snapshot, makeConfiguration(), midPeriod)).toEqual([
      { kind: "past_due", subscriptionId: "sub_1", payUrl: null },
    ]);
  });

  it("comes before trials and cards, whatever the order of subscriptions", () => {
    const snapshot = makeSnapshot({
      subscriptions: [
        makeSubscription({ id: "sub_trial", status: "trialing", trialEnd: midPeriod + day }),
        makeSubscription({ id: "sub_late", status: "past_due" }),
      ],
      paymentMethods: [makePaymentMethod({ expMonth: 7, expYear: 2026 })],
    });
    expect(findAttention(snapshot, makeConfiguration(), midPeriod).map(({ kind }) => kind)).toEqual(
      ["past_due", "trial_ending", "card_expiring"],
    );
  });
});

describe("a trial's end", () => {
  it.each([
    [3 * day, true],
    [3 * day + 1, false],
    [0, true],
  ])("in %i seconds is told: %s", (seconds, told) => {
    const trial = makeSubscription({ status: "trialing", trialEnd: midPeriod + seconds });
    const found = findAttention(
      makeSnapshot({ subscriptions: [trial] }),
      makeConfiguration(),
      midPeriod,
    );
    const notice = { kind: "trial_ending", subscriptionId: "sub_1", at: midPeriod + seconds };
    expect(found).toEqual(told ? [notice] : []);
  });

  it("is no news where nobody says when", () => {
    const trial = makeSubscription({ status: "trialing", trialEnd: null });
    const snapshot = makeSnapshot({ subscriptions: [trial] });
    expect(findAttention(snapshot, makeConfiguration(), midPeriod)).toEqual([]);
  });

  it("is no news once the trial is over", () => {
    const paying = makeSubscription({ trialEnd: midPeriod });
    expect(
      findAttention(makeSnapshot({ subscriptions: [paying] }), makeConfiguration(), midPeriod),
    ).toEqual([]);
  });
});

describe("a card's end, seen in July 2026", () => {
  function isTold(facts: Partial<PaymentMethodFact>, now = midPeriod) {
    return (
      findAttention(
        makeSnapshot({ paymentMethods: [makePaymentMethod(facts)] }),
        makeConfiguration(),
        now,
      ).length > 0
    );
  }

  it.each([
    [6, 2026, true],
    [7, 2026, true],
    [8, 2026, true],
    [9, 2026, false],
    [7, 2027, false],
    [12, 2025, true],
  ])("%i/%i is told: %s", (expMonth, expYear, told) => {
    expect(isTold({ expMonth, expYear })).toBe(told);
  });

  it("is told across the turn of the year", () => {
    const december = Date.UTC(2026, 11, 31, 23, 59, 59) / 1000;
    expect(isTold({ expMonth: 1, expYear: 2027 }, december)).toBe(true);
    expect(isTold({ expMonth: 2, expYear: 2027 }, december)).toBe(false);
  });

  it("is of no concern on a card that is not charged", () => {
    expect(isTold({ id: "pm_spare", expMonth: 7, expYear: 2026 })).toBe(false);
  });

  it.each([
    ["a bank account", null, null],
    ["a card without a month", null, 2020],
    ["a card without a year", 1, null],
  ])("is of no concern on what has none, such as %s", (_what, expMonth, expYear) => {
    expect(isTold({ expMonth, expYear })).toBe(false);
  });

  it("names the card by its last digits and nothing more", () => {
    const snapshot = makeSnapshot({
      paymentMethods: [makePaymentMethod({ expMonth: 7, expYear: 2026 })],
    });
    expect(findAttention(snapshot, makeConfiguration(), midPeriod)).toEqual([
      { kind: "card_expiring", paymentMethodId: "pm_1", last4: "4242" },
    ]);
  });
});

it("says nothing of an expiring card where payment methods are switched off", () => {
  const snapshot = makeSnapshot({
    paymentMethods: [makePaymentMethod({ expMonth: 1, expYear: 2000 })],
  });
  const off = makeConfiguration({ payment_method_update: { enabled: false } });
  expect(findAttention(snapshot, makeConfiguration(), midPeriod)).toHaveLength(1);
  expect(findAttention(snapshot, off, midPeriod)).toEqual([]);
});

describe("what waits for a payment", () => {
  const open = makeInvoice({ id: "in_new", status: "open", hostedUrl: "https://pay.example/new" });
  const find = (facts: Partial<SubscriptionFact>, invoices = [open]) =>
    findAttention(
      makeSnapshot({ subscriptions: [makeSubscription(facts)], invoices }),
      makeConfiguration(),
      midPeriod,
    );

  it("for the first time is told, with the way to pay it", () => {
    const incomplete = { kind: "incomplete", subscriptionId: "sub_1" };
    const payUrl = "https://pay.example/new";
    expect(find({ status: "incomplete" })).toEqual([{ ...incomplete, payUrl }]);
    expect(find({ status: "incomplete" }, [])).toEqual([{ ...incomplete, payUrl: null }]);
  });

  it("before a change is told, until when and where", () => {
    const pending = { pendingUpdate: { expiresAt: 99 }, latestInvoiceId: "in_new" };
    const older = makeInvoice({ id: "in_old", status: "open", hostedUrl: "https://pay.example/x" });
    expect(find(pending, [older, open])).toEqual([
      {
        kind: "change_pending",
        subscriptionId: "sub_1",
        payUrl: "https://pay.example/new",
        expiresAt: 99,
      },
    ]);
  });

  it("of another subscription is not taken for its own", () => {
    const foreign = { ...open, subscriptionId: "sub_2" };
    expect(find({ status: "unpaid" }, [foreign])).toMatchObject([{ payUrl: null }]);
  });
});
