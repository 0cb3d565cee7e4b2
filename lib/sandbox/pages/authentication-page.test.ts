import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { openTestAccount } from "../test-account";

const twenty = { amount: 2000, currency: "usd", confirm: true };
const returnUrl = "https://shop.example/done?cart=7";

function open() {
  const { stripe, sandbox } = openTestAccount(Stripe);
  const get = (url: string) => sandbox.handle(new Request(url));
  const answer = (url: string, result: string) =>
    sandbox.handle(new Request(url, { method: "POST", body: new URLSearchParams({ result }) }));
  const pay = (params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    stripe.paymentIntents.create({
      ...twenty,
      payment_method: "pm_card_threeDSecure2Required",
      return_url: returnUrl,
      ...params,
    });
  return { stripe, get, answer, pay };
}

function pageOf(intent: Stripe.PaymentIntent | Stripe.SetupIntent): string {
  const { redirect_to_url: redirect, use_stripe_sdk: sdk } = intent.next_action ?? {};
  return redirect?.url ?? String(sdk?.["stripe_js"]);
}

describe("the page of 3-D Secure", () => {
  it("has an address that cannot be guessed, no script, and a form that may lead back", async () => {
    const { get, pay } = open();
    const url = pageOf(await pay());
    expect(url).toMatch(/^http:\/\/sandbox\.test\/sandbox\/authenticate\/[0-9a-f]{12}\/\w{32}$/);
    const response = await get(url);
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' https://shop.example;");
    const page = await response.text();
    expect(page).toContain("$20.00");
    expect(page).toContain("ending in 3220");
    expect(page).not.toContain("<script");
    expect((await get(url.replace(/.$/, (end) => (end === "a" ? "b" : "a")))).status).toBe(404);
  });

  it("completes a payment and leads back as Stripe does", async () => {
    const { stripe, answer, pay } = open();
    const intent = await pay();
    const response = await answer(pageOf(intent), "complete");
    expect(response.status).toBe(303);
    const target = new URL(response.headers.get("location") ?? "");
    expect(Object.fromEntries(target.searchParams)).toEqual({
      cart: "7",
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: "succeeded",
    });
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
    expect(paid).toMatchObject({
      amount_received: 2000,
      latest_charge: {
        payment_method_details: { card: { three_d_secure: { result: "authenticated" } } },
      },
      next_action: null,
      status: "succeeded",
    });
  });

  it("fails a payment, which then asks for another payment method", async () => {
    const { stripe, answer, pay } = open();
    const intent = await pay();
    const response = await answer(pageOf(intent), "fail");
    expect(response.headers.get("location")).toContain("redirect_status=failed");
    const failed = await stripe.paymentIntents.retrieve(intent.id);
    expect(failed).toMatchObject({
      last_payment_error: { code: "payment_intent_authentication_failure" },
      payment_method: null,
      status: "requires_payment_method",
    });
    const again = await answer(pageOf(intent), "complete");
    expect(await again.text()).toContain("nothing to authenticate");
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(
      "requires_payment_method",
    );
  });

  it("shows what the bank declines after authentication", async () => {
    const { stripe, answer, pay } = open();
    const intent = await pay({ payment_method: "pm_card_threeDSecureRequiredChargeDeclined" });
    await answer(pageOf(intent), "complete");
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      last_payment_error: { code: "card_declined" },
      status: "requires_payment_method",
    });
  });

  it("sets a card up so that it can be charged in its customer's absence", async () => {
    const { stripe, answer } = open();
    const customer = (await stripe.customers.create()).id;
    const setUp = await stripe.setupIntents.create({
      customer,
      confirm: true,
      payment_method: "pm_card_authenticationRequiredOnSetup",
    });
    const response = await answer(pageOf(setUp), "complete");
    expect(await response.text()).toContain("complete");
    const done = await stripe.setupIntents.retrieve(setUp.id, { expand: ["latest_attempt"] });
    expect(done).toMatchObject({ status: "succeeded", latest_attempt: { status: "succeeded" } });
    const paid = await stripe.paymentIntents.create({
      ...twenty,
      customer,
      off_session: true,
      payment_method: String(done.payment_method),
    });
    expect(paid.status).toBe("succeeded");
  });

  it("fails a setup", async () => {
    const { stripe, answer } = open();
    const setUp = await stripe.setupIntents.create({
      confirm: true,
      payment_method: "pm_card_authenticationRequired",
      return_url: returnUrl,
    });
    const response = await answer(pageOf(setUp), "fail");
    expect(response.headers.get("location")).toContain("redirect_status=failed");
    expect(await stripe.setupIntents.retrieve(setUp.id)).toMatchObject({
      last_setup_error: { code: "setup_intent_authentication_failure" },
      status: "requires_payment_method",
    });
  });

  it("pays the invoice, makes its subscription active, and leads to the hosted invoice", async () => {
    const { stripe, answer } = open();
    const customer = await stripe.customers.create({
      payment_method: "pm_card_threeDSecure2Required",
      invoice_settings: { default_payment_method: "pm_card_threeDSecure2Required" },
    });
    const price = await stripe.prices.create({
      currency: "usd",
      unit_amount: 1200,
      recurring: { interval: "month" },
      product_data: { name: "Starter" },
    });
    const { id } = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
    });
    const [intent] = (await stripe.paymentIntents.list({ customer: customer.id })).data;
    if (intent === undefined) throw new Error("No intent.");
    const response = await answer(pageOf(intent), "complete");
    expect(response.headers.get("location")).toContain("/sandbox/invoices/");
    const after = await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
    expect(after).toMatchObject({ latest_invoice: { status: "paid" }, status: "active" });
  });

  it("of anything else answers 404", async () => {
    const { answer, pay } = open();
    expect((await answer(pageOf(await pay()), "maybe")).status).toBe(404);
  });
});

describe("a return_url", () => {
  it("that is no address, or a script, is refused", async () => {
    const { pay } = open();
    for (const return_url of ["/done", "javascript:alert(1)", "data:text/html,x"]) {
      await expect(pay({ return_url })).rejects.toMatchObject({
        code: "url_invalid",
        param: "return_url",
      });
    }
  });
});

describe("the receipt", () => {
  it("shows what was paid and given back", async () => {
    const { stripe, get, pay } = open();
    const intent = await pay({
      payment_method: "pm_card_visa",
      description: "<b>Order</b>",
    });
    await stripe.refunds.create({ payment_intent: intent.id, amount: 500 });
    const charge = await stripe.charges.retrieve(String(intent.latest_charge));
    const page = await (await get(charge.receipt_url ?? "")).text();
    expect(page).toContain("$20.00");
    expect(page).toContain("-$5.00");
    expect(page).toContain("Visa •••• 4242");
    expect(page).toContain("Partially refunded");
    expect(page).toContain("&lt;b&gt;Order&lt;/b&gt;");
  });
});
