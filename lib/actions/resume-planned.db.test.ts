import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { openSession } from "@/scripts/testing/make-session";
import { revokeSession } from "@/scripts/testing/revoke-session";
import { countTrail } from "@/scripts/testing/trail";
import { tryAction } from "@/scripts/testing/try-action";
import { nowSeconds } from "../clock";
import { database } from "../db/client";
import { addInterval } from "../portal/add-interval";
import { setScene } from "./checks/set-scene";
import { resumePlanned } from "./resume-planned";

const day = 86_400;
const month = { unit: "month", count: 1 };

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

type Paused = Awaited<ReturnType<typeof pause>>;

/** A customer of a test clock who has paused for a month, or until it is resumed. */
async function pause(
  input: { readonly interval?: "month" } = { interval: "month" },
  mode: "classic" | "flexible" = "flexible",
) {
  const duration = input.interval ? {} : { duration: { type: "indefinite" as const } };
  const merchant = await makeMerchant(sandbox, () => ({
    subscription_pause: { enabled: true, ...duration },
  }));
  const { stripe } = merchant.account;
  const begun = nowSeconds();
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: begun });
  const { id: customer } = await stripe.customers.create({ test_clock: clock.id });
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer });
  await stripe.customers.update(customer, {
    invoice_settings: { default_payment_method: card.id },
  });
  const { id: subscription } = await stripe.subscriptions.create({
    customer,
    items: [{ price: merchant.prices.starter }],
    billing_mode: { type: mode },
  });
  const session = await openSession(merchant, customer);
  const { context } = session;
  const tried = await tryAction(context, "pause_subscription", { subscription, ...input });
  expect(tried).toMatchObject({ status: 200, answer: { outcome: "applied" } });
  const pass = (days: number) =>
    stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: begun + days * day });
  const resumesAt = addInterval(begun, month) ?? 0;
  return { merchant, context, customer, subscription, pass, resumesAt, begun };
}

function read({ merchant, subscription }: Paused) {
  return merchant.account.stripe.subscriptions.retrieve(subscription);
}

async function countResumptions({ merchant, customer }: Paused): Promise<number> {
  const { data } = await merchant.account.stripe.invoices.list({ customer, limit: 100 });
  return data.filter(({ billing_reason: reason, total }) => {
    return reason === "subscription_update" && total > 0;
  }).length;
}

function listDates({ id: merchantId }: TestMerchant, settled: boolean) {
  return database().plannedResume.count({
    where: { merchantId, settledAt: settled ? { not: null } : null },
  });
}

describe("a flexible subscription that was paused for a month", () => {
  it("says when it goes on, and stays paused until that day has come by the customer's time", async () => {
    const paused = await pause();
    const { view } = await setScene(paused.context, { upcoming: "none" });
    const { horizon } = view.subscriptions[0] ?? {};
    expect(horizon).toMatchObject({ kind: "paused" });
    const at = horizon?.kind === "paused" ? (horizon.resumesAt ?? 0) : 0;
    expect(Math.abs(at - paused.resumesAt)).toBeLessThan(60);
    await paused.pass(27);
    await resumePlanned();
    expect((await read(paused)).status).toBe("paused");
    expect(await listDates(paused.merchant, false)).toBe(1);
  });

  it("is resumed once on that day, by however many processes, with one invoice and one trail", async () => {
    const paused = await pause();
    await paused.pass(32);
    await Promise.all(Array.from({ length: 5 }, () => resumePlanned()));
    await resumePlanned();
    expect((await read(paused)).status).toBe("active");
    expect(await countResumptions(paused)).toBe(1);
    expect(await listDates(paused.merchant, false)).toBe(0);
    // The pause and the resumption.
    expect(await countTrail(paused.merchant.id)).toEqual({ audit: 2, events: 2, outbox: 2 });
  });

  it("is resumed on that day though its session was revoked and pausing was switched off since", async () => {
    const paused = await pause();
    const { merchant, context } = paused;
    await revokeSession(merchant.id, context.session.id);
    await database().$executeRaw`
      UPDATE configurations
      SET document = jsonb_set(document, '{features,subscription_pause,enabled}', 'false')
      WHERE merchant_id = ${merchant.id}`;
    await paused.pass(32);
    await resumePlanned();
    expect((await read(paused)).status).toBe("active");
  });

  it("that was resumed earlier is left alone on that day", async () => {
    const paused = await pause();
    const { context, subscription, merchant } = paused;
    const tried = await tryAction(context, "resume_subscription", { subscription });
    expect(tried).toMatchObject({ status: 200, answer: { outcome: "applied" } });
    expect(await listDates(merchant, true)).toBe(1);
    await paused.pass(32);
    merchant.account.forget();
    await resumePlanned();
    expect(merchant.account.writes()).toEqual([]);
  });

  it("that was resumed elsewhere and paused anew for another reason stays paused, without a date", async () => {
    const paused = await pause();
    const { merchant, subscription, context } = paused;
    await merchant.account.stripe.subscriptions.resume(subscription, {
      payment_behavior: "resume_on_payment_success",
    });
    await paused.pass(5);
    await merchant.account.stripe.subscriptions.pause(subscription);
    const { view } = await setScene(context, { upcoming: "none" });
    expect(view.subscriptions[0]?.horizon).toEqual({ kind: "paused", resumesAt: null });
    await paused.pass(32);
    await resumePlanned();
    expect((await read(paused)).status).toBe("paused");
    expect(await listDates(merchant, false)).toBe(0);
  });

  it("that was canceled meanwhile is left alone", async () => {
    const paused = await pause();
    await paused.merchant.account.stripe.subscriptions.cancel(paused.subscription);
    await paused.pass(32);
    await resumePlanned();
    expect((await read(paused)).status).toBe("canceled");
    expect(await listDates(paused.merchant, false)).toBe(0);
  });

  it("whose card is declined on that day stays paused until the invoice is paid, and is billed once", async () => {
    const paused = await pause();
    const { merchant, customer, subscription } = paused;
    const { stripe } = merchant.account;
    // What was given back for the paused time would pay for it.
    const found = await stripe.customers.retrieve(customer);
    const balance = found.deleted ? 0 : found.balance;
    await stripe.customers.createBalanceTransaction(customer, {
      amount: -balance,
      currency: "usd",
    });
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    await stripe.customers.update(customer, {
      invoice_settings: { default_payment_method: bad.id },
    });
    await paused.pass(32);
    await resumePlanned();
    await resumePlanned();
    expect((await read(paused)).status).toBe("paused");
    const { data } = await stripe.invoices.list({ subscription, status: "open" });
    expect(data).toHaveLength(1);
    const good = await stripe.paymentMethods.attach("pm_card_visa", { customer });
    await stripe.invoices.pay(data[0]?.id ?? "", { payment_method: good.id });
    expect((await read(paused)).status).toBe("active");
  });
});

describe("a pause that cannot be ended", () => {
  /** As if its date had come so many days ago. */
  const age = ({ merchant }: Paused, days: number) =>
    database().$executeRaw`
      UPDATE planned_resumes SET resume_at = now() - make_interval(days => ${days})
      WHERE merchant_id = ${merchant.id}`;

  it("is given up after a week of refusals, and not before", async () => {
    const paused = await pause();
    const { account } = paused.merchant;
    account.arm({ status: 400, code: "resource_missing", times: 100 });
    await age(paused, 6);
    await paused.pass(32);
    await resumePlanned();
    expect(await listDates(paused.merchant, false)).toBe(1);
    await age(paused, 8);
    await resumePlanned();
    expect(await listDates(paused.merchant, false)).toBe(0);
    account.disarm();
    account.forget();
    await resumePlanned();
    expect(account.seen).toEqual([]);
  });

  it("is not given up that soon when Stripe could not be asked", async () => {
    const paused = await pause();
    const { account } = paused.merchant;
    account.arm({ method: "GET", status: 500, times: 100 });
    await age(paused, 8);
    await resumePlanned();
    expect(await listDates(paused.merchant, false)).toBe(1);
    await age(paused, 31);
    await resumePlanned();
    expect(await listDates(paused.merchant, false)).toBe(0);
  });

  it("is resumed although its date came weeks ago, when nobody looked before", async () => {
    const paused = await pause();
    await age(paused, 40);
    await paused.pass(32);
    await resumePlanned();
    expect((await read(paused)).status).toBe("active");
  });
});

it("does not ask Stripe again and again whether a date of test mode has come", async () => {
  const { merchant } = await pause();
  const { account } = merchant;
  account.forget();
  await resumePlanned();
  const { length } = account.seen;
  expect(length).toBeGreaterThan(0);
  await resumePlanned();
  await resumePlanned();
  expect(account.seen).toHaveLength(length);
});

describe("no date is planned", () => {
  it("for a pause until it is resumed", async () => {
    const { merchant, context } = await pause({});
    expect(await listDates(merchant, false)).toBe(0);
    const { view } = await setScene(context, { upcoming: "none" });
    expect(view.subscriptions[0]?.horizon).toEqual({ kind: "paused", resumesAt: null });
  });

  it("where Stripe itself ends the pause", async () => {
    const paused = await pause({ interval: "month" }, "classic");
    expect(await listDates(paused.merchant, false)).toBe(0);
    const { pause_collection: held } = await read(paused);
    expect(held?.behavior).toBe("void");
    expect(Math.abs((held?.resumes_at ?? 0) - paused.resumesAt)).toBeLessThan(60);
  });
});
