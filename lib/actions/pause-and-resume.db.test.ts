import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import { database } from "../db/client";
import { findIntent } from "../db/intents";
import { answerIntent } from "./intents/answer-intent";
import { reconcileIntent } from "./intents/reconcile-intent";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

const classic = { billing_mode: { type: "classic" } } as const;
const flexible = { billing_mode: { type: "flexible" } } as const;

async function setUp(mode: typeof classic | typeof flexible) {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeCustomer(merchant, mode);
  const { context } = await openSession(merchant, customer.id);
  const { stripe } = merchant.account;
  const { subscription } = customer;
  const month = { subscription, interval: "month" };
  const retrieve = () => stripe.subscriptions.retrieve(subscription);
  const giveCard = async (card: string) => {
    const { id } = await stripe.paymentMethods.attach(card, { customer: customer.id });
    const invoice_settings = { default_payment_method: id };
    await stripe.customers.update(customer.id, { invoice_settings });
  };
  const readBalance = async () => {
    const found = await stripe.customers.retrieve(customer.id);
    return found.deleted ? 0 : found.balance;
  };
  return {
    merchant,
    customer,
    context,
    stripe,
    subscription,
    month,
    retrieve,
    giveCard,
    readBalance,
  };
}

describe("a pause", () => {
  it("of a flexible subscription gives back what is not used, as a credit that was shown", async () => {
    const { context, month, readBalance, retrieve } = await setUp(flexible);
    const { preview } = await previewOf(context, "pause_subscription", month);
    // Ten of about thirty days of $12.00 are used.
    expect(preview).toMatchObject({ paidTime: "ends", owed: null });
    const credit = preview.kind === "pause_subscription" ? (preview.credit?.amount ?? 0) : 0;
    expect(credit).toBeGreaterThan(700);
    expect(credit).toBeLessThan(900);
    await tryAction(context, "pause_subscription", month);
    expect((await retrieve()).status).toBe("paused");
    expect(Math.abs((await readBalance()) + credit)).toBeLessThanOrEqual(1);
  });

  it("of a classic subscription gives nothing back: its paid time runs on", async () => {
    const { context, month, readBalance, retrieve } = await setUp(classic);
    const { preview } = await previewOf(context, "pause_subscription", month);
    const held = await retrieve();
    expect(preview).toMatchObject({
      paidTime: "runs_on",
      paidUntil: held.items.data[0]?.current_period_end,
      credit: null,
      owed: null,
    });
    const tried = await tryAction(context, "pause_subscription", month);
    expect(tried).toMatchObject({ answer: { outcome: "applied" } });
    expect(await readBalance()).toBe(0);
    const shown = preview.kind === "pause_subscription" ? (preview.resumesAt ?? 0) : 0;
    const { pause_collection: pause, status } = await retrieve();
    expect(status).toBe("active");
    expect(pause?.behavior).toBe("void");
    expect(Math.abs((pause?.resumes_at ?? 0) - shown)).toBeLessThan(60);
  });

  it.each([
    ["another unit", { interval: "year" }],
    ["another number", { interval: "month", interval_count: 2 }],
    ["until it is resumed", {}],
  ])("for %s than is on offer is refused", async (_what, given) => {
    const { context, subscription, retrieve } = await setUp(classic);
    const tried = await tryAction(context, "pause_subscription", { subscription, ...given });
    expect(tried).toMatchObject({
      status: 403,
      error: { error: { code: "feature_disabled", param: "interval" } },
    });
    expect((await retrieve()).pause_collection).toBeNull();
  });
});

describe("a resumption", () => {
  it("of a flexible subscription charges what was shown, less the credit of the pause", async () => {
    const { context, month, subscription, stripe, customer } = await setUp(flexible);
    await tryAction(context, "pause_subscription", month);
    const { preview, expected } = await previewOf(context, "resume_subscription", { subscription });
    expect(preview).toMatchObject({
      paidOn: "confirm",
      next: { amount: { amount: 1200, currency: "usd" } },
    });
    const tried = await tryAction(context, "resume_subscription", { subscription }, { expected });
    expect(tried).toMatchObject({ answer: { outcome: "applied" } });
    const [invoice] = (await stripe.invoices.list({ customer: customer.id })).data;
    expect(invoice).toMatchObject({ status: "paid", total: 1200, amount_paid: expected.amount });
    expect(expected.amount).toBeGreaterThan(0);
    expect(expected.amount).toBeLessThan(1200);
  });

  it("says what is taken off once, and no next payment that only looks like this one", async () => {
    const { context, subscription, stripe } = await setUp(flexible);
    await stripe.subscriptions.pause(subscription);
    const { preview } = await previewOf(context, "resume_subscription", { subscription });
    if (preview.kind !== "resume_subscription") throw new Error("It is another preview.");
    expect(preview.next).toBeNull();
    const lines = preview.bill?.lines ?? [];
    expect(lines.map(({ proration }) => proration)).toEqual([true, false]);
    const total = lines.reduce((sum, { amount }) => sum + amount.amount, 0);
    expect(preview.dueNow?.amount).toBe(total);
  });

  it("without a card makes an invoice to be paid on its page, and waits for that", async () => {
    const { context, subscription, stripe, customer, retrieve } = await setUp(flexible);
    await stripe.subscriptions.pause(subscription, {
      bill_for: { unused_time_from: { type: "none" } },
    });
    await stripe.customers.update(customer.id, {
      invoice_settings: { default_payment_method: "" },
    });
    const { preview } = await previewOf(context, "resume_subscription", { subscription });
    expect(preview).toMatchObject({ paidOn: "page", dueNow: { amount: 1200 } });
    const tried = await tryAction(context, "resume_subscription", { subscription });
    expect(tried).toMatchObject({ answer: { outcome: "requires_action" } });
    expect((await retrieve()).status).toBe("paused");
    expect(await tryAction(context, "resume_subscription", { subscription })).toMatchObject({
      status: 409,
    });
  });

  it.each([
    ["is declined", "pm_card_chargeCustomerFail"],
    ["asks for 3-D Secure", "pm_card_threeDSecure2Required"],
  ])(
    "whose card %s stays paused, is told so, and is done once its invoice is paid",
    async (_what, card) => {
      const { context, merchant, subscription, stripe, customer, retrieve, giveCard } =
        await setUp(flexible);
      await stripe.subscriptions.pause(subscription, {
        bill_for: { unused_time_from: { type: "none" } },
      });
      await giveCard(card);
      const tried = await tryAction(context, "resume_subscription", { subscription });
      if (!("answer" in tried)) throw new Error("It was refused.");
      expect(tried.answer.outcome).toBe("requires_action");
      expect((await retrieve()).status).toBe("paused");
      const [open] = (await stripe.invoices.list({ subscription, status: "open" })).data;
      await stripe.invoices.pay(open?.id ?? "", { payment_method: customer.otherCard });
      expect((await retrieve()).status).toBe("active");
      const intent = await findIntent(merchant.id, context.session.id, tried.answer.intent);
      if (intent === null) throw new Error("There is no intent.");
      expect(await answerIntent(intent)).toMatchObject({ outcome: "applied" });
    },
  );

  it("whose answer was lost while it waits for its payment is told to wait, and makes no other invoice", async () => {
    const { context, merchant, subscription, stripe, retrieve, giveCard } = await setUp(flexible);
    await stripe.subscriptions.pause(subscription, {
      bill_for: { unused_time_from: { type: "none" } },
    });
    await giveCard("pm_card_chargeCustomerFail");
    const { expected } = await previewOf(context, "resume_subscription", { subscription });
    merchant.account.arm({
      kind: "status-after",
      method: "POST",
      pathPrefix: "/v1/subscriptions/",
    });
    const tried = await tryAction(context, "resume_subscription", { subscription }, { expected });
    merchant.account.disarm();
    if (!("answer" in tried)) throw new Error("It was refused.");
    expect(tried.answer.outcome).toBe("checking");
    await database().$executeRaw`
      UPDATE intents SET created_at = created_at - interval '40 seconds'
      WHERE merchant_id = ${merchant.id}`;
    await database().$executeRaw`DELETE FROM leases WHERE merchant_id = ${merchant.id}`;
    const find = async () => {
      const intent = await findIntent(merchant.id, context.session.id, tried.answer.intent);
      if (intent === null) throw new Error("There is no intent.");
      return intent;
    };
    await reconcileIntent(await find());
    expect(await answerIntent(await find())).toMatchObject({ outcome: "requires_action" });
    expect((await retrieve()).status).toBe("paused");
    expect((await stripe.invoices.list({ subscription, status: "open" })).data).toHaveLength(1);
  });
});
