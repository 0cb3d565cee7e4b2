import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { idOf, toCustomer, toInvoice, toItem, toPrice, toProduct, toSubscription } from "./reshape";
import { toPaymentMethod, toSource } from "./reshape-method";

/** Stripe's objects cut down to what is read: the rest of each is of no interest here. */
const customer = {
  id: "cus_1",
  email: "ada@example.com",
  name: "Ada",
  preferred_locales: ["de", "en"],
  invoice_settings: { default_payment_method: "pm_1" },
  default_source: null,
} as Stripe.Customer;

const price = {
  id: "price_1",
  product: "prod_1",
  active: true,
  currency: "usd",
  unit_amount: 1000,
  recurring: { interval: "month", interval_count: 3, usage_type: "licensed" },
} as Stripe.Price;

const item = {
  id: "si_1",
  price,
  quantity: 2,
  current_period_start: 10,
  current_period_end: 20,
} as Stripe.SubscriptionItem;

const subscription = {
  id: "sub_1",
  status: "active",
  currency: "usd",
  created: 5,
  items: { data: [item] },
  cancel_at_period_end: false,
  cancel_at: null,
  ended_at: null,
  trial_end: null,
  collection_method: "charge_automatically",
  pause_collection: null,
  schedule: null,
  default_payment_method: null,
  default_source: null,
  latest_invoice: "in_1",
  billing_mode: { type: "flexible" },
} as Stripe.Subscription;

const invoice = {
  id: "in_1",
  number: "A-1",
  created: 5,
  status: "open",
  currency: "jpy",
  total: 1200,
  amount_due: 1200,
  amount_remaining: 200,
  hosted_invoice_url: "https://invoice.stripe.com/i/1",
  invoice_pdf: "https://pay.stripe.com/invoice/1/pdf",
  parent: { type: "subscription_details", subscription_details: { subscription: "sub_1" } },
} as Stripe.Invoice;

/** An object as a newer Stripe may send it: JSON knows nothing of our types. */
function fromWire<T>(value: object): T {
  return JSON.parse(JSON.stringify(value));
}

describe("a reference", () => {
  it.each([
    ["pm_1", "pm_1"],
    [{ id: "pm_1" }, "pm_1"],
    [null, null],
    [undefined, null],
  ])("of %j is %s", (reference, id) => {
    expect(idOf(reference)).toBe(id);
  });
});

describe("a customer", () => {
  it("is read with the default payment method, whole or as an id", () => {
    expect(toCustomer(customer)).toEqual({
      id: "cus_1",
      name: "Ada",
      email: "ada@example.com",
      phone: null,
      address: null,
      taxIds: [],
      preferredLocales: ["de", "en"],
      balance: 0,
      currency: null,
      defaultPaymentMethodId: "pm_1",
    });
    const whole = { ...customer.invoice_settings, default_payment_method: { id: "pm_9" } };
    const expanded = { ...customer, invoice_settings: whole } as Stripe.Customer;
    expect(toCustomer(expanded).defaultPaymentMethodId).toBe("pm_9");
  });

  it("is read with whom invoices are made out to; what is empty is not there", () => {
    const address = {
      line1: "Weg 1",
      line2: "",
      city: "Berlin",
      state: null,
      postal_code: "10115",
      country: "DE",
    };
    const tax = { id: "txi_1", type: "eu_vat", value: "DE123456789", verification: null };
    const full = { ...customer, name: "", phone: "+49 30 1", address, tax_ids: { data: [tax] } };
    expect(toCustomer(full as Stripe.Customer)).toMatchObject({
      name: null,
      phone: "+49 30 1",
      address: { line1: "Weg 1", line2: null, city: "Berlin", postalCode: "10115", country: "DE" },
      taxIds: [{ id: "txi_1", type: "eu_vat", value: "DE123456789" }],
    });
    const bare = { ...address, line1: null, city: "", postal_code: null, country: null };
    expect(toCustomer({ ...full, address: bare } as Stripe.Customer).address).toBeNull();
  });

  it("of the old days pays from a source, when nothing newer is set", () => {
    const none = { ...customer.invoice_settings, default_payment_method: null };
    const old: Stripe.Customer = { ...customer, invoice_settings: none, default_source: "card_1" };
    expect(toCustomer(old).defaultPaymentMethodId).toBe("card_1");
    const both: Stripe.Customer = { ...customer, default_source: "card_1" };
    expect(toCustomer(both).defaultPaymentMethodId).toBe("pm_1");
    expect(toCustomer({ ...old, default_source: null }).defaultPaymentMethodId).toBeNull();
  });

  it("may have neither name, address nor language", () => {
    const { name: _name, preferred_locales: _locales, ...rest } = customer;
    expect(toCustomer({ ...rest, email: null })).toMatchObject({
      name: null,
      email: null,
      preferredLocales: [],
    });
  });
});

describe("a price", () => {
  it("is read in its own unit, amount and rhythm", () => {
    expect(toPrice(price)).toEqual({
      id: "price_1",
      productId: "prod_1",
      active: true,
      currency: "usd",
      unitAmount: 1000,
      interval: { unit: "month", count: 3 },
      usageType: "licensed",
      tiersMode: null,
      startsAt: null,
      nickname: null,
      taxBehavior: null,
    });
  });

  it("that is tiered has no amount, rather than none to pay, and starts at its first tier's", () => {
    expect(toPrice({ ...price, unit_amount: null }).unitAmount).toBeNull();
    const tier = { up_to: 5, unit_amount: 300, flat_amount: 1000 };
    const tiered = (tiers?: object[]) =>
      toPrice(
        fromWire<Stripe.Price>({ ...price, unit_amount: null, tiers_mode: "graduated", tiers }),
      );
    expect(tiered([tier, { ...tier, unit_amount: 1 }])).toMatchObject({
      unitAmount: null,
      tiersMode: "graduated",
      startsAt: 1300,
    });
    expect(tiered([{ up_to: null, unit_amount_decimal: "0.5" }]).startsAt).toBe(0.5);
    expect(tiered().startsAt).toBeNull();
  });

  it("of less than the currency counts is the fraction", () => {
    const part = { ...price, unit_amount: null, unit_amount_decimal: "0.25" };
    expect(toPrice(fromWire<Stripe.Price>(part)).unitAmount).toBe(0.25);
  });

  it("that is paid once has no rhythm", () => {
    expect(toPrice({ ...price, recurring: null })).toMatchObject({
      interval: null,
      usageType: "licensed",
    });
  });

  it("keeps an interval and a usage nobody knew when this was written", () => {
    const recurring = { interval: "quarter", interval_count: 1, usage_type: "barter" };
    const later = fromWire<Stripe.Price>({ ...price, recurring });
    expect(toPrice(later)).toMatchObject({
      interval: { unit: "quarter", count: 1 },
      usageType: "barter",
    });
  });

  it("names its product whether that is whole or an id", () => {
    const product = { id: "prod_9" } as Stripe.Product;
    expect(toPrice({ ...price, product }).productId).toBe("prod_9");
  });
});

describe("a product", () => {
  it("shows its features by name, leaving out nameless ones", () => {
    const product = fromWire<Stripe.Product>({
      id: "prod_1",
      name: "Pro",
      description: null,
      active: true,
      marketing_features: [{ name: "10 seats" }, {}, { name: "Support" }],
      metadata: { sb_service: "Team", internal: "x" },
    });
    expect(toProduct(product)).toEqual({
      id: "prod_1",
      name: "Pro",
      description: null,
      unitLabel: null,
      active: true,
      features: ["10 seats", "Support"],
      metadata: { sb_service: "Team" },
    });
    expect(toProduct({ ...product, unit_label: "seat" }).unitLabel).toBe("seat");
  });
});

describe("an item", () => {
  it("that is metered has no quantity, rather than one of zero", () => {
    const { quantity: _quantity, ...metered } = item;
    expect(toItem(metered).quantity).toBeNull();
    expect(toItem({ ...item, quantity: 0 }).quantity).toBe(0);
  });

  it("has its own period", () => {
    expect(toItem(item)).toMatchObject({ currentPeriodStart: 10, currentPeriodEnd: 20 });
  });
});

describe("a subscription", () => {
  it("is read whole", () => {
    expect(toSubscription(subscription)).toEqual({
      id: "sub_1",
      status: "active",
      currency: "usd",
      created: 5,
      items: [toItem(item)],
      cancelAtPeriodEnd: false,
      cancelAt: null,
      endedAt: null,
      trialEnd: null,
      collectionMethod: "charge_automatically",
      collectionPaused: false,
      resumesAt: null,
      pausedAt: null,
      pendingUpdate: null,
      discounts: [],
      automaticTax: false,
      taxRates: [],
      scheduleId: null,
      isScheduleOurs: false,
      scheduled: null,
      defaultPaymentMethodId: null,
      ownPaymentMethod: null,
      latestInvoiceId: "in_1",
      billingMode: "flexible",
      begunBy: null,
      resubscribes: null,
      onBehalfOf: null,
    });
  });

  it("keeps a status nobody knew when this was written", () => {
    const later = fromWire<Stripe.Subscription>({ ...subscription, status: "hibernating" });
    expect(toSubscription(later).status).toBe("hibernating");
  });

  it("of before flexible billing is a classic one", () => {
    const old = fromWire<Stripe.Subscription>({ ...subscription, billing_mode: null });
    expect(toSubscription(old).billingMode).toBe("classic");
  });

  it("is paused when its invoices are held back", () => {
    const paused = { behavior: "void", resumes_at: null } as const;
    expect(toSubscription({ ...subscription, pause_collection: paused }).collectionPaused).toBe(
      true,
    );
  });

  it("will become what the next phase of its schedule says, if that is something else", () => {
    const phase = (start: number, price: string, quantity: number) => ({
      start_date: start,
      end_date: start + 10,
      items: [{ price, quantity }],
    });
    const scheduled = (next: object[], running: object | null = { start_date: 10, end_date: 20 }) =>
      toSubscription(
        fromWire<Stripe.Subscription>({
          ...subscription,
          schedule: {
            id: "sub_sched_1",
            current_phase: running,
            phases: [phase(10, "x", 1), ...next],
          },
        }),
      );
    const [held = expect.fail()] = toSubscription(subscription).items;
    const same = phase(20, held.price.id, held.quantity ?? 0);
    const other = { at: 20, items: [{ priceId: "price_9", quantity: 1 }] };
    expect(scheduled([phase(20, "price_9", 1)])).toMatchObject({
      scheduleId: "sub_sched_1",
      scheduled: other,
    });
    expect(scheduled([same]).scheduled).toBeNull();
    expect(scheduled([]).scheduled).toBeNull();
    expect(scheduled([phase(20, "price_9", 1)], null).scheduled).toBeNull();
    expect(toSubscription({ ...subscription, schedule: "sub_sched_1" }).scheduled).toBeNull();
  });

  it("pays from its payment method, else from its old source", () => {
    const source: Stripe.Subscription = { ...subscription, default_source: "src_1" };
    expect(toSubscription(source).defaultPaymentMethodId).toBe("src_1");
    expect(
      toSubscription({ ...source, default_payment_method: "pm_1" }).defaultPaymentMethodId,
    ).toBe("pm_1");
  });
});

describe("a payment method", () => {
  const card = {
    id: "pm_1",
    type: "card",
    card: { brand: "visa", last4: "4242", exp_month: 12, exp_year: 2030 },
  } as Stripe.PaymentMethod;

  it("that is a card shows brand, last digits and end", () => {
    expect(toPaymentMethod(card)).toEqual({
      id: "pm_1",
      type: "card",
      brand: "visa",
      last4: "4242",
      expMonth: 12,
      expYear: 2030,
    });
  });

  it.each([
    [{ id: "pm_2", type: "us_bank_account", us_bank_account: { last4: "6789" } }, "6789"],
    [{ id: "pm_3", type: "sepa_debit", sepa_debit: { last4: "3000" } }, "3000"],
    [{ id: "pm_4", type: "link" }, null],
    [{ id: "pm_5", type: "carrier_pigeon" }, null],
  ])("of another kind shows what it has: %j", (method, last4) => {
    expect(toPaymentMethod(fromWire<Stripe.PaymentMethod>(method))).toEqual({
      id: method.id,
      type: method.type,
      brand: null,
      last4,
      expMonth: null,
      expYear: null,
    });
  });
});

describe("an invoice", () => {
  it("is due for what remains of it, in its own currency", () => {
    expect(toInvoice(invoice)).toEqual({
      id: "in_1",
      number: "A-1",
      created: 5,
      status: "open",
      total: { amount: 1200, currency: "jpy" },
      amountDue: { amount: 200, currency: "jpy" },
      subscriptionId: "sub_1",
      onBehalfOf: null,
      hostedUrl: "https://invoice.stripe.com/i/1",
      pdfUrl: "https://pay.stripe.com/invoice/1/pdf",
    });
  });

  it("without a status is taken for a draft, and so not shown", () => {
    expect(toInvoice({ ...invoice, status: null }).status).toBe("draft");
  });

  it("of no subscription names none, and links to nothing it does not have", () => {
    const { hosted_invoice_url: _url, invoice_pdf: _pdf, ...bare } = invoice;
    expect(toInvoice({ ...bare, parent: null, number: null })).toMatchObject({
      subscriptionId: null,
      hostedUrl: null,
      pdfUrl: null,
      number: null,
    });
  });
});

describe("what pays in an old way", () => {
  const nothing = { brand: null, last4: null, expMonth: null, expYear: null };

  it.each<[string, object, object]>([
    [
      "a card",
      { object: "card", brand: "American Express", last4: "0005", exp_month: 3, exp_year: 2031 },
      { type: "card", brand: "amex", last4: "0005", expMonth: 3, expYear: 2031 },
    ],
    [
      "a bank account",
      { object: "bank_account", bank_name: "STRIPE TEST BANK", last4: "6789" },
      { ...nothing, type: "us_bank_account", last4: "6789" },
    ],
    [
      "a source that is a card",
      { object: "source", type: "card", card: { brand: "Visa", last4: "4242", exp_month: 9 } },
      { type: "card", brand: "visa", last4: "4242", expMonth: 9, expYear: null },
    ],
    [
      "a source that is a debit",
      { object: "source", type: "sepa_debit", sepa_debit: { last4: "3000" } },
      { ...nothing, type: "sepa_debit", last4: "3000" },
    ],
    [
      "a source of a kind nobody knew",
      { object: "source", type: "pigeon" },
      { ...nothing, type: "pigeon" },
    ],
  ])("is shown as a payment method: %s", (_what, source, shown) => {
    expect(toSource(fromWire<Stripe.Card>({ id: "old_1", ...source }))).toEqual({
      id: "old_1",
      ...shown,
    });
  });

  it.each([null, undefined, "card_1", { id: "acct_1", object: "account" }])(
    "is nothing to show: %j",
    (source) => {
      expect(toSource(source as string)).toBeNull();
    },
  );

  it("is the subscription's own, unless it has something newer", () => {
    const source = { id: "card_1", object: "card", brand: "Visa", last4: "4242" };
    const method = { id: "pm_9", type: "card", card: { brand: "visa", last4: "9" } };
    const read = (over: object) =>
      toSubscription(fromWire<Stripe.Subscription>({ ...subscription, ...over })).ownPaymentMethod;
    expect(read({ default_source: source })).toMatchObject({ id: "card_1", last4: "4242" });
    expect(read({ default_source: source, default_payment_method: method })?.id).toBe("pm_9");
    expect(read({ default_payment_method: "pm_9" })).toBeNull();
  });
});

/** Everything that Stripe may send, whole: what is removed from it below is what some version lacks. */
const whole = {
  coupon: {
    id: "co_1",
    name: "Fair",
    valid: true,
    percent_off: 20,
    amount_off: null,
    currency: null,
    duration: "repeating",
    duration_in_months: 3,
  },
  customer: { ...customer, balance: -500, currency: "usd", phone: "1", tax_ids: { data: [] } },
  product: { id: "prod_1", name: "Pro", active: true, marketing_features: [], metadata: {} },
  invoice: { ...invoice, amount_due: 1200, on_behalf_of: null },
};
const wholeSubscription = {
  ...subscription,
  items: { data: [item] },
  pause_collection: { behavior: "void", resumes_at: 99 },
  pending_update: { expires_at: 77 },
  discounts: [{ id: "di_1", source: { coupon: whole.coupon }, promotion_code: null, end: 8 }],
  automatic_tax: { enabled: true },
  schedule: {
    id: "sub_sched_1",
    metadata: {},
    current_phase: { start_date: 1, end_date: 20 },
    phases: [{ start_date: 20, items: [{ price: "price_2", quantity: 1 }] }],
  },
  on_behalf_of: null,
};

/** Every version of Stripe has these. */
const certain = new Set(["id", "status", "created", "currency", "price"]);

/** Whatever `of` has, less one key after the other; and each key as null. */
function lacking(of: object): [string, object][] {
  return Object.keys(of)
    .filter((key) => !certain.has(key))
    .flatMap((key): [string, object][] => {
      const { [key as never]: _gone, ...rest } = of;
      return [
        [`no ${key}`, rest],
        [`${key} null`, { ...of, [key]: null }],
      ];
    });
}

describe("what another version of Stripe leaves out", () => {
  const readers: [string, [string, object][], (value: never) => object][] = [
    ["customer", lacking(whole.customer), toCustomer],
    ["product", lacking(whole.product), toProduct],
    ["price", lacking(price), toPrice],
    ["item", lacking(item), (value) => toItem(value)],
    ["subscription", lacking(wholeSubscription), toSubscription],
    ["invoice", lacking(whole.invoice), toInvoice],
  ];

  it.each(readers)("of a %s is no crash, and no hole in what is read", (_kind, cases, read) => {
    for (const [what, value] of cases) {
      const fact = read(fromWire(value));
      expect(holesIn(fact), what).toEqual([]);
    }
  });

  it.each(readers)("of a %s may be words that nobody knew", (_kind, cases, read) => {
    for (const [, value] of cases) {
      const strange = Object.entries(value).map(([key, word]) => {
        return [key, typeof word === "string" && key !== "id" ? "hibernating" : word];
      });
      expect(holesIn(read(fromWire(Object.fromEntries(strange))))).toEqual([]);
    }
  });

  it("of an item's period is the subscription's own", () => {
    const { current_period_start: _start, current_period_end: _end, ...bare } = item;
    const old = {
      ...subscription,
      items: { data: [bare] },
      current_period_start: 3,
      current_period_end: 9,
    };
    expect(toSubscription(fromWire<Stripe.Subscription>(old)).items[0]).toMatchObject({
      currentPeriodStart: 3,
      currentPeriodEnd: 9,
    });
  });

  it("or writes elsewhere is read from there: an old discount, an old invoice's subscription", () => {
    const discount = { id: "di_1", coupon: whole.coupon, end: null };
    const old = fromWire<Stripe.Subscription>({ ...subscription, discount });
    expect(toSubscription(old).discounts).toMatchObject([
      { id: "di_1", coupon: { id: "co_1", percentOff: 20, months: 3 }, endsAt: null },
    ]);
    const { parent: _parent, ...bare } = invoice;
    const billed = fromWire<Stripe.Invoice>({ ...bare, subscription: "sub_1" });
    expect(toInvoice(billed).subscriptionId).toBe("sub_1");
  });

  it("of a discount, known by its id alone, is said of none of it", () => {
    const bare = fromWire<Stripe.Subscription>({ ...subscription, discounts: ["di_1"] });
    expect(toSubscription(bare).discounts).toEqual([]);
  });
});

/** Where a value is undefined, or a number is none: our shape knows only null. */
function holesIn(value: unknown, path = ""): string[] {
  if (value === undefined || Number.isNaN(value)) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => holesIn(part, `${path}.${key}`));
}
