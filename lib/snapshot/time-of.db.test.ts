import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { openSession } from "@/scripts/testing/make-session";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import { nowSeconds } from "../clock";
import { buildPortalView } from "../portal/build-portal-view";
import { loadSnapshot } from "./load-snapshot";
import { scopeOf } from "./scope-of";
import { timeOf } from "./time-of";

const day = 86_400;

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

/** A customer on Starter, or on trial, whose test clock has come from now to `days` later. */
async function makeClocked(days: number, trial?: number) {
  const merchant = await makeMerchant(sandbox, (listed) => ({ subscription_update: listed }));
  const { stripe } = merchant.account;
  const begun = nowSeconds();
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: begun });
  const { id } = await stripe.customers.create({ test_clock: clock.id });
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: id });
  const subscription = await stripe.subscriptions.create({
    customer: id,
    items: [{ price: merchant.prices.starter }],
    default_payment_method: card.id,
    ...(trial === undefined ? {} : { trial_period_days: trial }),
  });
  const arrived = begun + days * day;
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: arrived });
  const { context } = await openSession(merchant, id);
  return { merchant, context, subscription: subscription.id, customer: id, arrived };
}

async function look({ context }: Pick<Awaited<ReturnType<typeof makeClocked>>, "context">) {
  const snapshot = await loadSnapshot(scopeOf(context), { upcoming: "earliest" });
  const { session, configuration } = context;
  const view = buildPortalView({ session, configuration, snapshot, now: timeOf(snapshot) });
  return { snapshot, view };
}

describe("a customer on a test clock", () => {
  it("is told of a trial's end by the time of the clock", async () => {
    const early = await makeClocked(10, 22);
    expect((await look(early)).view.attention).toEqual([]);
    const late = await makeClocked(20, 22);
    const { snapshot, view } = await look(late);
    expect(timeOf(snapshot)).toBeCloseTo(late.arrived, -1);
    expect(view.attention).toEqual([
      { kind: "trial_ending", subscriptionId: late.subscription, at: late.arrived + 2 * day },
    ]);
  });

  it("pays for a change of plan from the time of the clock on, what was shown", async () => {
    const { merchant, context, subscription, customer, arrived } = await makeClocked(40);
    const input = { subscription, price: merchant.prices.pro };
    const { preview, expected } = await previewOf(context, "change_plan", input);
    expect(expected.prorationDate).toBeGreaterThanOrEqual(arrived);
    expect(expected.prorationDate).toBeLessThan(arrived + 60);
    const tried = await tryAction(context, "change_plan", input, { expected });
    expect(tried).toMatchObject({ status: 200, answer: { outcome: "applied" } });
    const [invoice] = (await merchant.account.stripe.invoices.list({ customer })).data;
    expect(invoice).toMatchObject({ status: "paid", amount_paid: expected.amount });
    expect(preview).toMatchObject({ dueNow: { amount: expected.amount, currency: "usd" } });
    // The second period began ten days ago or a little less: two thirds of $36.00 are left to pay.
    expect(expected.amount).toBeGreaterThan(2200);
    expect(expected.amount).toBeLessThan(2700);
  });
});

describe("a customer without one", () => {
  it("lives by everybody's time", async () => {
    const merchant = await makeMerchant(sandbox);
    const { id } = await merchant.account.stripe.customers.create({});
    const { context } = await openSession(merchant, id);
    expect((await look({ context })).snapshot.timeAhead).toBe(0);
  });
});

describe("a scheduled change", () => {
  it("is shown, in the list and as the target of an action, and left out where the key may not read it", async () => {
    const merchant = await makeMerchant(sandbox);
    const { stripe } = merchant.account;
    const { id } = await stripe.customers.create({});
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: id });
    const { prices } = merchant;
    const { id: subscription } = await stripe.subscriptions.create({
      customer: id,
      items: [{ price: prices.pro }],
      default_payment_method: card.id,
    });
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription });
    const [running = expect.fail()] = schedule.phases;
    const { start_date, end_date } = running;
    await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { items: [{ price: prices.pro, quantity: 1 }], start_date, end_date },
        { items: [{ price: prices.starter, quantity: 1 }], duration: { interval: "month" } },
      ],
    });
    const { context } = await openSession(merchant, id);
    const change = { kind: "changes", at: end_date, to: { productName: "Starter" } };
    const { view } = await look({ context });
    expect(view.subscriptions).toMatchObject([{ name: "Pro", horizon: change }]);
    const target = await loadSnapshot(scopeOf(context), { target: subscription });
    expect(target.subscriptions.data).toMatchObject([{ scheduled: { at: end_date } }]);

    const pathPrefix = "/v1/subscriptions";
    merchant.account.arm({ method: "GET", pathPrefix, status: 403, times: 1 });
    expect((await look({ context })).view.subscriptions).toMatchObject([{ name: "Pro" }]);
  });
});
