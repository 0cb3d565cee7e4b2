import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type FaultSandbox,
  serveFaultSandbox,
  type Trouble,
} from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession, type TestCustomer } from "@/scripts/testing/make-session";
import { countTrail } from "@/scripts/testing/trail";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import { updateConfiguration } from "@/scripts/testing/update-configuration";
import { findDefaultConfiguration } from "../../db/configurations";
import { findIntent } from "../../db/intents";
import { configurationSchema } from "../../portal/configuration";
import { answerIntent } from "../intents/answer-intent";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});
// No jitter: our own waits between tries take no time.
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

const day = 86_400;

/** A customer ten days on Pro, at a merchant who puts cheaper plans off to the period's end; and a click on Starter. */
async function setUp(over: Parameters<typeof makeCustomer>[1] = {}) {
  const merchant = await makeMerchant(sandbox, (listed) => ({
    subscription_update: {
      ...listed,
      schedule_at_period_end: {
        conditions: [{ type: "decreasing_item_amount" }, { type: "shortening_interval" }],
      },
    },
  }));
  const items = [{ price: merchant.prices.pro, quantity: 3, metadata: { desk: "7" } }];
  const customer = await makeCustomer(merchant, { items, ...over });
  const { context } = await openSession(merchant, customer.id);
  const input = { subscription: customer.subscription, price: merchant.prices.starter };
  const { preview, expected } = await previewOf(context, "change_plan", input);
  if (preview.kind !== "change_plan") throw new Error("another preview");
  const click = { nonce: randomUUID(), expected };
  const confirm = () => tryAction(context, "change_plan", input, click);
  const give = async (id: string) => {
    const intent = await findIntent(merchant.id, context.session.id, id);
    if (intent === null) throw new Error("There is no intent.");
    return answerIntent(intent);
  };
  merchant.account.forget();
  return { merchant, customer, context, input, preview, expected, confirm, give };
}

async function read({ account: { stripe } }: TestMerchant, { id, subscription }: TestCustomer) {
  const { items, schedule } = await stripe.subscriptions.retrieve(subscription, {
    expand: ["schedule"],
  });
  const invoices = await stripe.invoices.list({ customer: id });
  return {
    items: items.data.map(({ price, quantity }) => [price.id, quantity]),
    schedule: typeof schedule === "string" ? null : schedule,
    invoices: invoices.data.length,
  };
}

describe("a change to a cheaper plan", () => {
  it("is shown for the period's end, with nothing due now and the first invoice of the new plan", async () => {
    const { merchant, customer, preview, expected } = await setUp();
    const { items } = await merchant.account.stripe.subscriptions.retrieve(customer.subscription);
    const ends = items.data[0]?.current_period_end;
    expect(preview).toMatchObject({
      billed: "next",
      dueNow: { amount: 0 },
      effectiveAt: ends,
      next: { at: ends, amount: { amount: 3600, currency: "usd" } },
      to: { price: merchant.prices.starter, quantity: 3 },
      parts: [{ name: "Starter", price: merchant.prices.starter, quantity: 3 }],
      needs: [],
    });
    expect(expected).toMatchObject({ amount: null, prorationDate: null });
  });

  it("is written down once: nothing changes and nothing is charged before", async () => {
    const { merchant, customer, confirm } = await setUp();
    const first = await confirm();
    expect(first).toMatchObject({ status: 200, answer: { outcome: "scheduled" } });
    expect(await confirm()).toMatchObject({ answer: { outcome: "scheduled" } });
    expect(merchant.account.writes()).toHaveLength(2);
    const { items, schedule, invoices } = await read(merchant, customer);
    expect({ items, invoices }).toEqual({ items: [[merchant.prices.pro, 3]], invoices: 1 });
    expect(schedule).toMatchObject({
      end_behavior: "release",
      metadata: { portico_intent: "answer" in first ? first.answer.intent : "" },
      phases: [
        { items: [{ price: merchant.prices.pro, quantity: 3, metadata: { desk: "7" } }] },
        { items: [{ price: merchant.prices.starter, quantity: 3, metadata: { desk: "7" } }] },
      ],
    });
    expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 1, outbox: 1 });
  });

  it("is in the view, in the way of another, and taken back by its customer", async () => {
    const { merchant, customer, context, input, confirm } = await setUp();
    const done = await confirm();
    const view = "answer" in done ? done.answer.view : undefined;
    expect(view?.subscriptions[0]).toMatchObject({
      horizon: { kind: "changes", to: { productName: "Starter" } },
      actions: {
        change_plan: { allowed: false, reason: "change_scheduled" },
        undo_change: { allowed: true },
      },
    });
    expect(await tryAction(context, "change_plan", input)).toMatchObject({
      status: 409,
      error: { error: { code: "subscription_state" }, reason: "change_scheduled" },
    });
    const { subscription } = customer;
    expect(await tryAction(context, "undo_change", { subscription })).toMatchObject({
      answer: { outcome: "applied" },
    });
    expect((await read(merchant, customer)).schedule).toBeNull();
    expect(await tryAction(context, "change_plan", input)).toMatchObject({
      answer: { outcome: "scheduled" },
    });
  });

  it("is made and charged as it was shown, with what the subscription bears", async () => {
    const { merchant, customer, ...made } = await setUpTaxed();
    expect(await made.confirm()).toMatchObject({ answer: { outcome: "scheduled" } });
    const { stripe } = merchant.account;
    const ends = made.preview.effectiveAt ?? 0;
    // Stripe lets a clock go so far at once, and no further.
    const steps = Array.from({ length: 7 }, (_, step) => ends - (7 - step) * 50 * day);
    for (const frozen_time of [...steps, ends + 2 * 3600, ends + day + 1]) {
      await stripe.testHelpers.testClocks.advance(made.clock, { frozen_time });
    }
    const changed = await stripe.subscriptions.retrieve(customer.subscription, {
      expand: ["latest_invoice"],
    });
    expect(changed.items.data[0]).toMatchObject({
      price: { id: merchant.prices.starter },
      quantity: 1,
    });
    expect(changed.latest_invoice).toMatchObject({
      status: "paid",
      amount_paid: made.preview.next?.amount.amount,
    });
    expect(changed.discounts).toHaveLength(1);
    expect(changed.default_tax_rates).toHaveLength(1);
    // Nothing of it is left in the way.
    expect(changed.schedule).toBeNull();
  });
});

/** The same on a test clock, with a discount, a tax and a yearly period that shortens. */
async function setUpTaxed() {
  const made = await makeMerchant(sandbox, (listed) => ({
    subscription_update: {
      ...listed,
      schedule_at_period_end: { conditions: [{ type: "shortening_interval" }] },
    },
  }));
  const { stripe } = made.account;
  const start = Math.floor(Date.now() / 1000) - 40 * day;
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start });
  const { id } = await stripe.customers.create({
    test_clock: clock.id,
    payment_method: "pm_card_visa",
    invoice_settings: { default_payment_method: "pm_card_visa" },
  });
  const tax = await stripe.taxRates.create({
    display_name: "VAT",
    percentage: 7.25,
    inclusive: false,
  });
  const coupon = await stripe.coupons.create({ percent_off: 33.33, duration: "forever" });
  const subscription = await stripe.subscriptions.create({
    customer: id,
    items: [{ price: made.prices.proYear }],
    default_tax_rates: [tax.id],
    discounts: [{ coupon: coupon.id }],
  });
  const { context } = await openSession(made, id);
  const input = { subscription: subscription.id, price: made.prices.starter };
  const { preview } = await previewOf(context, "change_plan", input);
  if (preview.kind !== "change_plan") throw new Error("another preview");
  const customer = { id, subscription: subscription.id, item: "", card: "", otherCard: "" };
  const confirm = () => tryAction(context, "change_plan", input);
  return { merchant: made, customer, preview, confirm, clock: clock.id };
}

const create = "/v1/subscription_schedules";
const fill = "/v1/subscription_schedules/";

describe("when a call for it fails", () => {
  it.each<[string, Trouble]>([
    ["creating, not done", { kind: "status-before", pathPrefix: create }],
    ["creating, done", { kind: "status-after", pathPrefix: create }],
    ["filling, not done", { kind: "status-before", pathPrefix: fill }],
    ["filling, done", { kind: "status-after", pathPrefix: fill }],
    ["creating, cut off", { kind: "reset-after", times: 2, pathPrefix: create }],
    ["filling, cut off", { kind: "reset-after", times: 2, pathPrefix: fill }],
  ])("%s: it is being checked, and then scheduled once", async (_what, trouble) => {
    const { merchant, customer, context, confirm, give } = await setUp();
    merchant.account.arm({ method: "POST", ...trouble });
    const told = await confirm();
    expect(told).toMatchObject({ status: 202, answer: { outcome: "checking" } });
    const id = "answer" in told ? told.answer.intent : "";
    expect((await give(id)).outcome).toBe("scheduled");
    const { schedule, items } = await read(merchant, customer);
    expect(schedule).toMatchObject({ status: "active", metadata: { portico_intent: id } });
    expect(items).toEqual([[merchant.prices.pro, 3]]);
    const { data } = await merchant.account.stripe.subscriptionSchedules.list({
      customer: customer.id,
    });
    expect(data).toHaveLength(1);
    expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 1, outbox: 1 });
    expect(context.session.customerId).toBe(customer.id);
  });

  it.each([
    [400, "subscription_state", 409],
    [401, "merchant_unavailable", 503],
    [403, "merchant_unavailable", 503],
  ])("filling, refused with %d: nothing is left", async (status, code, http) => {
    const { merchant, customer, confirm } = await setUp();
    const before = await read(merchant, customer);
    merchant.account.arm({ kind: "status-before", status, pathPrefix: fill });
    expect(await confirm()).toMatchObject({ status: http, error: { error: { code } } });
    expect(await read(merchant, customer)).toEqual(before);
    expect(before.schedule).toBeNull();
    expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 0, outbox: 0 });
  });

  it("half made and not allowed any more: it is let go of, and nothing was done", async () => {
    const { merchant, customer, confirm, give } = await setUp();
    merchant.account.arm({ kind: "status-before", pathPrefix: fill });
    const told = await confirm();
    const id = "answer" in told ? told.answer.intent : "";
    const configuration = await findDefaultConfiguration(merchant.id, false);
    const document = configurationSchema.parse({
      features: { subscription_update: { enabled: false } },
    });
    await updateConfiguration(merchant.id, false, configuration?.id ?? "", { document });
    expect(await give(id)).toMatchObject({
      outcome: "failed",
      error: { code: "feature_disabled" },
    });
    expect((await read(merchant, customer)).schedule).toBeNull();
  });

  it("leaves a schedule alone that somebody else made meanwhile", async () => {
    const { merchant, customer, confirm } = await setUp();
    const { stripe } = merchant.account;
    merchant.account.arm({ kind: "status-before", pathPrefix: create });
    expect(await confirm()).toMatchObject({ status: 202 });
    const theirs = await stripe.subscriptionSchedules.create({
      from_subscription: customer.subscription,
    });
    expect(await confirm()).toMatchObject({ status: 202 });
    expect((await read(merchant, customer)).schedule).toMatchObject({
      id: theirs.id,
      status: "active",
      metadata: {},
    });
  });
});

describe("two actions at once", () => {
  it("one of two changes is made", async () => {
    const { merchant, customer, context, confirm } = await setUp();
    const dearer = { subscription: customer.subscription, price: merchant.prices.proYear };
    const { expected } = await previewOf(context, "change_plan", dearer);
    const [a, b] = await Promise.all([
      confirm(),
      tryAction(context, "change_plan", dearer, { expected }),
    ]);
    expect([a, b].filter((tried) => tried.status === 200)).toHaveLength(1);
    const refused = [a, b].find((tried) => tried.status !== 200);
    expect(refused).toMatchObject({ status: 409 });
  });
});
