import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession, type TestCustomer } from "@/scripts/testing/make-session";
import { countTrail } from "@/scripts/testing/trail";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import { findIntent } from "../../db/intents";
import { answerIntent } from "../intents/answer-intent";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

/** A customer on Starter, ten days paid, whose default card is now `card`; and a click on Pro. */
async function setUp(card: string) {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeCustomer(merchant);
  const { stripe } = merchant.account;
  const { id } = await stripe.paymentMethods.attach(card, { customer: customer.id });
  await stripe.customers.update(customer.id, {
    invoice_settings: { default_payment_method: id },
  });
  const { context } = await openSession(merchant, customer.id);
  const input = { subscription: customer.subscription, price: merchant.prices.pro };
  const { preview, expected } = await previewOf(context, "change_plan", input);
  const click = { nonce: randomUUID(), expected };
  const confirm = () => tryAction(context, "change_plan", input, click);
  return { merchant, customer, context, input, preview, confirm };
}

/** All that Stripe could have kept of a change: its items, its bills, what waits for the next bill. */
async function readBilling({ account: { stripe } }: TestMerchant, customer: TestCustomer) {
  const { items, status, pending_update } = await stripe.subscriptions.retrieve(
    customer.subscription,
  );
  const invoices = await stripe.invoices.list({ customer: customer.id });
  const waiting = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
  const { balance } = await stripe.customers.retrieve(customer.id).then((found) => {
    if (found.deleted) throw new Error("The customer is gone.");
    return found;
  });
  return {
    status,
    balance,
    pending: pending_update,
    prices: items.data.map(({ price }) => price.id),
    invoices: invoices.data.map((invoice) => [invoice.id, invoice.status, invoice.amount_paid]),
    waiting: waiting.data.length,
  };
}

describe("a plan change whose card is declined", () => {
  const card = "pm_card_chargeCustomerFail";

  it("is refused as declined, and nothing at all has changed", async () => {
    const { merchant, customer, preview, confirm } = await setUp(card);
    if (preview.kind !== "change_plan") throw new Error("another preview");
    expect(preview.dueNow.amount).toBeGreaterThan(0);
    const before = await readBilling(merchant, customer);
    expect(await confirm()).toMatchObject({
      status: 402,
      error: { error: { code: "card_declined", type: "card_error" } },
    });
    expect(await readBilling(merchant, customer)).toEqual(before);
    expect(before).toMatchObject({ status: "active", prices: [merchant.prices.starter] });
    expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 0, outbox: 0 });
  });

  it("is told the same when it is told again, and charges nobody", async () => {
    const { merchant, confirm } = await setUp(card);
    const first = await confirm();
    expect(await confirm()).toEqual(first);
    expect(merchant.account.writes()).toHaveLength(1);
  });

  it("is done by a new click after another card was chosen", async () => {
    const { merchant, customer, context, input, preview, confirm } = await setUp(card);
    if (preview.kind !== "change_plan") throw new Error("another preview");
    await confirm();
    const chosen = { payment_method: customer.otherCard };
    expect(await tryAction(context, "set_default_payment_method", chosen)).toMatchObject({
      answer: { outcome: "applied" },
    });
    expect(await tryAction(context, "change_plan", input)).toMatchObject({
      answer: { outcome: "applied" },
    });
    const { invoices, prices } = await readBilling(merchant, customer);
    expect(prices).toEqual([merchant.prices.pro]);
    expect(invoices).toHaveLength(2);
    expect(invoices[0]).toEqual([expect.any(String), "paid", expect.any(Number)]);
  });
});

describe.each([
  ["asks for 3-D Secure", "pm_card_threeDSecure2Required"],
  ["asks for authentication each time", "pm_card_authenticationRequired"],
])("a plan change whose card %s", (_what, card) => {
  async function ask() {
    const made = await setUp(card);
    const { merchant, customer, confirm } = made;
    const asked = await confirm();
    if (!("answer" in asked)) throw new Error("It was refused.");
    const { stripe } = merchant.account;
    const subscription = await stripe.subscriptions.retrieve(customer.subscription);
    const invoice = String(subscription.latest_invoice);
    const pay = () => stripe.invoices.pay(invoice, { payment_method: customer.otherCard });
    const give = async () => {
      const intent = await findIntent(merchant.id, made.context.session.id, asked.answer.intent);
      if (intent === null) throw new Error("There is no intent.");
      return answerIntent(intent);
    };
    return { ...made, ...asked, stripe, invoice, pay, give };
  }

  it("waits for the customer: nothing is charged, and the plan stays until it is", async () => {
    const { merchant, customer, preview, answer, context, input } = await ask();
    expect(answer).toMatchObject({ outcome: "requires_action" });
    expect(answer.client_secret).toMatch(/_secret_/);
    const now = await readBilling(merchant, customer);
    expect(now).toMatchObject({ status: "active", prices: [merchant.prices.starter] });
    expect(now.pending).not.toBeNull();
    expect(now.invoices[0]).toEqual([expect.any(String), "open", 0]);
    if (preview.kind !== "change_plan") throw new Error("another preview");
    const { amount_due: due } = await merchant.account.stripe.invoices.retrieve(
      String(now.invoices[0]?.[0]),
    );
    expect(due).toBe(preview.dueNow.amount);
    // Nothing is told to others, and no other change can be made.
    expect(await countTrail(merchant.id)).toEqual({ audit: 0, events: 0, outbox: 0 });
    expect(await tryAction(context, "change_plan", input)).toMatchObject({
      status: 409,
      error: { error: { code: "subscription_state" }, reason: "change_pending" },
    });
  });

  it("is told the same when it is told again, and asked for once", async () => {
    const { merchant, confirm } = await ask();
    expect(await confirm()).toMatchObject({ answer: { outcome: "requires_action" } });
    expect(merchant.account.writes()).toHaveLength(2);
  });

  it("is made, and told once, when the customer has paid", async () => {
    const { merchant, customer, pay, give, confirm } = await ask();
    expect((await give()).outcome).toBe("requires_action");
    await pay();
    expect((await give()).outcome).toBe("applied");
    expect((await give()).outcome).toBe("applied");
    expect(await confirm()).toMatchObject({ answer: { outcome: "applied" } });
    expect((await readBilling(merchant, customer)).prices).toEqual([merchant.prices.pro]);
    expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 1, outbox: 1 });
  });

  it("has failed, and nothing has changed, when it was given up", async () => {
    const { merchant, customer, stripe, invoice, give } = await ask();
    await stripe.invoices.voidInvoice(invoice);
    expect(await give()).toMatchObject({ outcome: "failed", error: { code: "card_declined" } });
    const { prices, pending } = await readBilling(merchant, customer);
    expect({ prices, pending }).toEqual({ prices: [merchant.prices.starter], pending: null });
    expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 0, outbox: 0 });
  });

  it.each(["status-before", "status-after"] as const)(
    "is found out when the answer about the waiting change is lost: %s",
    async (kind) => {
      const { merchant, customer, confirm } = await setUp(card);
      const { account } = merchant;
      // The first write is refused by the bank; the second one is lost.
      account.arm({
        isDone: true,
        instead: (truth = new Response()) => {
          account.arm({ kind, pathPrefix: "/v1/subscriptions/" });
          return truth;
        },
      });
      expect(await confirm()).toMatchObject({ status: 202, answer: { outcome: "checking" } });
      expect(await confirm()).toMatchObject({ answer: { outcome: "requires_action" } });
      const { pending, invoices } = await readBilling(merchant, customer);
      expect(pending).not.toBeNull();
      expect(invoices).toHaveLength(2);
    },
  );
});

it("a plan change billed with the next invoice asks no bank", async () => {
  const merchant = await makeMerchant(sandbox, (listed) => ({
    subscription_update: { ...listed, proration_behavior: "create_prorations" },
  }));
  const customer = await makeCustomer(merchant);
  const { stripe } = merchant.account;
  const { id } = await stripe.paymentMethods.attach("pm_card_threeDSecure2Required", {
    customer: customer.id,
  });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: id } });
  const { context } = await openSession(merchant, customer.id);
  const input = { subscription: customer.subscription, price: merchant.prices.pro };
  expect(await tryAction(context, "change_plan", input)).toMatchObject({
    answer: { outcome: "applied" },
  });
  const { waiting, invoices, prices } = await readBilling(merchant, customer);
  expect({ waiting, invoices: invoices.length, prices }).toEqual({
    waiting: 2,
    invoices: 1,
    prices: [merchant.prices.pro],
  });
});
