import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { openAccount } from "./harness";

const payment = {
  amount: 2000,
  currency: "usd",
  automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  confirm: true,
} satisfies Stripe.PaymentIntentCreateParams;

describe("3-D Secure", () => {
  it("is asked for by cards that require it, by redirect or through Stripe.js", async () => {
    const { stripe } = await openAccount();
    for (const payment_method of [
      "pm_card_threeDSecure2Required",
      "pm_card_authenticationRequired",
    ]) {
      const sdk = await stripe.paymentIntents.create({ ...payment, payment_method });
      expect(sdk).toMatchObject({
        latest_charge: null,
        next_action: { type: "use_stripe_sdk" },
        status: "requires_action",
      });
      const redirect = await stripe.paymentIntents.create({
        ...payment,
        payment_method,
        return_url: "https://shop.example/done",
      });
      expect(redirect.next_action).toMatchObject({
        type: "redirect_to_url",
        redirect_to_url: { return_url: "https://shop.example/done" },
      });
    }
  });

  it("is not asked for by cards that merely have it, unless the merchant asks", async () => {
    const { stripe } = await openAccount();
    const pay = (request_three_d_secure: "any" | "automatic") =>
      stripe.paymentIntents.create({
        ...payment,
        payment_method: "pm_card_threeDSecureOptional",
        payment_method_options: { card: { request_three_d_secure } },
      });
    expect((await pay("automatic")).status).toBe("succeeded");
    expect((await pay("any")).status).toBe("requires_action");
  });

  it("is a refusal when the merchant wants no action", async () => {
    const { stripe } = await openAccount();
    await expect(
      stripe.paymentIntents.create({
        ...payment,
        payment_method: "pm_card_threeDSecure2Required",
        error_on_requires_action: true,
      }),
    ).rejects.toMatchObject({ statusCode: 402, code: "authentication_required" });
  });

  it("is not asked for in absence by a card that was set up for it", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const method = await stripe.paymentMethods.attach(
      "pm_card_authenticationRequiredSetupForOffSession",
      { customer: id },
    );
    const own = { ...payment, customer: id, payment_method: method.id };
    expect((await stripe.paymentIntents.create(own)).status).toBe("requires_action");
    const away = await stripe.paymentIntents.create({ ...own, off_session: true });
    expect(away.status).toBe("succeeded");
  });

  it("leaves a first invoice open and its subscription incomplete", async () => {
    const account = await openAccount();
    const customer = await account.customer({ card: "pm_card_threeDSecure2Required" });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    expect(subscription.status).toBe("incomplete");
    const invoice = await account.stripe.invoices.retrieve(String(subscription.latest_invoice), {
      expand: ["payments.data.payment.payment_intent"],
    });
    expect(invoice.status).toBe("open");
    expect(invoice.payments?.data[0]?.payment.payment_intent).toMatchObject({
      amount: 1200,
      status: "requires_action",
    });
    await expect(account.stripe.invoices.pay(invoice.id)).rejects.toMatchObject({
      statusCode: 402,
      code: "invoice_payment_intent_requires_action",
    });
  });
});
