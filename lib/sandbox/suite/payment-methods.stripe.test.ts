import { describe, expect, it } from "vitest";
import { openAccount, unique } from "./harness";

const nextYear = new Date().getUTCFullYear() + 1;

describe("payment methods", () => {
  it("show what Stripe's test cards show", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const cards = [
      ["pm_card_visa", "visa", "4242", "credit", "US"],
      ["pm_card_visa_debit", "visa", "5556", "debit", "US"],
      ["pm_card_mastercard", "mastercard", "4444", "credit", "US"],
      ["pm_card_mastercard_prepaid", "mastercard", "5100", "prepaid", "US"],
      ["pm_card_diners", "diners", "0004", "credit", "US"],
      ["pm_card_jcb", "jcb", "0505", "credit", "JP"],
      ["pm_card_de", "visa", "0016", "credit", "DE"],
    ] as const;
    for (const [template, brand, last4, funding, country] of cards) {
      const method = await stripe.paymentMethods.attach(template, { customer: id });
      expect(method.id).toMatch(/^pm_\w{24}/);
      expect(method.card).toMatchObject({ brand, last4, funding, country });
      expect(method.customer).toBe(id);
    }
  });

  it("of the same number have the same fingerprint", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const first = await stripe.paymentMethods.attach("pm_card_visa", { customer: id });
    const second = await stripe.paymentMethods.attach("pm_card_visa", { customer: id });
    const other = await stripe.paymentMethods.attach("pm_card_mastercard", { customer: id });
    expect(second.id).not.toBe(first.id);
    expect(second.card?.fingerprint).toBe(first.card?.fingerprint);
    expect(other.card?.fingerprint).not.toBe(first.card?.fingerprint);
  });

  it("are made of a token, with billing details and metadata, and attached", async () => {
    const { stripe, customer } = await openAccount();
    const made = await stripe.paymentMethods.create({
      type: "card",
      card: { token: "tok_mastercard" },
      billing_details: { name: "Ada", address: { postal_code: "10115", country: "DE" } },
      allow_redisplay: "always",
      metadata: { order: "7" },
    });
    expect(made).toMatchObject({
      allow_redisplay: "always",
      billing_details: { name: "Ada", address: { postal_code: "10115", line1: null } },
      card: { brand: "mastercard", last4: "4444" },
      customer: null,
      metadata: { order: "7" },
    });
    const { id } = await customer({ card: null });
    const attached = await stripe.paymentMethods.attach(made.id, { customer: id });
    expect(attached).toMatchObject({ id: made.id, customer: id });
  });

  it("are bank accounts and Link too", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const billing_details = { name: "Ada", email: "ada@example.com" };
    const sepa = await stripe.paymentMethods.create({
      type: "sepa_debit",
      sepa_debit: { iban: "AT321904300235473204" },
      billing_details,
    });
    expect(sepa.sepa_debit).toMatchObject({ bank_code: "19043", country: "AT", last4: "3204" });
    const bank = await stripe.paymentMethods.create({
      type: "us_bank_account",
      us_bank_account: {
        account_holder_type: "individual",
        account_number: "000123456789",
        routing_number: "110000000",
      },
      billing_details,
    });
    expect(bank.us_bank_account).toMatchObject({ last4: "6789", routing_number: "110000000" });
    await stripe.paymentMethods.attach(sepa.id, { customer: id });
    const list = await stripe.paymentMethods.list({ customer: id, type: "sepa_debit" });
    expect(list.data.map((method) => method.id)).toEqual([sepa.id]);
  });

  it("are updated, listed and retrieved through their customer", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const visa = await stripe.paymentMethods.attach("pm_card_visa", { customer: id });
    const amex = await stripe.paymentMethods.attach("pm_card_amex", { customer: id });
    const updated = await stripe.paymentMethods.update(visa.id, {
      allow_redisplay: "limited",
      billing_details: { name: "Grace", email: "grace@example.com" },
      card: { exp_month: 3, exp_year: nextYear + 2 },
      metadata: { k: "v" },
    });
    expect(updated).toMatchObject({
      allow_redisplay: "limited",
      billing_details: { name: "Grace" },
      card: { exp_month: 3, exp_year: nextYear + 2 },
      metadata: { k: "v" },
    });
    const list = await stripe.customers.listPaymentMethods(id, { type: "card" });
    expect(list.data.map((method) => method.id)).toEqual([amex.id, visa.id]);
    const limited = await stripe.paymentMethods.list({ customer: id, allow_redisplay: "limited" });
    expect(limited.data.map((method) => method.id)).toEqual([visa.id]);
    const own = await stripe.customers.retrievePaymentMethod(id, visa.id);
    expect(own.id).toBe(visa.id);
  });

  it("that were detached are nobody's default and cannot be used again", async () => {
    const { stripe, customer } = await openAccount();
    const { id, invoice_settings } = await customer();
    const method = String(invoice_settings.default_payment_method);
    const detached = await stripe.paymentMethods.detach(method);
    expect(detached.customer).toBeNull();
    const after = await stripe.customers.retrieve(id);
    expect(after).toMatchObject({ invoice_settings: { default_payment_method: null } });
    await expect(stripe.paymentMethods.attach(method, { customer: id })).rejects.toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
    });
    const intent = { amount: 1000, currency: "usd", payment_method: method };
    await expect(stripe.paymentIntents.create(intent)).rejects.toMatchObject({ statusCode: 400 });
  });

  it("belong to one customer", async () => {
    const { stripe, customer } = await openAccount();
    const one = await customer();
    const other = await customer({ card: null });
    const method = String(one.invoice_settings.default_payment_method);
    await expect(
      stripe.paymentMethods.attach(method, { customer: other.id }),
    ).rejects.toMatchObject({ statusCode: 400 });
    await expect(stripe.customers.retrievePaymentMethod(other.id, method)).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
    await expect(stripe.paymentMethods.retrieve(unique("pm_none"))).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
  });

  it("have a billing address in a country that there is", async () => {
    const { stripe } = await openAccount();
    const made = await stripe.paymentMethods.create({
      type: "card",
      card: { token: "tok_visa" },
      billing_details: { address: { country: "JP" } },
    });
    expect(made.billing_details.address?.country).toBe("JP");
    const attempt = stripe.paymentMethods.create({
      type: "card",
      card: { token: "tok_visa" },
      billing_details: { address: { country: "JA" } },
    });
    await expect(attempt).rejects.toMatchObject({
      statusCode: 400,
      param: "billing_details[address][country]",
    });
  });

  it("are refused without a type, and with a customer that does not exist", async () => {
    const { stripe } = await openAccount();
    await expect(stripe.paymentMethods.create({})).rejects.toMatchObject({
      statusCode: 400,
      code: "parameter_missing",
      param: "type",
    });
    await expect(
      stripe.paymentMethods.attach("pm_card_visa", { customer: "cus_none" }),
    ).rejects.toMatchObject({ statusCode: 400, code: "resource_missing", param: "customer" });
  });
});
