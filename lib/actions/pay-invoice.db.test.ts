import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeInvoiced } from "@/scripts/testing/make-invoiced";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { openSession } from "@/scripts/testing/make-session";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import { database } from "../db/client";
import { reconcileIntent } from "./intents/reconcile-intent";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

async function setUp() {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeInvoiced(merchant);
  const { context } = await openSession(merchant, customer.id);
  const { stripe } = merchant.account;
  const { invoice } = customer;
  return { merchant, customer, context, stripe, invoice };
}

describe("paying an invoice", () => {
  it("shows what is due and the usual card, and charges exactly that", async () => {
    const { customer, context, stripe, invoice } = await setUp();
    const { preview, expected } = await previewOf(context, "pay_invoice", { invoice });
    expect(preview).toMatchObject({
      kind: "pay_invoice",
      amount: { amount: 500, currency: "usd" },
    });
    const tried = await tryAction(context, "pay_invoice", { invoice }, { expected });
    expect(tried).toMatchObject({ status: 200, answer: { outcome: "applied" } });
    const paid = await stripe.invoices.retrieve(invoice);
    expect([paid.status, paid.amount_paid]).toEqual(["paid", 500]);
    const { data } = await stripe.paymentIntents.list({ customer: customer.id, limit: 1 });
    expect(data[0]?.payment_method).toBe(customer.card);
  });

  it("charges another card when that was chosen, and leaves the default as it was", async () => {
    const { customer, context, stripe, invoice } = await setUp();
    const input = { invoice, payment_method: customer.otherCard };
    expect((await tryAction(context, "pay_invoice", input)).status).toBe(200);
    const { data } = await stripe.paymentIntents.list({ customer: customer.id, limit: 1 });
    expect(data[0]?.payment_method).toBe(customer.otherCard);
    const held = await stripe.customers.retrieve(customer.id);
    expect(!held.deleted && held.invoice_settings.default_payment_method).toBe(customer.card);
  });

  it.each(["paid", "void", "uncollectible"] as const)(
    "is refused for one that is %s",
    async (to) => {
      const { context, stripe, invoice } = await setUp();
      const { expected } = await previewOf(context, "pay_invoice", { invoice });
      if (to === "paid") await stripe.invoices.pay(invoice);
      if (to === "void") await stripe.invoices.voidInvoice(invoice);
      if (to === "uncollectible") await stripe.invoices.markUncollectible(invoice);
      const tried = await tryAction(context, "pay_invoice", { invoice }, { expected });
      expect(tried).toMatchObject({ status: 409, error: { error: { code: "invoice_state" } } });
    },
  );

  it("is declined without an effect", async () => {
    const { customer, context, stripe, invoice } = await setUp();
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: customer.id,
    });
    const tried = await tryAction(context, "pay_invoice", { invoice, payment_method: bad.id });
    expect(tried).toMatchObject({ status: 402, error: { error: { code: "card_declined" } } });
    expect((await stripe.invoices.retrieve(invoice)).status).toBe("open");
  });

  it("waits for the customer where their bank asks, and is told once it is paid", async () => {
    const { merchant, customer, context, stripe, invoice } = await setUp();
    const card = await stripe.paymentMethods.attach("pm_card_authenticationRequired", {
      customer: customer.id,
    });
    const tried = await tryAction(context, "pay_invoice", { invoice, payment_method: card.id });
    expect(tried).toMatchObject({ status: 200, answer: { outcome: "requires_action" } });
    if (!("answer" in tried)) throw new Error("refused");
    expect(tried.answer.client_secret).toMatch(/_secret_/);
    const events = () =>
      database().event.count({ where: { merchantId: merchant.id, type: "portico.invoice.paid" } });
    expect(await events()).toBe(0);
    await stripe.invoices.pay(invoice, { payment_method: customer.card });
    const where = { id: tried.answer.intent };
    await reconcileIntent(await database().intent.findUniqueOrThrow({ where }));
    expect(await events()).toBe(1);
  });

  it("is given up a day later when nobody confirmed it", async () => {
    const { customer, context, stripe, invoice } = await setUp();
    const card = await stripe.paymentMethods.attach("pm_card_authenticationRequired", {
      customer: customer.id,
    });
    const tried = await tryAction(context, "pay_invoice", { invoice, payment_method: card.id });
    if (!("answer" in tried)) throw new Error("refused");
    const where = { id: tried.answer.intent };
    await database().$executeRaw`
      UPDATE intents SET created_at = created_at - interval '25 hours' WHERE id = ${where.id}`;
    await reconcileIntent(await database().intent.findUniqueOrThrow({ where }));
    const { state, outcome } = await database().intent.findUniqueOrThrow({ where });
    expect([state, outcome]).toEqual(["settled", { outcome: "failed", code: "card_declined" }]);
  });
});
