import { describe, expect, it } from "vitest";
import { buildPortalView } from "./build-portal-view";
import { configurationSchema, type PortalConfiguration } from "./configuration";
import {
  makeConfiguration,
  makeInvoice,
  makePaymentMethod,
  makeSnapshot,
  makeSubscription,
  midPeriod,
} from "./fact-builders";
import { type SessionScope, wholeScope } from "./session-scope";
import type { PortalView } from "./view";

/** Two subscriptions of the merchant itself, two for connected accounts, and everything that is billed for them. */
const mine = makeSubscription({ id: "sub_mine" });
const due = makeSubscription({ id: "sub_due", status: "past_due", created: 1 });
const blue = makeSubscription({ id: "sub_blue", onBehalfOf: "acct_blue", created: 2 });
const red = makeSubscription({ id: "sub_red", onBehalfOf: "acct_red", status: "past_due" });

const money = (amount: number) => ({ amount, currency: "usd" });
const snapshot = makeSnapshot({
  subscriptions: [mine, due, blue, red],
  paymentMethods: [makePaymentMethod(), makePaymentMethod({ id: "pm_2" })],
  invoices: [
    makeInvoice({ id: "in_mine", subscriptionId: "sub_mine" }),
    makeInvoice({ id: "in_due", subscriptionId: "sub_due", status: "open" }),
    makeInvoice({ id: "in_once", subscriptionId: null }),
    makeInvoice({ id: "in_draft", subscriptionId: "sub_mine", status: "draft" }),
    makeInvoice({ id: "in_blue", subscriptionId: "sub_blue", onBehalfOf: "acct_blue" }),
    makeInvoice({ id: "in_blue_once", subscriptionId: null, onBehalfOf: "acct_blue" }),
    makeInvoice({
      id: "in_red",
      subscriptionId: "sub_red",
      onBehalfOf: "acct_red",
      status: "open",
    }),
    // Billed for somebody else than the subscription is.
    makeInvoice({ id: "in_mixed", subscriptionId: "sub_mine", onBehalfOf: "acct_blue" }),
  ],
  upcoming: [
    { subscriptionId: "sub_mine", date: midPeriod + 5, amountDue: money(1) },
    { subscriptionId: "sub_blue", date: midPeriod + 6, amountDue: money(2) },
  ],
});

const session = (scope: Partial<SessionScope>) => ({
  id: "bps_1",
  returnUrl: null,
  flow: null,
  scope: { ...wholeScope, ...scope },
});

function look(
  scope: Partial<SessionScope>,
  configuration: PortalConfiguration = makeConfiguration(),
): PortalView {
  return buildPortalView({ session: session(scope), configuration, snapshot, now: midPeriod });
}

function shownIn(view: PortalView) {
  return {
    subscriptions: view.subscriptions.map(({ id }) => id).join(" "),
    invoices: view.invoices?.list.map(({ id }) => id).join(" "),
    owed: view.attention.flatMap((one) => (one.kind === "past_due" ? [one.subscriptionId] : [])),
  };
}

type Shown = ReturnType<typeof shownIn>;

describe("what a session shows", () => {
  const ofSubscriptions = configurationSchema.parse({
    portico: { invoice_history: { scope: "subscription" } },
  });

  it.each<[string, Partial<SessionScope>, PortalConfiguration | undefined, Shown]>([
    [
      "of no scope is everything",
      {},
      undefined,
      {
        subscriptions: "sub_mine sub_red sub_blue sub_due",
        invoices: "in_mine in_due in_once in_blue in_blue_once in_red in_mixed",
        owed: ["sub_due", "sub_red"],
      },
    ],
    [
      "of no scope, with the invoices of subscriptions only",
      {},
      ofSubscriptions,
      {
        subscriptions: "sub_mine sub_red sub_blue sub_due",
        invoices: "in_mine in_due in_blue in_red in_mixed",
        owed: ["sub_due", "sub_red"],
      },
    ],
    [
      "of one subscription is it and its invoices",
      { subscriptionId: "sub_due" },
      undefined,
      { subscriptions: "sub_due", invoices: "in_due", owed: ["sub_due"] },
    ],
    [
      "of one subscription, with the invoices of subscriptions only",
      { subscriptionId: "sub_mine" },
      ofSubscriptions,
      { subscriptions: "sub_mine", invoices: "in_mine in_mixed", owed: [] },
    ],
    [
      "of a subscription that this customer has not",
      { subscriptionId: "sub_foreign" },
      undefined,
      { subscriptions: "", invoices: "", owed: [] },
    ],
    [
      "for an account is that account's",
      { onBehalfOf: "acct_blue" },
      undefined,
      { subscriptions: "sub_blue", invoices: "in_blue in_blue_once in_mixed", owed: [] },
    ],
    [
      "for an account, with the invoices of subscriptions only",
      { onBehalfOf: "acct_blue" },
      ofSubscriptions,
      { subscriptions: "sub_blue", invoices: "in_blue", owed: [] },
    ],
    [
      "for an account that nothing is billed for",
      { onBehalfOf: "acct_green" },
      undefined,
      { subscriptions: "", invoices: "", owed: [] },
    ],
    [
      "of one subscription for its account",
      { subscriptionId: "sub_red", onBehalfOf: "acct_red" },
      undefined,
      { subscriptions: "sub_red", invoices: "in_red", owed: ["sub_red"] },
    ],
    [
      "of one subscription for another account",
      { subscriptionId: "sub_red", onBehalfOf: "acct_blue" },
      undefined,
      { subscriptions: "", invoices: "", owed: [] },
    ],
    [
      "and only looks at is the same",
      { subscriptionId: "sub_due", readOnly: true },
      undefined,
      { subscriptions: "sub_due", invoices: "in_due", owed: ["sub_due"] },
    ],
  ])("%s", (_what, scope, configuration, expected) => {
    expect(shownIn(look(scope, configuration))).toEqual(expected);
  });

  it("has no more subscriptions than the one it is made for", () => {
    const more = { ...snapshot, subscriptions: { ...snapshot.subscriptions, hasMore: true } };
    const view = (scope: Partial<SessionScope>) =>
      buildPortalView({
        session: session(scope),
        configuration: makeConfiguration(),
        snapshot: more,
        now: midPeriod,
      });
    expect(view({ subscriptionId: "sub_mine" }).hasMoreSubscriptions).toBe(false);
    expect(view({ onBehalfOf: "acct_blue" }).hasMoreSubscriptions).toBe(true);
  });

  it("does not tell the browser what it leaves out", () => {
    const told = JSON.stringify(look({ onBehalfOf: "acct_blue" }));
    expect(told).not.toMatch(/sub_red|sub_due|in_red|in_due|acct_/);
  });
});

describe("a session that only looks", () => {
  const view = look({ readOnly: true });

  it("shows what every other one shows", () => {
    expect(shownIn(view)).toEqual(shownIn(look({})));
    expect([view.readOnly, look({}).readOnly]).toEqual([true, false]);
  });

  it("is refused every action, for that reason whatever else would stand in the way", () => {
    const allowances = [
      ...view.subscriptions.flatMap(({ actions }) => Object.values(actions)),
      ...(view.paymentMethods ?? []).flatMap(({ actions }) => Object.values(actions)),
      ...Object.values(view.billing?.actions ?? {}),
    ];
    expect(allowances).toHaveLength(4 * 11 + 2 + 1);
    expect(new Set(allowances.map((one) => JSON.stringify(one)))).toEqual(
      new Set(['{"allowed":false,"reason":"read_only"}']),
    );
  });

  it("says so also while Stripe is out of reach: waiting would change nothing", () => {
    const stale = buildPortalView({
      session: session({ readOnly: true }),
      configuration: makeConfiguration(),
      snapshot,
      now: midPeriod,
      stale: true,
    });
    expect(stale).toMatchObject({ stale: true, readOnly: true });
    expect(stale.billing?.actions.update_customer).toEqual({ allowed: false, reason: "read_only" });
  });
});
