import fc from "fast-check";
import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { day, june, openTestAccount } from "./test-account";

// Whatever is subscribed, changed, discounted, taxed and ended, for whomever and at whatever time: the
// preview is the invoice that then comes, line by line and to the cent. This holds for a subscription that
// begins, for its changes, its renewals and its end. What a preview refuses is refused.

const hour = 3600;
const monthly = ["starter", "pro", "seats", "graduated", "volume", "packages", "free"] as const;
const every = [...monthly, "metered", "year"] as const;
type PriceName = (typeof every)[number];
type ItemPlan = {
  price: PriceName;
  quantity: number;
  discount: string | null;
  rate: string | null;
};

const behaviors = ["create_prorations", "always_invoice", "none"] as const;
const coupons = ["tenth", "third", "five", "fiveOnce", "halfOnce", "fewMonths", "onlyPro"] as const;
const codes = ["code of third", "code of halfOnce", "code of fewMonths"] as const;
const rates = ["inside", "outside", "local"] as const;
const kindNames = [
  "swap",
  "quantity",
  "add",
  "remove",
  "anchor",
  "discount",
  "tax",
  "endTrial",
  "trial",
  "end",
  "cancelNow",
  "renewal",
] as const;

const item = fc.record({
  price: fc.constantFrom(...every),
  quantity: fc.integer({ min: 0, max: 23 }),
  discount: fc.option(fc.constantFrom(...coupons, ...codes), { freq: 4 }),
  rate: fc.option(fc.constantFrom(...rates), { freq: 4 }),
});
const start = fc.record({
  items: fc.uniqueArray(item, { minLength: 1, maxLength: 3, selector: ({ price }) => price }),
  discounts: fc.uniqueArray(fc.constantFrom(...coupons, ...codes), { maxLength: 2 }),
  rates: fc.uniqueArray(fc.constantFrom(...rates), { maxLength: 2 }),
  mode: fc.constantFrom("classic" as const, "included" as const, "itemized" as const),
  trialDays: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 6 }),
  endsAfter: fc.option(fc.integer({ min: hour, max: 50 * day }), { freq: 6 }),
  exempt: fc.constantFrom("none" as const, "none" as const, "exempt" as const, "reverse" as const),
  ownCoupon: fc.option(fc.constantFrom(...coupons), { freq: 3 }),
  balance: fc.constantFrom(0, 0, -6000, -40, 250),
});
const step = fc.record({
  wait: fc.integer({ min: 60, max: 40 * day }),
  usage: fc.nat({ max: 3000 }),
  kind: fc.constantFrom(...kindNames),
  item,
  at: fc.nat({ max: 2 }),
  behavior: fc.constantFrom(...behaviors),
  backdate: fc.option(fc.integer({ min: 0, max: 10 * day }), { freq: 3 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Start = typeof start extends fc.Arbitrary<infer T> ? T : never;

type Shop = Awaited<ReturnType<typeof openShop>>;
type Redeemed = { coupon: string } | { promotion_code: string };

/** An account with a price of every kind, coupons and tax rates. */
async function openShop() {
  const { stripe } = openTestAccount(Stripe);
  const product = async (name: string) => (await stripe.products.create({ name })).id;
  const pro = await product("Pro");
  const meter = await stripe.billing.meters.create({
    display_name: "Calls",
    event_name: "calls",
    default_aggregation: { formula: "sum" },
  });
  const make = async (
    params: Partial<Stripe.PriceCreateParams>,
    recurring: Partial<Stripe.PriceCreateParams.Recurring> = {},
    owner?: string,
  ) =>
    stripe.prices.create({
      currency: "usd",
      product: owner ?? (await product("Thing")),
      recurring: { interval: "month", ...recurring },
      ...params,
    });
  const tiers: Stripe.PriceCreateParams.Tier[] = [
    { up_to: 5, unit_amount: 700, flat_amount: 100 },
    { up_to: 10, unit_amount_decimal: Stripe.Decimal.from("650.5") },
    { up_to: "inf", unit_amount: 600 },
  ];
  const prices: { [name in PriceName]: Stripe.Price } = {
    starter: await make({ unit_amount: 1200 }),
    pro: await make({ unit_amount: 4999 }, {}, pro),
    seats: await make({ unit_amount_decimal: Stripe.Decimal.from("333.33") }),
    graduated: await make({ billing_scheme: "tiered", tiers, tiers_mode: "graduated" }),
    volume: await make({ billing_scheme: "tiered", tiers, tiers_mode: "volume" }),
    packages: await make({ unit_amount: 990, transform_quantity: { divide_by: 4, round: "up" } }),
    free: await make({ unit_amount: 0 }),
    metered: await make(
      { unit_amount_decimal: Stripe.Decimal.from("0.7") },
      { usage_type: "metered", meter: meter.id },
    ),
    year: await make({ unit_amount: 48000 }, { interval: "year" }, pro),
  };
  const coupon = (params: Stripe.CouponCreateParams) => stripe.coupons.create(params);
  const off = { amount_off: 500, currency: "usd" };
  const made = {
    tenth: await coupon({ percent_off: 10, duration: "forever" }),
    third: await coupon({ percent_off: 33.33, duration: "forever" }),
    five: await coupon({ ...off, duration: "forever" }),
    fiveOnce: await coupon({ ...off, duration: "once" }),
    halfOnce: await coupon({ percent_off: 50, duration: "once" }),
    fewMonths: await coupon({ percent_off: 20, duration: "repeating", duration_in_months: 2 }),
    onlyPro: await coupon({
      percent_off: 40,
      duration: "forever",
      applies_to: { products: [pro] },
    }),
  };
  const rate = (percentage: number, inclusive: boolean) =>
    stripe.taxRates.create({ display_name: "Tax", percentage, inclusive });
  const taxes = {
    inside: await rate(19, true),
    outside: await rate(7.25, false),
    local: await rate(1.5, false),
  };
  const code = async (coupon: Stripe.Coupon) => {
    const promotion = { type: "coupon" as const, coupon: coupon.id };
    return { promotion_code: (await stripe.promotionCodes.create({ promotion })).id };
  };
  const redeemed = new Map<string, Redeemed>([
    ...Object.entries(made).map(([name, { id }]): [string, Redeemed] => [name, { coupon: id }]),
    ["code of third", await code(made.third)],
    ["code of halfOnce", await code(made.halfOnce)],
    ["code of fewMonths", await code(made.fewMonths)],
  ]);
  const rateIds = new Map<string, string>(
    Object.entries(taxes).map(([name, { id }]) => [name, id]),
  );
  return { stripe, prices, redeemed, rateIds };
}

function found<T>(names: readonly (string | null)[], known: ReadonlyMap<string, T>): T[] {
  return names.flatMap((name) => known.get(name ?? "") ?? []);
}

function itemParams(shop: Shop, plan: ItemPlan) {
  const isMetered = plan.price === "metered";
  const discounts = found([plan.discount], shop.redeemed);
  return {
    price: shop.prices[plan.price].id,
    ...(isMetered ? {} : { quantity: plan.quantity }),
    ...(discounts.length === 0 ? {} : { discounts }),
    ...(plan.rate === null ? {} : { tax_rates: found([plan.rate], shop.rateIds) }),
  };
}

/** Classic billing has one interval only. */
function fits(plan: ItemPlan, { mode }: Start): boolean {
  return mode !== "classic" || plan.price !== "year";
}

type Running = {
  shop: Shop;
  id: string;
  clock: string;
  customer: string;
  now: number;
  start: Start;
};

async function openCustomer({ stripe, redeemed }: Shop, plan: Start) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: june });
  const customer = await stripe.customers.create({
    test_clock: clock.id,
    payment_method: "pm_card_visa",
    invoice_settings: { default_payment_method: "pm_card_visa" },
    balance: plan.balance,
    tax_exempt: plan.exempt,
  });
  // Newer SDKs no longer type it; the sandbox takes it as Stripe does for older versions.
  const [coupon] = found([plan.ownCoupon], redeemed);
  if (coupon !== undefined) {
    await stripe.rawRequest("POST", `/v1/customers/${customer.id}`, coupon);
  }
  return { clock: clock.id, customer: customer.id };
}

/** Subscribes a new customer; the first invoice is as its preview. null: it is refused, as foretold. */
async function begin(shop: Shop, plan: Start): Promise<Running | null> {
  const { stripe } = shop;
  const { clock, customer } = await openCustomer(shop, plan);
  const items = plan.items.filter((one) => fits(one, plan));
  const known = items.length > 0 ? items : [{ ...plan.items[0], price: "pro" as const }];
  const details = {
    items: known.map((one) =>
      itemParams(shop, { discount: null, rate: null, quantity: 1, ...one }),
    ),
    default_tax_rates: found(plan.rates, shop.rateIds),
    billing_mode:
      plan.mode === "classic"
        ? { type: "classic" as const }
        : { type: "flexible" as const, flexible: { proration_discounts: plan.mode } },
    ...(plan.trialDays === null ? {} : { trial_end: june + plan.trialDays * day }),
    ...(plan.endsAfter === null ? {} : { cancel_at: june + plan.endsAfter }),
  };
  const discounts = found(plan.discounts, shop.redeemed);
  const asked = preview(shop, {
    customer,
    ...(discounts.length === 0 ? {} : { discounts }),
    subscription_details: details,
  });
  const foretold = await outcomeOf(asked);
  const real = await outcomeOf(stripe.subscriptions.create({ customer, discounts, ...details }));
  if (foretold.refusal !== null || real.refusal !== null) {
    expect(foretold.refusal).toBe(real.refusal);
    return null;
  }
  const running = { shop, id: real.value.id, clock, customer, now: june, start: plan };
  const invoice = await latestOf(running);
  if (invoice === null) expect(foretold.value.lines.data).toEqual([]);
  else expect(gist(invoice)).toEqual(gist(foretold.value));
  return running;
}

async function preview({ stripe }: Shop, params: Stripe.InvoiceCreatePreviewParams) {
  return withAllLines(stripe, await stripe.invoices.createPreview(params));
}

type Outcome<T> = { refusal: null; value: T } | { refusal: string };

/** The answer, or what it was refused with. */
async function outcomeOf<T>(answer: Promise<T>): Promise<Outcome<T>> {
  try {
    return { refusal: null, value: await answer };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    return { refusal: error.code ?? error.message };
  }
}

/** Stripe advances a clock by two billing intervals at most. */
async function goTo(running: Running, time: number): Promise<void> {
  while (running.now < time) {
    running.now = Math.min(time, running.now + 56 * day);
    await running.shop.stripe.testHelpers.testClocks.advance(running.clock, {
      frozen_time: running.now,
    });
  }
}

type Given = Stripe.InvoiceCreatePreviewParams.SubscriptionDetails &
  Pick<
    Stripe.SubscriptionUpdateParams,
    "billing_cycle_anchor" | "cancel_at" | "default_tax_rates" | "items"
  >;
type Moment = { running: Running; before: Stripe.Subscription; next: Step };

/** What each kind of change asks for; null where this subscription can't have it. */
const kinds: {
  [kind in Exclude<Step["kind"], "cancelNow">]: (moment: Moment) => Given | null;
} = {
  swap: (moment) => {
    const params = newItem(moment);
    return params === null ? null : { items: [{ id: targetOf(moment).id, ...params }] };
  },
  quantity: (moment) => {
    const { id, price } = targetOf(moment);
    if (price.recurring?.usage_type === "metered") return null;
    return { items: [{ id, quantity: moment.next.item.quantity }] };
  },
  add: (moment) => {
    const params = moment.before.items.data.length < 4 ? newItem(moment) : null;
    return params === null ? null : { items: [params] };
  },
  remove: (moment) => {
    if (moment.before.items.data.length < 2) return null;
    return { items: [{ id: targetOf(moment).id, deleted: true }] };
  },
  anchor: ({ before }) =>
    before.status === "trialing" ? null : { billing_cycle_anchor: { type: "now" } },
  discount: ({ running, next }) =>
    running.start.ownCoupon !== null && endsBeforeLong(next.item.discount) ? null : {},
  tax: ({ running, next: { item: plan } }) => ({
    default_tax_rates: plan.rate === null ? "" : found([plan.rate], running.shop.rateIds),
  }),
  endTrial: ({ before }) => (before.status === "trialing" ? { trial_end: "now" } : null),
  trial: ({ running, next }) => ({ trial_end: running.now + (next.item.quantity + 1) * day }),
  end: (moment) => endOf(moment),
  renewal: () => ({}),
};

/**
 * The customer's own discount follows the subscription's. A preview's discounts stand for all of them:
 * "Pass an empty string to avoid inheriting any discounts."
 */
function endsBeforeLong(name: string | null): boolean {
  return name === null || name.endsWith("fewMonths");
}

/** With the period, within it or after it; one that is planned already is taken back. */
function endOf({ running: { now }, before, next }: Moment): Given {
  const { quantity } = next.item;
  const renewal = renewsAt(before);
  if (before.cancel_at !== null) return { cancel_at: "" };
  if (quantity % 3 === 0) return { cancel_at_period_end: true };
  if (quantity % 3 === 1) {
    return { cancel_at: now + 1 + Math.floor(((renewal - now - 1) * quantity) / 24) };
  }
  return { cancel_at: renewal + (quantity + 1) * 6 * hour };
}

function targetOf({ before, next }: Moment): Stripe.SubscriptionItem {
  const { data } = before.items;
  const target = data[next.at % data.length];
  if (target === undefined) throw new Error("The subscription has no items.");
  return target;
}

/** An item with a price that the subscription does not have yet and may have. */
function newItem({ running: { shop, start: plan }, before, next }: Moment) {
  const { id } = shop.prices[next.item.price];
  const isThere = before.items.data.some(({ price }) => price.id === id);
  return isThere || !fits(next.item, plan) ? null : itemParams(shop, next.item);
}

/** When items change, how and as of when they are prorated: at most from the last period's beginning. */
function prorating({ running, before, next }: Moment) {
  if (next.behavior === "none" || next.backdate === null) {
    return { proration_behavior: next.behavior };
  }
  const floor = Math.max(...before.items.data.map((one) => one.current_period_start));
  const date = Math.max(running.now - next.backdate, floor);
  return { proration_behavior: next.behavior, proration_date: date };
}

const prorated = ["items", "billing_cycle_anchor", "cancel_at", "cancel_at_period_end"] as const;

/** The parameters of a change; null: this subscription can't have it. */
function changeOf(moment: Moment, kind: keyof typeof kinds): Given | null {
  const change = kinds[kind](moment);
  if (change === null || prorated.every((name) => change[name] === undefined)) return change;
  return { ...change, ...prorating(moment) };
}

/** Lets time pass until nothing is a draft. Gives the subscription; null: it is over. */
async function wait(running: Running, next: Step): Promise<Stripe.Subscription | null> {
  const { stripe } = running.shop;
  await use(running, next.usage);
  await goTo(running, running.now + next.wait);
  const settled = await latestOf(running);
  if (settled?.status === "draft") await goTo(running, running.now + hour + 100);
  const before = await stripe.subscriptions.retrieve(running.id);
  return before.status === "canceled" ? null : before;
}

/** Makes one change after having previewed it; what it brings is as foretold, now or at the renewal. */
async function expectForetold(running: Running, next: Step): Promise<void> {
  const before = await wait(running, next);
  if (before === null) return;
  if (next.kind === "cancelNow") return expectEnd(running, before, next);
  const change = changeOf({ running, before, next }, next.kind);
  if (change === null) return;
  const { stripe, redeemed } = running.shop;
  const chosen = found([next.item.discount], redeemed);
  const discounts =
    next.kind === "discount" ? { discounts: chosen.length === 0 ? ("" as const) : chosen } : {};
  const asked = preview(running.shop, {
    subscription: running.id,
    subscription_details: change,
    ...discounts,
  });
  const foretold = await outcomeOf(asked);
  const real = await outcomeOf(
    stripe.subscriptions.update(running.id, { ...change, ...discounts }),
  );
  if (real.refusal !== null) return expect(foretold.refusal).toBe(real.refusal);
  if (foretold.refusal !== null) return expectNothing(running, real.value, foretold.refusal);
  await expectInvoice(running, before, real.value, foretold.value);
}

async function expectInvoice(
  running: Running,
  before: Stripe.Subscription,
  after: Stripe.Subscription,
  foretold: Stripe.Invoice,
): Promise<void> {
  if (after.latest_invoice !== before.latest_invoice) {
    expect(foretold.created).toBe(running.now);
    const invoice = await latestOf(running);
    return expect(invoice && gist(invoice)).toEqual(gist(foretold));
  }
  expect(foretold.created).toBeGreaterThanOrEqual(
    Math.min(renewsAt(after), after.cancel_at ?? Number.POSITIVE_INFINITY),
  );
  await goTo(running, foretold.created + hour + 100);
  expect(gist(await invoiceOf(running, foretold.created))).toEqual(gist(foretold));
}

/** Nothing more comes of a subscription that ends without a last invoice. */
async function expectNothing(
  running: Running,
  after: Stripe.Subscription,
  refusal: string,
): Promise<void> {
  expect(refusal).toBe("invoice_upcoming_none");
  await goTo(running, (after.cancel_at ?? running.now) + hour + 100);
  const ended = await running.shop.stripe.subscriptions.retrieve(running.id);
  expect(ended).toMatchObject({ latest_invoice: after.latest_invoice, status: "canceled" });
}

/** Ends it now and bills what is open; the last invoice is as foretold. */
async function expectEnd(
  running: Running,
  before: Stripe.Subscription,
  { behavior }: Step,
): Promise<void> {
  const { stripe } = running.shop;
  const asked = preview(running.shop, {
    subscription: running.id,
    subscription_details: { cancel_now: true, proration_behavior: behavior },
  });
  const foretold = await outcomeOf(asked);
  const prorate = behavior !== "none";
  const ended = await stripe.subscriptions.cancel(running.id, { invoice_now: true, prorate });
  const isBilled = ended.latest_invoice !== before.latest_invoice;
  if (foretold.refusal !== null) {
    return expect({ isBilled, foretold }).toEqual({
      isBilled: false,
      foretold: { refusal: "invoice_upcoming_none" },
    });
  }
  const invoice = isBilled ? await latestOf(running) : null;
  if (invoice === null) expect(foretold.value.lines.data).toEqual([]);
  else expect(gist(invoice)).toEqual(gist(foretold.value));
}

async function use({ shop, customer, now }: Running, value: number): Promise<void> {
  await shop.stripe.billing.meterEvents.create({
    event_name: "calls",
    payload: { stripe_customer_id: customer, value: String(value) },
    timestamp: now,
  });
}

/** The latest invoice with all of its lines. */
async function latestOf({ shop: { stripe }, id }: Running): Promise<Stripe.Invoice | null> {
  const { latest_invoice: invoice } = await stripe.subscriptions.retrieve(id, {
    expand: ["latest_invoice"],
  });
  if (typeof invoice === "string") throw new Error("The invoice was not expanded.");
  return invoice === null ? null : withAllLines(stripe, invoice);
}

/** The invoice of a moment, final. An end within the hour of grace leaves a draft. */
async function invoiceOf({ shop: { stripe }, id }: Running, at: number): Promise<Stripe.Invoice> {
  const { data } = await stripe.invoices.list({ subscription: id });
  const invoice = data.find(({ created }) => created === at);
  if (invoice === undefined) throw new Error(`There is no invoice of ${at}.`);
  const isDraft = invoice.status === "draft";
  const final = isDraft ? await stripe.invoices.finalizeInvoice(invoice.id) : invoice;
  return withAllLines(stripe, final);
}

/** An invoice, or a preview, shows ten lines itself. */
async function withAllLines(stripe: Stripe, invoice: Stripe.Invoice): Promise<Stripe.Invoice> {
  const { lines } = invoice;
  if (!lines.has_more) return invoice;
  const { data } = await stripe.invoices.listLineItems(invoice.id, { limit: 100 });
  return { ...invoice, lines: { ...lines, data, has_more: false } };
}

function renewsAt(subscription: Stripe.Subscription): number {
  return Math.min(...subscription.items.data.map((one) => one.current_period_end));
}

/** What a preview and the invoice it foretells must have in common. */
function gist(invoice: Stripe.Invoice) {
  const amounts = (list: readonly { amount: number }[] | null) => list?.map(({ amount }) => amount);
  const taxes = (list: Stripe.Invoice["total_taxes"]) =>
    list?.map(
      ({ amount, tax_behavior: behavior, tax_rate_details: rate, taxable_amount: base }) => ({
        amount,
        base,
        behavior,
        rate: rate?.tax_rate,
      }),
    );
  return {
    amount_due: invoice.amount_due,
    default_tax_rates: invoice.default_tax_rates.map(({ id }) => id),
    discounts: invoice.discounts.length,
    ending_balance: invoice.ending_balance,
    lines: invoice.lines.data.map((line) => ({
      amount: line.amount,
      description: line.description,
      discountable: line.discountable,
      discount_amounts: amounts(line.discount_amounts),
      period: line.period,
      price: line.pricing?.price_details?.price,
      quantity: String(line.quantity_decimal),
      taxes: taxes(line.taxes),
      unit: String(line.pricing?.unit_amount_decimal),
    })),
    period: [invoice.period_start, invoice.period_end],
    starting_balance: invoice.starting_balance,
    subtotal: invoice.subtotal,
    subtotal_excluding_tax: invoice.subtotal_excluding_tax,
    total: invoice.total,
    total_discount_amounts: amounts(invoice.total_discount_amounts),
    total_excluding_tax: invoice.total_excluding_tax,
    total_taxes: taxes(invoice.total_taxes),
  };
}

/** What an invoice says of itself must add up. */
function expectSound(invoice: Stripe.Invoice): void {
  const { data } = invoice.lines;
  const sum = (values: readonly { amount: number }[]) =>
    values.reduce((total, { amount }) => total + amount, 0);
  const off = data.flatMap((line) => line.discount_amounts ?? []);
  const taxes = data.flatMap((line) => line.taxes ?? []);
  const onTop = taxes.filter((tax) => tax.tax_behavior === "exclusive");
  expect(invoice.total).toBe(sum(data) - sum(off) + sum(onTop));
  expect(invoice.total_excluding_tax).toBe(invoice.total - sum(taxes));
  expect(sum(invoice.total_taxes ?? [])).toBe(sum(taxes));
  expect(sum(invoice.total_discount_amounts ?? [])).toBe(sum(off));
}

/** How many cases share an account: its objects are many, and its lists long, soon. */
const casesPerShop = 25;

describe("any preview", () => {
  it("equals the invoice that comes: first, of a change, of a renewal, last", async () => {
    let shop = await openShop();
    let cases = 0;
    const steps = fc.array(step, { minLength: 1, maxLength: 3 });
    const property = fc.asyncProperty(start, steps, async (plan, changes) => {
      cases += 1;
      if (cases % casesPerShop === 0) shop = await openShop();
      const running = await begin(shop, plan);
      if (running === null) return;
      for (const change of changes) await expectForetold(running, change);
      const invoices = await shop.stripe.invoices.list({ subscription: running.id, limit: 100 });
      for (const one of invoices.data) expectSound(await withAllLines(shop.stripe, one));
    });
    await fc.assert(property, { numRuns: runs(1000) });
  }, 600_000);
});
