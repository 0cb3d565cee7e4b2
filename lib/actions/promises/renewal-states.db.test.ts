import type Stripe from "stripe";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { openSession } from "@/scripts/testing/make-session";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import { nowSeconds } from "../../clock";
import { setScene } from "../checks/set-scene";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

const day = 86_400;

/** A customer of a test clock on Starter for forty days; `card` is the default since the second day. */
async function subscribe(merchant: TestMerchant, card: string) {
  const { stripe } = merchant.account;
  const start = nowSeconds() - 40 * day;
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start });
  const { id: customer } = await stripe.customers.create({ test_clock: clock.id });
  const charge = async (name: string) => {
    const { id } = await stripe.paymentMethods.attach(name, { customer });
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
  };
  const advanceTo = async (frozen_time: number) => {
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time });
    const isReady = async () =>
      expect((await stripe.testHelpers.testClocks.retrieve(clock.id)).status).toBe("ready");
    await vi.waitFor(isReady, { timeout: 20_000 });
  };
  await charge("pm_card_visa");
  const items = [{ price: merchant.prices.starter }];
  const { id: subscription, ...made } = await stripe.subscriptions.create({ customer, items });
  await advanceTo(start + 2 * day);
  await charge(card);
  const renewsAt = made.items.data[0]?.current_period_end ?? 0;
  return { customer, subscription, renewsAt, charge, advanceTo };
}

async function listInvoices({ account: { stripe } }: TestMerchant, customer: string) {
  const { data } = await stripe.invoices.list({ customer });
  return data.map(({ status, billing_reason: reason, amount_due: amount }: Stripe.Invoice) => ({
    status,
    reason,
    amount,
  }));
}

describe("in the hour in which a renewal is a draft", () => {
  it("the draft is not shown, the plan can be changed, and what is shown is what is charged", async () => {
    const merchant = await makeMerchant(sandbox);
    const { customer, subscription, renewsAt, advanceTo } = await subscribe(
      merchant,
      "pm_card_visa",
    );
    await advanceTo(renewsAt + 600);
    expect((await listInvoices(merchant, customer))[0]).toMatchObject({ status: "draft" });
    const { context } = await openSession(merchant, customer);
    const { view } = await setScene(context, { upcoming: "all" });
    expect(view.subscriptions[0]).toMatchObject({ status: "active" });
    expect(view.attention).toEqual([]);
    expect(view.invoices?.list.map(({ status }) => status)).toEqual(["paid"]);

    const input = { subscription, price: merchant.prices.pro };
    const { preview, expected } = await previewOf(context, "change_plan", input);
    if (preview.kind !== "change_plan") throw new Error("another preview");
    expect(preview.next?.amount.amount).toBe(4800);
    expect(await tryAction(context, "change_plan", input, { expected })).toMatchObject({
      answer: { outcome: "applied" },
    });
    expect(await listInvoices(merchant, customer)).toEqual([
      { status: "paid", reason: "subscription_update", amount: preview.dueNow.amount },
      { status: "draft", reason: "subscription_cycle", amount: 1200 },
      { status: "paid", reason: "subscription_create", amount: 1200 },
    ]);
    await advanceTo(renewsAt + 2 * 3600);
    expect((await listInvoices(merchant, customer))[1]).toMatchObject({ status: "paid" });
  });
});

describe.each([
  ["was declined", "pm_card_chargeCustomerFail"],
  ["waits for 3-D Secure", "pm_card_authenticationRequired"],
])("when a renewal %s", (_what, card) => {
  async function setUp() {
    const merchant = await makeMerchant(sandbox);
    const made = await subscribe(merchant, card);
    await made.advanceTo(made.renewsAt + 2 * 3600);
    const { context } = await openSession(merchant, made.customer);
    return { merchant, ...made, context };
  }

  it("is told with the page where it can be paid; no plan can be changed until it is", async () => {
    const { merchant, customer, subscription, context } = await setUp();
    const { view } = await setScene(context, { upcoming: "all" });
    const [owed] = (await merchant.account.stripe.invoices.list({ customer, status: "open" })).data;
    expect(owed?.amount_remaining).toBe(1200);
    expect(view.attention).toEqual([
      { kind: "past_due", subscriptionId: subscription, payUrl: owed?.hosted_invoice_url },
    ]);
    const input = { subscription, price: merchant.prices.pro };
    expect(await tryAction(context, "change_plan", input)).toMatchObject({
      status: 409,
      error: { error: { code: "subscription_state" }, reason: "past_due" },
    });
  });

  it("is well again once it is paid", async () => {
    const { merchant, customer, subscription, context, charge } = await setUp();
    const { stripe } = merchant.account;
    const [owed] = (await stripe.invoices.list({ customer, status: "open" })).data;
    await charge("pm_card_visa");
    await stripe.invoices.pay(owed?.id ?? "");
    const { view } = await setScene(context, { upcoming: "all" });
    expect(view.attention).toEqual([]);
    const input = { subscription, price: merchant.prices.pro };
    expect(await tryAction(context, "change_plan", input)).toMatchObject({
      answer: { outcome: "applied" },
    });
  });
});
