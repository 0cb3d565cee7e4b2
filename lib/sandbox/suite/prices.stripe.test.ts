import Stripe from "stripe";
import { expect, it } from "vitest";
import { openAccount, unique } from "./harness";

it("a price is answered with every field, absent ones null", async () => {
  const { stripe } = await openAccount();
  const product = await stripe.products.create({ name: "Starter" });
  const price = await stripe.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount: 1200,
    recurring: { interval: "month" },
  });
  expect(price).toMatchObject({
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    currency: "usd",
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: product.id,
    recurring: {
      interval: "month",
      interval_count: 1,
      meter: null,
      trial_period_days: null,
      usage_type: "licensed",
    },
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "recurring",
    unit_amount: 1200,
  });
  expect(String(price.unit_amount_decimal)).toBe("1200");
  expect(price).not.toHaveProperty("currency_options");
  expect(price).not.toHaveProperty("tiers");
});

it("a price of a fraction of a cent has no whole amount", async () => {
  const { price } = await openAccount();
  const made = await price({ unit_amount_decimal: Stripe.Decimal.from("0.125") });
  expect(made.unit_amount).toBeNull();
  expect(String(made.unit_amount_decimal)).toBe("0.125");
});

it("tiers show when they are expanded, the last one without a bound", async () => {
  const { stripe, price } = await openAccount();
  const made = await price({
    interval: "month",
    billing_scheme: "tiered",
    tiers_mode: "graduated",
    tiers: [
      { up_to: 5, unit_amount: 700 },
      { up_to: "inf", unit_amount: 600, flat_amount: 1000 },
    ],
  });
  expect(made).toMatchObject({
    billing_scheme: "tiered",
    tiers_mode: "graduated",
    unit_amount: null,
    unit_amount_decimal: null,
  });
  expect(made).not.toHaveProperty("tiers");
  const { tiers = [] } = await stripe.prices.retrieve(made.id, { expand: ["tiers"] });
  expect(tiers).toMatchObject([
    { flat_amount: null, flat_amount_decimal: null, unit_amount: 700, up_to: 5 },
    { flat_amount: 1000, unit_amount: 600, up_to: null },
  ]);
});

const ladder = { billing_scheme: "tiered", tiers_mode: "volume", interval: "month" } as const;
it.each([
  ["nothing", {}, "unit_amount", "parameter_missing"],
  ["a negative amount", { unit_amount: -1 }, "unit_amount", "parameter_invalid_integer"],
  ["a currency that is none", { unit_amount: 1, currency: "xyz" }, "currency", undefined],
  ["no tiers", { ...ladder }, "tiers", "parameter_missing"],
  [
    "no end of the tiers",
    { ...ladder, tiers: [{ up_to: 5, unit_amount: 1 }] },
    "tiers[0][up_to]",
    undefined,
  ],
  [
    "descending tiers",
    {
      ...ladder,
      tiers: [
        { up_to: 5, unit_amount: 1 },
        { up_to: 5, unit_amount: 1 },
        { up_to: "inf" as const, unit_amount: 1 },
      ],
    },
    "tiers[1][up_to]",
    undefined,
  ],
  [
    "tiers and a transformed quantity",
    {
      ...ladder,
      tiers: [{ up_to: "inf" as const, unit_amount: 1 }],
      transform_quantity: { divide_by: 2, round: "up" as const },
    },
    "transform_quantity",
    undefined,
  ],
  [
    "a metered price without a meter",
    { unit_amount: 1, recurring: { interval: "month" as const, usage_type: "metered" as const } },
    "recurring[meter]",
    "parameter_missing",
  ],
  [
    "more than three years",
    { unit_amount: 1, recurring: { interval: "month" as const, interval_count: 37 } },
    "recurring[interval_count]",
    undefined,
  ],
])("a price is refused: %s", async (_, params, param, code) => {
  const { price } = await openAccount();
  await expect(price(params)).rejects.toMatchObject({
    statusCode: 400,
    param,
    ...(code === undefined ? {} : { code }),
  });
});

it("a price needs one product: an existing or a new one", async () => {
  const { stripe } = await openAccount();
  const given = { currency: "usd", unit_amount: 100 };
  await expect(stripe.prices.create(given)).rejects.toMatchObject({ statusCode: 400 });
  await expect(stripe.prices.create({ ...given, product: "prod_no" })).rejects.toMatchObject({
    statusCode: 400,
    code: "resource_missing",
    param: "product",
  });
  const product_data = { name: "New", unit_label: "seat", metadata: { a: "1" } };
  const price = await stripe.prices.create({ ...given, product_data, expand: ["product"] });
  expect(price.product).toMatchObject({ object: "product", ...product_data });
});

it("currency options are kept, changed one by one and taken away by ''", async () => {
  const { stripe, price } = await openAccount();
  const expand = ["currency_options"];
  const { id } = await price({
    unit_amount: 1000,
    currency_options: { eur: { unit_amount: 900 }, jpy: { unit_amount: 1500 } },
  });
  const optionsOf = (made: Stripe.Price) =>
    Object.fromEntries(
      Object.entries(made.currency_options ?? {}).map(([key, option]) => [key, option.unit_amount]),
    );
  expect(optionsOf(await stripe.prices.retrieve(id, { expand }))).toEqual({
    eur: 900,
    jpy: 1500,
    usd: 1000,
  });
  const currency_options = { eur: { unit_amount: 950 } };
  expect(optionsOf(await stripe.prices.update(id, { currency_options, expand }))).toEqual({
    eur: 950,
    jpy: 1500,
    usd: 1000,
  });
  const bare = await stripe.prices.update(id, { currency_options: "", expand });
  expect(optionsOf(bare)).toEqual({ usd: 1000 });
});

it("a custom amount has bounds instead of an amount", async () => {
  const { price } = await openAccount();
  const bounds = { maximum: 5000, minimum: 500, preset: 1000 };
  expect(await price({ custom_unit_amount: { enabled: true, ...bounds } })).toMatchObject({
    custom_unit_amount: bounds,
    unit_amount: null,
    unit_amount_decimal: null,
  });
});

it("a quantity can be transformed", async () => {
  const { price } = await openAccount();
  const transform_quantity = { divide_by: 100, round: "up" as const };
  expect(await price({ unit_amount: 100, transform_quantity })).toMatchObject({
    transform_quantity,
  });
});

it("a lookup key stands for one price and can be transferred", async () => {
  const { stripe, price } = await openAccount();
  const lookup_key = unique("standard");
  const first = await price({ unit_amount: 1000, lookup_key });
  await expect(price({ unit_amount: 2000, lookup_key })).rejects.toMatchObject({
    statusCode: 400,
    param: "lookup_key",
  });
  const second = await price({ unit_amount: 2000, lookup_key, transfer_lookup_key: true });
  expect(await stripe.prices.retrieve(first.id)).toMatchObject({ lookup_key: null });
  const { data } = await stripe.prices.list({ lookup_keys: [lookup_key] });
  expect(data.map(({ id }) => id)).toEqual([second.id]);
});

it("of a price change: active, metadata, nickname, lookup key, and once the tax behavior", async () => {
  const { stripe, price } = await openAccount();
  const { id } = await price({ unit_amount: 1000 });
  const given = {
    active: false,
    metadata: { a: "1" },
    nickname: "old",
    tax_behavior: "exclusive" as const,
  };
  expect(await stripe.prices.update(id, given)).toMatchObject(given);
  await expect(stripe.prices.update(id, { tax_behavior: "inclusive" })).rejects.toMatchObject({
    statusCode: 400,
    param: "tax_behavior",
  });
  const raw = stripe.rawRequest("POST", `/v1/prices/${id}`, { unit_amount: 1 });
  await expect(raw).rejects.toMatchObject({ statusCode: 400, code: "parameter_unknown" });
});

it("prices are listed by product, type, currency, interval and activity", async () => {
  const { stripe, price } = await openAccount();
  const monthly = await price({ unit_amount: 1, interval: "month" });
  const product = String(monthly.product);
  const euro = await price({ unit_amount: 1, currency: "eur", product });
  const old = await price({ unit_amount: 1, interval: "year", product, active: false });
  const idsOf = async (params: Stripe.PriceListParams) =>
    (await stripe.prices.list({ product, ...params })).data.map(({ id }) => id);
  expect(await idsOf({ type: "one_time" })).toEqual([euro.id]);
  expect(await idsOf({ currency: "eur" })).toEqual([euro.id]);
  expect(await idsOf({ active: false })).toEqual([old.id]);
  expect(await idsOf({ recurring: { interval: "month" } })).toEqual([monthly.id]);
  expect(await idsOf({ active: true })).toEqual([euro.id, monthly.id]);
  expect(await idsOf({})).toEqual([euro.id, monthly.id]);
});
