import { expect, it } from "vitest";
import { day, itHereOnly, june, openAccount, unique } from "./harness";

it("a customer is answered with every field, absent ones null", async () => {
  const { stripe } = await openAccount();
  expect(await stripe.customers.create({})).toMatchObject({
    object: "customer",
    address: null,
    balance: 0,
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  });
});

it("a customer keeps what it is given", async () => {
  const { stripe } = await openAccount();
  const email = `${unique("ada")}@example.com`;
  const given = {
    address: { city: "Paris", country: "FR", line1: "1 rue X", postal_code: "75001" },
    business_name: "Analytical Engines Ltd",
    description: "the first",
    email,
    individual_name: "Ada Lovelace",
    invoice_prefix: "ADA0001",
    invoice_settings: {
      custom_fields: [{ name: "PO", value: "42" }],
      footer: "Thank you",
      rendering_options: { amount_tax_display: "exclude_tax" as const },
    },
    metadata: { plan: "gold" },
    name: "Ada Lovelace",
    next_invoice_sequence: 7,
    phone: "+33123456789",
    preferred_locales: ["fr", "en"],
    shipping: { address: { city: "Lyon", country: "FR" }, name: "Ada", phone: "+331" },
    tax_exempt: "reverse" as const,
  };
  const customer = await stripe.customers.create(given);
  expect(customer).toMatchObject({
    ...given,
    address: { ...given.address, line2: null, state: null },
  });
  expect(await stripe.customers.retrieve(customer.id)).toEqual(customer);
});

it("'' unsets a field; metadata merge, lose single keys by '' and all of them by ''", async () => {
  const { stripe } = await openAccount();
  const { id } = await stripe.customers.create({
    business_name: "Engines",
    description: "old",
    invoice_settings: { custom_fields: [{ name: "PO", value: "42" }], footer: "Hi" },
    metadata: { a: "1", b: "2" },
    shipping: { address: { city: "Lyon" }, name: "Ada" },
    tax_exempt: "exempt",
  });
  const changed = await stripe.customers.update(id, {
    business_name: "",
    description: "",
    invoice_settings: { custom_fields: "" },
    metadata: { a: "", c: "3" },
    shipping: "",
    tax_exempt: "",
  });
  expect(changed.business_name).toBeUndefined();
  expect(changed).toMatchObject({
    description: null,
    invoice_settings: { custom_fields: null, footer: "Hi" },
    metadata: { b: "2", c: "3" },
    shipping: null,
    tax_exempt: "none",
  });
  expect((await stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
});

it.each([
  [{ email: "not an address" }, "email", "email_invalid"],
  [{ tax_exempt: "sometimes" }, "tax_exempt", undefined],
  [
    { invoice_settings: { default_payment_method: "pm_none" } },
    "invoice_settings[default_payment_method]",
    "resource_missing",
  ],
  [{ payment_method: "pm_none" }, "payment_method", "resource_missing"],
  [{ test_clock: "clock_none" }, "test_clock", "resource_missing"],
  [
    { tax: { validate_location: "immediately" as const } },
    "tax[validate_location]",
    "customer_tax_location_invalid",
  ],
  [{ invoice_prefix: "not ok" }, "invoice_prefix", undefined],
])("a customer is refused with %j", async (params, param, code) => {
  const { stripe } = await openAccount();
  await expect(stripe.customers.create(params)).rejects.toMatchObject({
    statusCode: 400,
    param,
    ...(code === undefined ? {} : { code }),
  });
});

it("a deleted customer leaves a stub, loses its subscription and its card, and cannot be changed", async () => {
  const account = await openAccount();
  const { stripe } = account;
  const customer = await account.customer();
  const price = await account.price({ unit_amount: 1200, interval: "month" });
  const { id } = await account.subscribe(customer, price);
  const method = String(customer.invoice_settings.default_payment_method);
  const stub = { id: customer.id, object: "customer", deleted: true };
  expect(await stripe.customers.del(customer.id)).toMatchObject(stub);
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject(stub);
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: "canceled" });
  expect(await stripe.paymentMethods.retrieve(method)).toMatchObject({ customer: null });
  await expect(stripe.customers.update(customer.id, { name: "x" })).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
    param: "id",
  });
});

itHereOnly(
  "time goes on for an invoice whose customer was deleted",
  "what a deleted customer's invoice may be told is not documented",
  async () => {
    const { stripe, clock, customer } = await openAccount();
    const time = await clock();
    const { id } = await customer({ clock: time });
    const draft = await stripe.invoices.create({ customer: id, auto_advance: false });
    await stripe.invoiceItems.create({
      customer: id,
      invoice: draft.id,
      amount: 500,
      currency: "usd",
    });
    await stripe.invoices.finalizeInvoice(draft.id);
    await stripe.customers.del(id);
    await stripe.invoices.update(draft.id, { auto_advance: true });
    await time.advanceTo(june + 10 * day);
    expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({
      status: "open",
      amount_paid: 0,
    });
  },
);

it("customers are listed by email and by test clock; without a clock only those that have none", async () => {
  const account = await openAccount();
  const { stripe } = account;
  const clock = await account.clock();
  const email = `${unique("grace")}@example.com`;
  const free = await stripe.customers.create({ email });
  const clocked = await stripe.customers.create({ email, test_clock: clock.id });
  const idsOf = async (params: { email?: string; test_clock?: string }) =>
    (await stripe.customers.list(params)).data.map(({ id }) => id);
  expect(await idsOf({ email })).toEqual([free.id]);
  expect(await idsOf({ test_clock: clock.id })).toEqual([clocked.id]);
});

it("a customer of a test clock lives by its time", async () => {
  const account = await openAccount();
  const clock = await account.clock(june);
  const customer = await account.customer({ clock, card: null });
  expect(customer).toMatchObject({ created: june, test_clock: clock.id });
  await clock.advanceTo(june + day);
  const transaction = await account.stripe.customers.createBalanceTransaction(customer.id, {
    amount: -100,
    currency: "usd",
  });
  expect(transaction.created).toBe(june + day);
});

it("subscriptions, sources, tax ids, tax and cash balance are there when they are expanded", async () => {
  const account = await openAccount();
  const { stripe } = account;
  const customer = await account.customer({
    address: { country: "DE", postal_code: "10115" },
    tax_id_data: [{ type: "eu_vat", value: "DE123456789" }],
  });
  const price = await account.price({ unit_amount: 1200, interval: "month" });
  const subscription = await account.subscribe(customer, price);
  expect(customer).not.toHaveProperty("subscriptions");
  expect(customer).not.toHaveProperty("tax");
  const expand = ["subscriptions", "sources", "tax_ids", "tax", "cash_balance"];
  expect(await stripe.customers.retrieve(customer.id, { expand })).toMatchObject({
    cash_balance: { object: "cash_balance", available: null, customer: customer.id },
    sources: { object: "list", data: [], has_more: false },
    subscriptions: { object: "list", data: [{ id: subscription.id }] },
    tax: {
      automatic_tax: "supported",
      ip_address: null,
      location: { country: "DE", source: "billing_address", state: null },
      provider: "stripe",
    },
    tax_ids: { object: "list", data: [{ type: "eu_vat", value: "DE123456789" }] },
  });
});

it("a cash balance has a reconciliation mode of its own", async () => {
  const { stripe } = await openAccount();
  const { id } = await stripe.customers.create({});
  const manual = { reconciliation_mode: "manual" as const };
  const changed = await stripe.customers.updateCashBalance(id, { settings: manual });
  expect(changed.settings).toEqual({ ...manual, using_merchant_default: false });
  expect(await stripe.customers.retrieveCashBalance(id)).toMatchObject({ settings: manual });
});

it("a source makes a card and the default; another takes its place", async () => {
  const { stripe } = await openAccount();
  const customer = await stripe.customers.create({ source: "tok_visa" });
  expect(customer.default_source).toMatch(/^card_/);
  const changed = await stripe.customers.update(customer.id, { source: "tok_mastercard" });
  const { data } = await stripe.customers.listSources(customer.id, { object: "card" });
  expect(data.map(({ id }) => id)).toEqual([changed.default_source]);
});
