import fc from "fast-check";
import type Stripe from "stripe";
import { beforeAll, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { openSession } from "@/scripts/testing/make-session";
import { tryAction, tryPreview } from "@/scripts/testing/try-action";
import { updateConfiguration } from "@/scripts/testing/update-configuration";
import { findDefaultConfiguration } from "../../db/configurations";
import { configurationSchema } from "../../portal/configuration";
import type { PlanPreview, QuantityPreview } from "../../portal/preview";

// Whatever is subscribed to and changed, whenever and by whatever configuration: what the preview shows is what the
// invoice charges, to the cent, at the confirm or with the next invoice, and what is put off charges nothing before.

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

const world = fc.record({
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
  to: fc.option(fc.constantFrom(...names), { freq: 4 }),
  quantity: fc.option(fc.integer({ min: 0, max: 15 }), { freq: 2 }),
  code: fc.boolean(),
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
type Case = {
  world: ValueOf<typeof world>;
  wish: ValueOf<typeof wish>;
  rules: ValueOf<typeof rules>;
};
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
  const product = async (name: string) =>
    (await stripe.products.create({ name, unit_label: name.toLowerCase() })).id;
  const [starter, pro, seats, tiered, volume, free] = await Promise.all(
    ["Starter", "Pro", "Seats", "Tiered", "Volume", "Free"].map(product),
  );
  const make = async (
    owner: string | undefined,
    params: Partial<Stripe.PriceCreateParams>,
    interval: "month" | "year" = "month",
  ) => {
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
  const rate = async (percentage: number, inclusive: boolean) =>
    (await stripe.taxRates.create({ display_name: "Tax", percentage, inclusive })).id;
  const taxes = { inclusive: await rate(19, true), exclusive: await rate(7.25, false) };
  return { merchant, stripe, prices, owners, coupons, taxes };
}

async function configure({ merchant, prices, owners }: Shop, given: Case["rules"]): Promise<void> {
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

async function begin(
  { stripe, prices, coupons, ...others }: Shop,
  made: Case["world"],
): Promise<Running> {
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
    items: [{ price: prices[made.from], quantity: made.quantity }],
    billing_mode: { type: made.mode },
    ...taxesOf({ stripe, prices, coupons, ...others }, made.tax),
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
  return running;
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
function inputOf({ prices }: Shop, { subscription }: Running, { world: held, wish: wanted }: Case) {
  const { to, quantity, code } = wanted;
  const number = quantity === null ? {} : { quantity };
  if (to === null || to === held.from) {
    return { name: "change_quantity" as const, input: { subscription, quantity: quantity ?? 3 } };
  }
  const typed = code && held.coupon === null ? { promotion_code: "QUARTER" } : {};
  return {
    name: "change_plan" as const,
    input: { subscription, price: prices[to], ...number, ...typed },
  };
}

async function listInvoices({ stripe }: Shop, { customer }: Running): Promise<Stripe.Invoice[]> {
  const { data } = await stripe.invoices.list({ customer, limit: 100 });
  return data;
}

/** What may be asked for and can't be had: so many are held already, or there is nothing left to bill. */
const refusals = ["parameter_invalid", "subscription_state"];

/** Gives what became of it, for the counts below. */
async function holdEqual(given: Case): Promise<string> {
  await configure(shop, given.rules);
  const running = await begin(shop, given.world);
  const { context } = await openSession(shop.merchant, running.customer);
  const { name, input } = inputOf(shop, running, given);
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
    return "charged now";
  }
  expect(made).toEqual([]);
  expect(preview.dueNow.amount).toBe(0);
  const { at, amount } = preview.next ?? { at: running.now, amount: preview.dueNow };
  await goTo(shop, running, at + 2 * hour);
  const [next] = newer(await listInvoices(shop, running), before);
  compare(preview, amount.amount, next);
  return isLater ? "charged when it took effect" : "charged with the next invoice";
}

function newer(
  all: readonly Stripe.Invoice[],
  before: readonly Stripe.Invoice[],
): Stripe.Invoice[] {
  const known = new Set(before.map(({ id }) => id));
  return all.filter(({ id }) => !known.has(id));
}

/** The sums one by one, so that a fault says which. */
function compare(
  shown: PlanPreview | QuantityPreview,
  amount: number,
  invoice: Stripe.Invoice | undefined,
): void {
  const charged = invoice && {
    due: invoice.amount_due,
    subtotal: invoice.subtotal,
    tax: (invoice.total_taxes ?? []).reduce((total, tax) => total + tax.amount, 0),
    credit: Math.max(0, -invoice.total),
    lines: invoice.lines.data.map((line) => line.amount).sort(),
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
    lines: shown.lines.map((line) => line.amount.amount).sort(),
  }).toEqual(charged);
}

it("what is shown is what is charged, to the cent", async () => {
  const counts = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.record({ world, wish, rules }), async (given) => {
      const what = await holdEqual(given);
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }),
    { numRuns: runs(2000), endOnFailure: true },
  );
  // Each way of charging has been seen often enough for the rule to mean something.
  for (const what of [
    "charged now",
    "charged with the next invoice",
    "charged when it took effect",
  ]) {
    expect(counts.get(what) ?? 0).toBeGreaterThan(runs(2000) / 20);
  }
}, 600_000);
