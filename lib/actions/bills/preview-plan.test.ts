import { describe, expect, it } from "vitest";
import { makeScene } from "@/scripts/testing/make-scene";
import { offlineStripe } from "@/scripts/testing/offline-stripe";
import {
  makeConfiguration,
  makeSnapshot,
  makeSubscription,
  midPeriod,
  periodEnds,
  planFeature,
} from "../../portal/fact-builders";
import type { SubscriptionFact } from "../../portal/snapshot";
import { changePlan } from "../change-plan";

const nextYear = midPeriod + 365 * 86_400;

function line(amount: number, end: number, proration: boolean) {
  return {
    description: proration ? "Unused time on Starter" : "1 × Pro",
    amount,
    currency: "usd",
    period: { start: midPeriod, end },
    parent: { type: "subscription_item_details", subscription_item_details: { proration } },
  };
}

/** Stripe's preview of the change: half a month of Starter back, Pro to pay, tax on top. */
const invoice = {
  created: midPeriod,
  currency: "usd",
  subtotal: 2500,
  starting_balance: 0,
  total: 2750,
  amount_due: 2750,
  total_taxes: [{ amount: 200 }, { amount: 50 }],
  total_discount_amounts: [],
  automatic_tax: { enabled: false, status: null },
  lines: { data: [line(-500, periodEnds, true), line(3000, nextYear, false)] },
};

async function preview(given: {
  feature?: Parameters<typeof planFeature>[0];
  facts?: Partial<SubscriptionFact>;
  next?: Partial<typeof invoice>;
  price?: string;
}) {
  const { stripe, sent } = offlineStripe(({ body }) =>
    body.includes("preview_mode=recurring")
      ? { ...invoice, ...given.next, total: 3300, amount_due: 3300 }
      : { ...invoice, ...given.next },
  );
  const feature = planFeature(given.feature ?? { proration_behavior: "always_invoice" });
  const configuration = makeConfiguration({ subscription_update: feature });
  const snapshot = makeSnapshot({ subscriptions: [makeSubscription(given.facts)] });
  const scene = makeScene({ stripe, configuration, snapshot });
  const input = { subscription: "sub_1", price: given.price ?? "price_pro" };
  const { preview: shown, expected } = await changePlan.preview(scene, input, midPeriod);
  if (shown.kind !== "change_plan") throw new Error("Another preview.");
  return { shown, expected, sent, scene, input };
}

/** A renewal that no balance has a part in. */
function renewal(at: number, price: number) {
  const amount = { amount: price, currency: "usd" };
  return { at, amount, total: amount, balance: null, debt: null, left: null };
}

describe("what is due now", () => {
  it("is what Stripe says when it bills at the confirm", async () => {
    const { shown, expected } = await preview({});
    expect(shown.dueNow).toEqual({ amount: 2750, currency: "usd" });
    expect(expected).toMatchObject({ amount: 2750, prorationDate: midPeriod });
  });

  it("is nothing when it comes with the next invoice, which then says all", async () => {
    const { shown, expected } = await preview({
      feature: { proration_behavior: "create_prorations" },
    });
    expect(shown.dueNow).toEqual({ amount: 0, currency: "usd" });
    expect(shown.next).toEqual(renewal(periodEnds, 2750));
    expect(expected.amount).toBe(0);
  });
});

describe("the renewal after it", () => {
  it("is when the regular lines end, at the recurring amount", async () => {
    const { shown } = await preview({
      feature: { proration_behavior: "none" },
      price: "price_pro_year",
    });
    expect(shown.next).toEqual(renewal(nextYear, 3300));
  });

  it("is charged less what the change leaves as credit", async () => {
    const { shown } = await preview({ next: { total: -700, amount_due: 0 } });
    expect(shown.next).toMatchObject({
      amount: { amount: 2600 },
      total: { amount: 3300 },
      balance: { amount: 700, currency: "usd" },
      left: null,
    });
  });

  it("is charged nothing while the credit that was there lasts, and says how much is left", async () => {
    const { shown } = await preview({ next: { starting_balance: -10_000, amount_due: 0 } });
    expect(shown.balance).toEqual({ amount: 2750, currency: "usd" });
    expect(shown.next).toMatchObject({
      amount: { amount: 0 },
      balance: { amount: 3300 },
      left: { amount: 3950, currency: "usd" },
    });
  });

  it("brings what was too little to be charged at the confirm", async () => {
    const { shown } = await preview({ next: { total: 40, amount_due: 0 } });
    expect(shown.debt).toEqual({ amount: -40, currency: "usd" });
    expect(shown.next).toMatchObject({ amount: { amount: 3340 }, debt: { amount: 40 } });
  });

  it("is the period's end as before when only prorations are billed", async () => {
    const lines = { data: [line(-500, periodEnds, true), line(1500, periodEnds, true)] };
    const { shown } = await preview({ next: { lines } });
    expect(shown.next?.at).toBe(periodEnds);
  });

  it("is not when use so far was counted, which is billed with what it belonged to", async () => {
    const usage = { ...line(0, midPeriod, false), description: "0 calls × Calls" };
    const lines = { data: [line(-500, periodEnds, true), usage, line(1500, periodEnds, true)] };
    const { shown } = await preview({ next: { lines } });
    expect(shown.next?.at).toBe(periodEnds);
  });
});

describe("the parts of the amount", () => {
  it("are Stripe's, line by line", async () => {
    const { shown } = await preview({});
    expect(shown).toMatchObject({
      from: { name: "Starter", price: "price_starter" },
      to: { name: "Pro", price: "price_pro", quantity: 1 },
      lines: [
        { description: "Unused time on Starter", amount: { amount: -500 }, proration: true },
        { description: "1 × Pro", amount: { amount: 3000 }, proration: false },
      ],
      subtotal: { amount: 2500, currency: "usd" },
      tax: { amount: 250, currency: "usd" },
      discount: null,
      credit: null,
      paymentMethod: { brand: "visa", last4: "4242" },
    });
  });

  it("show a discount as what it takes away", async () => {
    const next = { total_discount_amounts: [{ amount: 300 }] } as object;
    expect((await preview({ next })).shown.discount).toEqual({ amount: -300, currency: "usd" });
  });

  it("show what is left over as credit, and nothing due", async () => {
    const { shown } = await preview({ next: { total: -700, amount_due: 0 } });
    expect(shown.credit).toEqual({ amount: 700, currency: "usd" });
    expect(shown.dueNow.amount).toBe(0);
  });
});

describe("what Stripe is asked", () => {
  const coupon = { id: "c", name: null, valid: true, percentOff: 20, amountOff: null };
  const discount = (id: string, endsAt: number | null) => ({
    id,
    coupon: { ...coupon, duration: endsAt === null ? "forever" : "repeating", months: 3 },
    promotionCodeId: null,
    endsAt,
  });

  it.each<[string, SubscriptionFact["discounts"], string[]]>([
    ["leaves them be while none ends", [discount("di_1", null)], []],
    ["is without one that has ended by then", [discount("di_1", nextYear)], ["discounts="]],
    [
      "keeps the others",
      [discount("di_1", periodEnds), discount("di_2", nextYear + 1)],
      ["discounts[0][discount]=di_2"],
    ],
  ])("of discounts at the renewal: %s", async (_what, discounts, asked) => {
    const feature = { proration_behavior: "none" } as const;
    const { sent } = await preview({ feature, price: "price_pro_year", facts: { discounts } });
    const isRecurring = ({ body }: { body: string }) => body.includes("preview_mode=recurring");
    const all = [...new URLSearchParams(sent.find(isRecurring)?.body)];
    const about = all.map(([name, value]) => `${name}=${value}`);
    expect(about.filter((each) => each.startsWith("discounts"))).toEqual(asked);
  });

  it("is a preview and nothing else: no change is made", async () => {
    const { sent } = await preview({});
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /v1/invoices/create_preview",
      "POST /v1/invoices/create_preview",
    ]);
  });

  it.each<[string, Parameters<typeof planFeature>[0], Partial<SubscriptionFact>]>([
    ["prorated", { proration_behavior: "always_invoice" }, {}],
    ["anchored now", { proration_behavior: "none", billing_cycle_anchor: "now" }, {}],
    ["at the end of a trial", {}, { status: "trialing", trialEnd: periodEnds }],
  ])("is the very change that is made at the confirm: %s", async (_what, feature, facts) => {
    const { sent, expected, scene, input } = await preview({ feature, facts });
    const call = await changePlan.plan(scene, input, expected);
    if (call.method !== "subscriptions.update") throw new Error("Another call.");
    const { payment_behavior: _never, items, ...terms } = call.params;
    const asked = new URLSearchParams(sent[0]?.body);
    const at = (path: string) => asked.get(`subscription_details${path}`);
    const made = Object.fromEntries(
      Object.entries(terms).map(([name, value]) =>
        typeof value === "object" && "type" in value
          ? [`[${name}][type]`, value.type]
          : [`[${name}]`, String(value)],
      ),
    );
    for (const [path, value] of Object.entries(made)) expect(at(path)).toBe(value);
    expect(at("[items][0][price]")).toBe(items?.[0]?.price);
    expect(at("[items][0][quantity]")).toBe(String(items?.[0]?.quantity));
    const details = [...asked.keys()].filter((key) => key.startsWith("subscription_details"));
    expect(details).toHaveLength(Object.keys(made).length + 3);
  });
});
