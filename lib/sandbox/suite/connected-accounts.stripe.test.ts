import { describe, expect, it } from "vitest";
import { openAccount } from "./harness";

describe("connected accounts", () => {
  it("have a profile and branding of their own", async () => {
    const { stripe } = await openAccount();
    const account = await stripe.accounts.create({
      type: "standard",
      country: "DE",
      email: "shop@example.com",
      business_profile: { name: "Shop", support_email: "help@example.com" },
      settings: { branding: { primary_color: "#112233" } },
    });
    expect(account).toMatchObject({ object: "account", country: "DE", email: "shop@example.com" });
    const updated = await stripe.accounts.update(account.id, {
      settings: { branding: { secondary_color: "#445566" } },
      metadata: { a: "1" },
    });
    expect(updated).toMatchObject({
      metadata: { a: "1" },
      settings: { branding: { primary_color: "#112233", secondary_color: "#445566" } },
    });
    const listed = await stripe.accounts.list({ limit: 1 });
    expect(listed.data.map(({ id }) => id)).toEqual([account.id]);
    expect(await stripe.accounts.del(account.id)).toMatchObject({ id: account.id, deleted: true });
  });

  it("keep books of their own, which Stripe-Account opens", async () => {
    const { stripe } = await openAccount();
    const account = await stripe.accounts.create({ type: "standard" });
    const there = { stripeAccount: account.id };
    const customer = await stripe.customers.create({ name: "Theirs" }, there);
    expect(await stripe.customers.retrieve(customer.id, {}, there)).toMatchObject({
      id: customer.id,
    });
    await expect(stripe.customers.retrieve(customer.id)).rejects.toMatchObject({ statusCode: 404 });
    expect(await stripe.accounts.retrieveCurrent({}, there)).toMatchObject({ id: account.id });
  });

  it("get the part of an invoice's payment that it or its subscription says", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const { id: destination } = await stripe.accounts.create({ type: "standard" });
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 1005, interval: "month" });
    const subscription = await account.subscribe(customer, price, {
      transfer_data: { destination, amount_percent: 12.5 },
    });
    const paymentOf = async (invoice: string) => {
      const { data } = await stripe.invoicePayments.list({
        invoice,
        expand: ["data.payment.payment_intent"],
      });
      return data[0]?.payment.payment_intent;
    };
    const { latest_invoice: latest } = subscription;
    expect(await paymentOf(typeof latest === "string" ? latest : "")).toMatchObject({
      transfer_data: { destination, amount: 126 },
    });
    const draft = await stripe.invoices.create({
      customer: customer.id,
      application_fee_amount: 100,
      transfer_data: { destination },
    });
    await stripe.invoices.addLines(draft.id, { lines: [{ amount: 900, description: "Thing" }] });
    await stripe.invoices.finalizeInvoice(draft.id);
    expect(await paymentOf(draft.id)).toMatchObject({
      amount: 900,
      application_fee_amount: 100,
      transfer_data: { destination },
    });
  });

  it("that are not connected are refused", async () => {
    const { stripe } = await openAccount();
    const stranger = stripe.customers.list({}, { stripeAccount: "acct_1Nobodys00000000" });
    await expect(stranger).rejects.toMatchObject({ statusCode: 403, code: "account_invalid" });
    const foreign = stripe.accounts.retrieve("acct_1Nobodys00000000");
    await expect(foreign).rejects.toMatchObject({ statusCode: 403, code: "account_invalid" });
  });

  it("know themselves", async () => {
    const { stripe } = await openAccount();
    const own = await stripe.accounts.retrieveCurrent();
    expect(own).toMatchObject({ object: "account", charges_enabled: true });
    expect(await stripe.accounts.retrieve(own.id)).toMatchObject({ id: own.id });
  });
});

describe("accounts as customers", () => {
  it("are taken as customer_account", async () => {
    const { stripe } = await openAccount();
    const account = await stripe.v2.core.accounts.create({
      contact_email: "buyer@example.com",
      display_name: "Buyer",
      configuration: { customer: {} },
      include: ["configuration.customer"],
    });
    expect(account).toMatchObject({
      object: "v2.core.account",
      applied_configurations: ["customer"],
      contact_email: "buyer@example.com",
    });
    const session = await stripe.billingPortal.sessions.create({ customer_account: account.id });
    expect(session.customer_account).toBe(account.id);
    expect(await stripe.customers.retrieve(session.customer)).toMatchObject({
      customer_account: account.id,
      email: "buyer@example.com",
    });
  });

  it("are retrieved as the customers that they are", async () => {
    const { stripe } = await openAccount();
    const account = await stripe.v2.core.accounts.create({
      contact_email: "buyer@example.com",
      configuration: { customer: {} },
    });
    expect(await stripe.customers.retrieve(account.id)).toMatchObject({
      id: expect.stringMatching(/^cus_/),
      object: "customer",
      customer_account: account.id,
    });
    const bare = await stripe.v2.core.accounts.create({ contact_email: "nobody@example.com" });
    await expect(stripe.customers.retrieve(bare.id)).rejects.toMatchObject({
      code: "resource_missing",
      statusCode: 404,
    });
  });
});
