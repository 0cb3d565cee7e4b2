import { describe, expect, it } from "vitest";
import { openAccount } from "./harness";

describe("setup intents", () => {
  it("wait for a payment method, then for confirmation, then have set it up", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const created = await stripe.setupIntents.create({
      customer: id,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      description: "For later",
      metadata: { k: "v" },
    });
    expect(created).toMatchObject({
      customer: id,
      description: "For later",
      latest_attempt: null,
      next_action: null,
      payment_method: null,
      status: "requires_payment_method",
      usage: "off_session",
    });
    expect(created.client_secret).toMatch(new RegExp(`^${created.id}_secret_\\w+$`));
    const updated = await stripe.setupIntents.update(created.id, {
      payment_method: "pm_card_visa",
    });
    expect(updated.status).toBe("requires_confirmation");
    const done = await stripe.setupIntents.confirm(created.id);
    expect(done.status).toBe("succeeded");
    expect(done.latest_attempt).toMatch(/^setatt_/);
    const method = await stripe.paymentMethods.retrieve(String(done.payment_method));
    expect(method).toMatchObject({ customer: id, card: { last4: "4242" } });
    const again = await stripe.setupIntents.retrieve(created.id, {
      expand: ["payment_method", "latest_attempt"],
    });
    expect(again.latest_attempt).toMatchObject({ status: "succeeded", setup_error: null });
  });

  it("take a payment method's data and confirm at once", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const done = await stripe.setupIntents.create({
      customer: id,
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      payment_method_data: {
        type: "us_bank_account",
        us_bank_account: { account_number: "000123456789", routing_number: "110000000" },
        billing_details: { name: "Ada", email: "ada@example.com" },
      },
      mandate_data: { customer_acceptance: { type: "offline", offline: {} } },
      usage: "on_session",
    });
    expect(done.usage).toBe("on_session");
    expect(["succeeded", "requires_action"]).toContain(done.status);
  });

  it("of a declined card answer 402, keep why, and take another", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const created = await stripe.setupIntents.create({
      customer: id,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
    await expect(
      stripe.setupIntents.confirm(created.id, { payment_method: "pm_card_chargeDeclined" }),
    ).rejects.toMatchObject({
      type: "StripeCardError",
      statusCode: 402,
      code: "card_declined",
      decline_code: "generic_decline",
      setup_intent: { id: created.id, status: "requires_payment_method" },
    });
    const after = await stripe.setupIntents.retrieve(created.id);
    expect(after).toMatchObject({
      last_setup_error: { type: "card_error", code: "card_declined" },
      payment_method: null,
      status: "requires_payment_method",
    });
    const attempts = await stripe.setupAttempts.list({ setup_intent: created.id });
    expect(attempts.data).toMatchObject([{ status: "failed" }]);
    const done = await stripe.setupIntents.confirm(created.id, { payment_method: "pm_card_visa" });
    expect(done).toMatchObject({ status: "succeeded", last_setup_error: null });
  });

  it("that need authentication lead to the bank, and back to return_url", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const waiting = await stripe.setupIntents.create({
      customer: id,
      confirm: true,
      payment_method: "pm_card_authenticationRequired",
      return_url: "https://shop.example/done",
    });
    expect(waiting.status).toBe("requires_action");
    expect(waiting.next_action).toMatchObject({
      type: "redirect_to_url",
      redirect_to_url: { return_url: "https://shop.example/done" },
    });
    expect(waiting.next_action?.redirect_to_url?.url).toMatch(/^https?:/);
  });

  it("are canceled, and then nothing more", async () => {
    const { stripe } = await openAccount();
    const { id } = await stripe.setupIntents.create({});
    const canceled = await stripe.setupIntents.cancel(id, { cancellation_reason: "abandoned" });
    expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
    await expect(
      stripe.setupIntents.confirm(id, { payment_method: "pm_card_visa" }),
    ).rejects.toMatchObject({ statusCode: 400, code: "setup_intent_unexpected_state" });
  });

  it("are listed by customer and payment method", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const created = await stripe.setupIntents.create({ customer: id });
    const done = await stripe.setupIntents.create({
      customer: id,
      confirm: true,
      payment_method: "pm_card_visa",
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
    const list = await stripe.setupIntents.list({ customer: id });
    expect(list.data.map((intent) => intent.id)).toEqual([done.id, created.id]);
    const method = String(done.payment_method);
    const used = await stripe.setupIntents.list({ customer: id, payment_method: method });
    expect(used.data.map((intent) => intent.id)).toEqual([done.id]);
  });

  it("allow and exclude kinds of payment method that there are", async () => {
    const { stripe } = await openAccount();
    const made = await stripe.setupIntents.create({ excluded_payment_method_types: ["klarna"] });
    expect(made.excluded_payment_method_types).toEqual(["klarna"]);
    await expect(
      stripe.setupIntents.create({ excluded_payment_method_types: ["shells"] }),
    ).rejects.toMatchObject({ statusCode: 400, param: "excluded_payment_method_types[0]" });
    await expect(
      stripe.setupIntents.update(made.id, { allowed_payment_method_types: ["card", "shells"] }),
    ).rejects.toMatchObject({ statusCode: 400, param: "allowed_payment_method_types[1]" });
  });

  it("refuse what does not fit together", async () => {
    const { stripe } = await openAccount();
    await expect(
      stripe.setupIntents.create({ return_url: "https://shop.example" }),
    ).rejects.toMatchObject({ statusCode: 400, param: "return_url" });
    await expect(stripe.setupIntents.create({ confirm: true })).rejects.toMatchObject({
      statusCode: 400,
    });
    await expect(stripe.setupIntents.create({ customer: "cus_none" })).rejects.toMatchObject({
      code: "resource_missing",
      param: "customer",
    });
  });
});
