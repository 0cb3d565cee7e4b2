import fc from "fast-check";
import type Stripe from "stripe";
import { beforeAll, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { openSession } from "@/scripts/testing/make-session";
import { tryAction, tryPreview } from "@/scripts/testing/try-action";
import { updateConfiguration } from "@/scripts/testing/update-configuration";
import { findDefaultConfiguration } from "../../db/configurations";
import { configurationSchema } from "../../portal/configuration";
import type { PlanPreview, QuantityPreview } from "../../portal/preview";
import { saveService } from "../../services/save-service";
import type { PortalContext } from "../../sessions/load-session";

// Whatever is subscribed to and changed, whenever, how often and by whatever configuration: what the preview shows is
// what the invoice charges, to the cent, at the confirm or with the next invoice, and what is put off charges nothing
// before. What is shown of the renewal after an invoice of the confirm is what that renewal charges.

const hour = 3600;
const day = 24 * hour;
const june = 1_780_272_000;
const names = [
  "starter",
  "pro",
  "seats",
  "graduated",
  "volume",
  "free",
  "starterYear",
  "proYear",
] as const;
type Name = (typeof names)[number];
const tierNames = ["basic", "basicYear", "team", "teamYear", "business", "businessYear"] as const;
type TierName = (typeof tierNames)[number];

const world = fc.record({
  /** What is subscribed to: a tier of several parts, or one price of the list. */
  tier: fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...tierNames) },
  ),
  calls: fc.constantFrom(0, 0, 70),
  from: fc.constantFrom(...names),
  quantity: fc.integer({ min: 1, max: 12 }),
  mode: fc.constantFrom("classic" as const, "flexible" as const),
  tax: fc.constantFrom(
    "none" as const,
    "inclusive" as const,
    "exclusive" as const,
    "both" as const,
    "automatic" as const,
  ),
  coupon: fc.option(
    fc.constantFrom(
      "tenth" as const,
      "third" as const,
      "five" as const,
      "once" as const,
      "months" as const,
    ),
    { freq: 2 },
  ),
  trialDays: fc.option(fc.integer({ min: 3, max: 30 }), { freq: 5 }),
  balance: fc.constantFrom(0, 0, 0, -6000, -40, 250),
  wait: fc.integer({ min: 60, max: 45 * day }),
});
const wish = fc.record({
  tier: fc.constantFrom(...tierNames),
  to: fc.option(fc.constantFrom(...names), { freq: 4 }),
  quantity: fc.option(fc.integer({ min: 0, max: 15 }), { freq: 2 }),
  code: fc.constantFrom(null, null, "QUARTER" as const, "SPRING" as const),
});
const rules = fc.record({
  proration_behavior: fc.constantFrom(
    "none" as const,
    "create_prorations" as const,
    "always_invoice" as const,
  ),
  billing_cycle_anchor: fc.constantFrom(null, "unchanged" as const, "now" as const),
  trial_update_behavior: fc.constantFrom("end_trial" as const, "continue_trial" as const),
  schedule_at_period_end: fc.record({
    conditions: fc.subarray([
      { type: "decreasing_item_amount" as const },
      { type: "shortening_interval" as const },
    ]),
  }),
});
const cases = fc.record({
  world,
  wish,
  rules,
  /** Another change some time after the first one. */
  again: fc.oneof(
    { weight: 7, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.record({ wish, wait: fc.integer({ min: 0, max: 35 * day }) }) },
  ),
  /** Whether the renewal after an invoice of the confirm is waited for: that takes a while. */
  follows: fc.constantFrom(true, false, false, false),
});
type Case = ValueOf<typeof cases>;
type Wish = ValueOf<typeof wish>;
type Held = Case["world"];
type ValueOf<A> = A extends fc.Arbitrary<infer T> ? T : never;

let sandbox: FaultSandbox;
let shop: Shop;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  shop = await openShop();
});

type Shop = Awaited<ReturnType<typeof openShop>>;

/** A merchant who sells something of every kind, with discounts and taxes. */
async function openShop() {
  const merchant = await makeMerchant(sandbox);
  const { stripe } = merchant.account;
  const product = async (name: string, unit = name.toLowerCase()) =>
    (await stripe.products.create({ name, unit_label: unit })).id;
  const [starter, pro, seats, tiered, volume, free] = await Promise.all(
    ["Starter", "Pro", "Seats", "Tiered", "Volume", "Free"].map((name) => product(name)),
  );
  const make: MakePrice = async (owner, params, interval = "month") => {
    const common = { currency: "usd", product: owner ?? "", tax_behavior: "exclusive" as const };
    return (await stripe.prices.create({ ...common, recurring: { interval }, ...params })).id;
  };
  const tiers: Stripe.PriceCreateParams.Tier[] = [
    { up_to: 5, unit_amount: 700, flat_amount: 100 },
    { up_to: "inf", unit_amount: 600 },
  ];
  const scheme = { billing_scheme: "tiered", tiers } as const;
  const prices: Record<Name, string> = {
    starter: await make(starter, { unit_amount: 1200 }),
    starterYear: await make(starter, { unit_amount: 12_345 }, "year"),
    pro: await make(pro, { unit_amount: 4999 }),
    proYear: await make(pro, { unit_amount: 48_000 }, "year"),
    seats: await make(seats, { unit_amount: 333 }),
    graduated: await make(tiered, { ...scheme, tiers_mode: "graduated" }),
    volume: await make(volume, { ...scheme, tiers_mode: "volume" }),
    free: await make(free, { unit_amount: 0 }),
  };
  const tiersOf = await sellTiers(merchant, product, make);
  const owners: Record<Name, string | undefined> = {
    starter,
    starterYear: starter,
    pro,
    proYear: pro,
    seats,
    graduated: tiered,
    volume,
    free,
  };
  const coupon = async (params: Stripe.CouponCreateParams) =>
    (await stripe.coupons.create(params)).id;
  const coupons = {
    tenth: await coupon({ percent_off: 10, duration: "forever" }),
    third: await coupon({ percent_off: 33.33, duration: "forever" }),
    five: await coupon({ amount_off: 500, currency: "usd", duration: "forever" }),
    once: await coupon({ percent_off: 50, duration: "once" }),
    months: await coupon({ percent_off: 20, duration: "repeating", duration_in_months: 2 }),
  };
  await stripe.promotionCodes.create({
    code: "QUARTER",
    promotion: { type: "coupon", coupon: await coupon({ percent_off: 25, duration: "forever" }) },
  });
  await stripe.promotionCodes.create({
    code: "SPRING",
    promotion: { type: "coupon", coupon: coupons.months },
  });
  const rate = async (percentage: number, inclusive: boolean) =>
    (await stripe.taxRates.create({ display_name: "Tax", percentage, inclusive })).id;
  const taxes = { inclusive: await rate(19, true), exclusive: await rate(7.25, false) };
  return { merchant, stripe, prices, owners, coupons, taxes, tiersOf };
}

type MakePrice = (
  owner: string | undefined,
  params: Partial<Stripe.PriceCreateParams>,
  interval?: "month" | "year",
) => Promise<string>;

/** A service of three tiers: one part; with seats and use; with other seats, by volume, and other use. */
async function sellTiers(
  { id: merchantId, account: { stripe } }: TestMerchant,
  product: (name: string, unit?: string) => Promise<string>,
  make: MakePrice,
): Promise<Record<TierName, readonly string[]>> {
  const meter = await stripe.billing.meters.create({
    display_name: "Calls",
    event_name: "calls",
    default_aggregation: { formula: "sum" },
  });
  const volume: Partial<Stripe.PriceCreateParams> = {
    billing_scheme: "tiered",
    tiers_mode: "volume",
    tiers: [
      { up_to: 4, unit_amount: 900 },
      { up_to: "inf", unit_amount: 750 },
    ],
  };
  const sold = async (name: string, role: string, params: Partial<Stripe.PriceCreateParams>) => {
    const owner = await product(name, role === "base" ? name : role);
    const use = role === "metered" ? { usage_type: "metered" as const, meter: meter.id } : {};
    const price = (interval: "month" | "year", times: number) =>
      make(owner, {
        ...params,
        ...(params.unit_amount === undefined ? {} : { unit_amount: params.unit_amount * times }),
        recurring: { interval, ...use },
      });
    const prices = [await price("month", 1), await price("year", role === "metered" ? 1 : 10)];
    return {
      prices,
      part: { product: owner, role, prices, quantity: role === "seats" ? { minimum: 1 } : null },
    };
  };
  const parts = {
    basic: [await sold("Basic", "base", { unit_amount: 1500 })],
    team: [
      await sold("Team", "base", { unit_amount: 2950 }),
      await sold("Team seats", "seats", { unit_amount: 699 }),
      await sold("Calls", "metered", { unit_amount: 3 }),
    ],
    business: [
      await sold("Business", "base", { unit_amount: 5900 }),
      await sold("Business seats", "seats", volume),
      await sold("Cheap calls", "metered", { unit_amount: 2 }),
    ],
  };
  const tiers = Object.entries(parts).map(([name, all]) => ({
    name,
    products: all.map(({ part }) => part),
  }));
  const cause = { actorType: "system", actorId: "test", request: null, replay: null } as const;
  await saveService({ merchantId, livemode: false }, { name: "Acme", tiers }, cause);
  const at = (all: (typeof parts)["basic"], index: number) =>
    all.map(({ prices }) => prices[index] ?? "");
  return {
    basic: at(parts.basic, 0),
    basicYear: at(parts.basic, 1),
    team: at(parts.team, 0),
    teamYear: at(parts.team, 1),
    business: at(parts.business, 0),
    businessYear: at(parts.business, 1),
  };
}

async function configure(
  { merchant, prices, owners }: Shop,
  { world: { tier }, rules: given }: Case,
): Promise<void> {
  const listed = [...new Set(Object.values(owners))].map((product = "") => ({
    product,
    prices: names.filter((name) => owners[name] === product).map((name) => prices[name]),
    adjustable_quantity: { enabled: true, minimum: 0, maximum: 40 },
  }));
  const document = configurationSchema.parse({
    features: {
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price", "quantity", "promotion_code"],
        products: listed,
        ...given,
      },
    },
    portico: { services: tier === null ? [] : ["Acme"] },
  });
  const held = await findDefaultConfiguration(merchant.id, false);
  await updateConfiguration(merchant.id, false, held?.id ?? "", { document });
}

function taxesOf({ taxes }: Shop, tax: Case["world"]["tax"]) {
  switch (tax) {
    case "none":
      return {};
    case "automatic":
      return { automatic_tax: { enabled: true } };
    case "both":
      return { default_tax_rates: [taxes.inclusive, taxes.exclusive] };
    default:
      return { default_tax_rates: [taxes[tax]] };
  }
}

type Running = {
  readonly customer: string;
  readonly subscription: string;
  readonly clock: string;
  now: number;
};

async function begin(shop: Shop, made: Case["world"]): Promise<Running> {
  const { stripe, coupons } = shop;
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: june });
  const customer = await stripe.customers.create({
    test_clock: clock.id,
    payment_method: "pm_card_visa",
    invoice_settings: { default_payment_method: "pm_card_visa" },
    balance: made.balance,
    address: { country: "DE", postal_code: "10115", city: "Berlin", line1: "1" },
  });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: itemsOf(shop, made),
    billing_mode: { type: made.mode },
    ...taxesOf(shop, made.tax),
    ...(made.coupon === null ? {} : { discounts: [{ coupon: coupons[made.coupon] }] }),
    ...(made.trialDays === null ? {} : { trial_end: june + made.trialDays * day }),
  });
  const running = {
    customer: customer.id,
    subscription: subscription.id,
    clock: clock.id,
    now: june,
  };
  await goTo({ stripe }, running, june + made.wait);
  if (made.tier !== null && made.calls > 0) await use(shop, running, made.calls);
  return running;
}

/** A tier's base counts once, its seats as often as is held; what is metered has no number. */
function itemsOf({ prices, tiersOf }: Shop, { tier, from, quantity }: Case["world"]) {
  if (tier === null) return [{ price: prices[from], quantity }];
  const counts = [{ quantity: 1 }, { quantity }, {}];
  return tiersOf[tier].map((price, index) => ({ price, ...counts[index] }));
}

async function use({ stripe }: Shop, { customer, now }: Running, calls: number): Promise<void> {
  const payload = { stripe_customer_id: customer, value: `${calls}` };
  const timestamp = now - 30;
  await stripe.billing.meterEvents.create({ event_name: "calls", payload, timestamp });
}

async function goTo(
  { stripe }: Pick<Shop, "stripe">,
  running: Running,
  time: number,
): Promise<void> {
  while (running.now < time) {
    running.now = Math.min(time, running.now + 50 * day);
    await stripe.testHelpers.testClocks.advance(running.clock, { frozen_time: running.now });
  }
  // Renewals are drafts for an hour: nothing is measured while one is.
  const { data } = await stripe.invoices.list({ customer: running.customer, status: "draft" });
  if (data.length > 0) await goTo({ stripe }, running, running.now + hour + 60);
}

/** What is asked for: another plan, with a number and a code maybe, or another number. */
function inputOf(shop: Shop, { subscription }: Running, held: Held, wanted: Wish) {
  const { to, quantity, code } = wanted;
  if (to === null || (held.tier === null && to === held.from)) {
    return { name: "change_quantity" as const, input: { subscription, quantity: quantity ?? 3 } };
  }
  const typed = code !== null && held.coupon === null ? { promotion_code: code } : {};
  return {
    name: "change_plan" as const,
    input: { subscription, ...planOf(shop, held, wanted, to), ...typed },
  };
}

function planOf({ prices, tiersOf }: Shop, held: Held, wanted: Wish, to: Name) {
  const { quantity, tier } = wanted;
  if (held.tier === null) return { price: prices[to], ...(quantity === null ? {} : { quantity }) };
  const [price = "", seats] = tiersOf[tier];
  const isCounted = quantity !== null && seats !== undefined;
  return { price, ...(isCounted ? { quantities: { seats: quantity } } : {}) };
}

async function listInvoices({ stripe }: Shop, { customer }: Running): Promise<Stripe.Invoice[]> {
  const { data } = await stripe.invoices.list({ customer, limit: 100 });
  return data;
}

/** What may be asked for and can't be had: so many are held already, too few, or there is nothing left to bill. */
const refusals = ["parameter_invalid", "quantity_invalid", "subscription_state"];

/** Gives what became of each change, for the counts below. */
async function holdEqual(given: Case): Promise<string[]> {
  await configure(shop, given);
  const running = await begin(shop, given.world);
  const { context } = await openSession(shop.merchant, running.customer);
  const { again, wish: first } = given;
  if (again === null) return [await change(context, running, given, first)];
  const before = await change(context, running, { ...given, follows: null }, first);
  if (before === "refused" || before === "charged when it took effect") return [before];
  await goTo(shop, running, running.now + again.wait);
  const after = await change(context, running, given, { ...again.wish, code: null });
  return [before, after, "changed again"];
}

/** How much is waited for: null neither for the next invoice nor for a renewal. */
type Following = Pick<Case, "world"> & { readonly follows: boolean | null };

async function change(
  context: PortalContext,
  running: Running,
  { world: held, follows }: Following,
  wanted: Wish,
): Promise<string> {
  const { name, input } = inputOf(shop, running, held, wanted);
  const shown = await tryPreview(context, name, input);
  if (!("previewed" in shown)) {
    expect(refusals).toContain(shown.error.error.code);
    return "refused";
  }
  const { preview, expected } = shown.previewed;
  if (preview.kind !== "change_plan" && preview.kind !== "change_quantity")
    throw new Error("Another preview.");
  const before = await listInvoices(shop, running);
  const done = await tryAction(context, name, input, { expected });
  if (!("answer" in done)) throw new Error(`Refused: ${done.error.error.code}`);
  const isLater = preview.effectiveAt !== null;
  expect(done.answer.outcome).toBe(isLater ? "scheduled" : "applied");
  const made = newer(await listInvoices(shop, running), before);
  if (preview.billed === "now") {
    expect(made.length).toBeLessThanOrEqual(1);
    compare(preview, preview.dueNow.amount, made[0]);
    if (follows !== true) return "charged now";
    await compareRenewal(preview, running, held);
    return "charged now, and renewed as shown";
  }
  expect(made).toEqual([]);
  expect(preview.dueNow.amount).toBe(0);
  if (follows !== null || isLater) await compareNext(preview, running, { held, code: wanted.code });
  return isLater ? "charged when it took effect" : "charged with the next invoice";
}

/** What the next invoice charges, where that is what brings the change. */
async function compareNext(
  preview: Changed,
  running: Running,
  { held, code }: { held: Held; code: Wish["code"] },
): Promise<void> {
  const { at, amount } = preview.next ?? { at: running.now, amount: preview.dueNow };
  const invoice = await awaitInvoice(running, at);
  if (preview.effectiveAt === null) return compare(preview, amount.amount, invoice);
  // By when a change takes effect that is put off, nobody can tell what will have been used: the rest is compared.
  if (isUsed(held)) {
    const lines = preview.lines.map((line) => ({ ...line, amount: line.amount.amount }));
    const charged = invoice?.lines.data ?? [];
    return expect(amountsOf(lines.filter(isNoUse))).toEqual(amountsOf(charged.filter(isNoUse)));
  }
  // Stripe previews no change that is put off. A code of some months is redeemed when the change takes effect, and is
  // over by then where it is asked about now: never more is charged than was shown.
  if (code === "SPRING") return expect(invoice?.amount_due).toBeLessThanOrEqual(amount.amount);
  return compare(preview, amount.amount, invoice);
}

function isUsed({ tier, calls }: Held): boolean {
  return tier !== null && calls > 0;
}

function isNoUse({ description }: { readonly description: string | null }): boolean {
  return !description?.includes("metered");
}

/** The first invoice from now until `at`. */
async function awaitInvoice(running: Running, at: number): Promise<Stripe.Invoice | undefined> {
  const before = await listInvoices(shop, running);
  await goTo(shop, running, at + 2 * hour);
  return newer(await listInvoices(shop, running), before).at(-1);
}

/** What is charged next once the confirm's invoice is paid; what is used until then comes on top and can't be told. */
async function compareRenewal({ next }: Changed, running: Running, held: Held) {
  if (next === null) throw new Error("No renewal is shown.");
  if (isUsed(held)) return;
  const renewal = await awaitInvoice(running, next.at);
  const isTooLittle = next.amount.amount > 0 && next.amount.amount < leastCharge;
  expect({ total: next.total.amount, due: isTooLittle ? 0 : next.amount.amount }).toEqual({
    total: renewal?.total,
    due: renewal?.amount_due,
  });
}

/** Stripe's for dollars: less becomes a debt. */
const leastCharge = 50;

type Changed = PlanPreview | QuantityPreview;

function newer(
  all: readonly Stripe.Invoice[],
  before: readonly Stripe.Invoice[],
): Stripe.Invoice[] {
  const known = new Set(before.map(({ id }) => id));
  return all.filter(({ id }) => !known.has(id));
}

/** Without lines for nothing: how many there are of those about no use at all is not told before. */
function amountsOf(lines: readonly { readonly amount: number }[]): number[] {
  return lines
    .map(({ amount }) => amount)
    .filter((amount) => amount !== 0)
    .sort();
}

/** What an invoice adds to its customer's credit. */
function grown({ starting_balance: before, ending_balance: after }: Stripe.Invoice): number {
  return Math.max(0, -(after ?? 0)) - Math.max(0, -before);
}

/** The sums one by one, so that a fault says which. */
function compare(shown: Changed, amount: number, invoice: Stripe.Invoice | undefined): void {
  const charged = invoice && {
    due: invoice.amount_due,
    subtotal: invoice.subtotal,
    tax: (invoice.total_taxes ?? []).reduce((total, tax) => total + tax.amount, 0),
    credit: Math.max(0, grown(invoice)),
    lines: amountsOf(invoice.lines.data),
  };
  if (charged === undefined) {
    expect({ amount, lines: shown.lines }).toEqual({ amount: 0, lines: [] });
    return;
  }
  expect(invoice?.status).toBe("paid");
  expect({
    due: amount,
    subtotal: shown.subtotal.amount,
    tax: shown.tax?.amount ?? 0,
    credit: shown.credit?.amount ?? 0,
    lines: amountsOf(shown.lines.map(({ amount }) => amount)),
  }).toEqual(charged);
}

it("what is shown is what is charged, to the cent", async () => {
  const counts = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      for (const what of await holdEqual(given)) counts.set(what, (counts.get(what) ?? 0) + 1);
    }),
    { numRuns: runs(2000), endOnFailure: true },
  );
  // Each way of charging has been seen often enough for the rule to mean something.
  for (const what of [
    "charged now",
    "charged now, and renewed as shown",
    "charged with the next invoice",
    "charged when it took effect",
    "changed again",
  ]) {
    expect(counts.get(what) ?? 0).toBeGreaterThan(runs(2000) / 100);
  }
}, 1_200_000);
