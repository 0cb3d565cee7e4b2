import { expect, it } from "vitest";
import { openAccount, unique } from "./harness";

it("a product is answered with every field, absent ones null", async () => {
  const { stripe } = await openAccount();
  expect(await stripe.products.create({ name: "Starter" })).toMatchObject({
    object: "product",
    active: true,
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name: "Starter",
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    type: "service",
    unit_label: null,
    url: null,
  });
});

it("a product keeps what it is given, and '' unsets it", async () => {
  const { stripe } = await openAccount();
  const given = {
    description: "For small teams",
    images: ["https://example.com/a.png"],
    marketing_features: [{ name: "10 seats" }],
    metadata: { tier: "1" },
    name: "Starter",
    package_dimensions: { height: 1.25, length: 2, weight: 3, width: 4 },
    shippable: true,
    statement_descriptor: "STARTER PLAN",
    tax_code: "txcd_10103001",
    unit_label: "seat",
    url: "https://example.com/starter",
  };
  const product = await stripe.products.create(given);
  expect(product).toMatchObject(given);
  const changed = await stripe.products.update(product.id, {
    active: false,
    description: "",
    images: "",
    marketing_features: "",
    metadata: { tier: "" },
    package_dimensions: "",
    tax_code: "",
    unit_label: "",
    url: "",
  });
  expect(changed).toMatchObject({
    active: false,
    description: null,
    images: [],
    marketing_features: [],
    metadata: {},
    package_dimensions: null,
    tax_code: null,
    unit_label: null,
    url: null,
  });
});

it("a product is made with its default price, in several currencies", async () => {
  const { stripe } = await openAccount();
  const product = await stripe.products.create({
    name: "Pro",
    default_price_data: {
      currency: "usd",
      unit_amount: 4800,
      recurring: { interval: "month", interval_count: 3 },
      currency_options: { eur: { unit_amount: 4400, tax_behavior: "inclusive" } },
    },
    expand: ["default_price.currency_options"],
  });
  expect(product.default_price).toMatchObject({
    object: "price",
    product: product.id,
    unit_amount: 4800,
    recurring: { interval: "month", interval_count: 3 },
    currency_options: {
      eur: { unit_amount: 4400, tax_behavior: "inclusive" },
      usd: { unit_amount: 4800, tax_behavior: "unspecified" },
    },
  });
});

it("a product can be deleted as long as it has no price", async () => {
  const account = await openAccount();
  const { stripe } = account;
  const { id } = await stripe.products.create({ name: "Gone" });
  expect(await stripe.products.del(id)).toMatchObject({ id, object: "product", deleted: true });
  await expect(stripe.products.retrieve(id)).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
    param: "id",
  });
  const price = await account.price({ unit_amount: 100 });
  await expect(stripe.products.del(String(price.product))).rejects.toMatchObject({
    statusCode: 400,
    type: "StripeInvalidRequestError",
  });
});

it("products are listed by what they are", async () => {
  const { stripe } = await openAccount();
  const url = `https://example.com/${unique("p")}`;
  const boots = await stripe.products.create({ name: "Boots", type: "good", shippable: true });
  const site = await stripe.products.create({ name: "Site", url, active: false });
  const idsOf = async (params: Parameters<typeof stripe.products.list>[0]) =>
    (await stripe.products.list(params)).data.map(({ id }) => id);
  const ids = [boots.id, site.id];
  expect(await idsOf({ ids })).toEqual([site.id, boots.id]);
  expect(await idsOf({ ids, active: true })).toEqual([boots.id]);
  expect(await idsOf({ ids, shippable: true })).toEqual([boots.id]);
  expect(await idsOf({ ids, type: "good" })).toEqual([boots.id]);
  expect(await idsOf({ url })).toEqual([site.id]);
  await expect(idsOf({ ids, starting_after: boots.id })).rejects.toMatchObject({
    statusCode: 400,
  });
});

it.each([
  [{ name: "" }, "name", "parameter_invalid_empty"],
  [{ name: "X", url: "nowhere" }, "url", "url_invalid"],
  [{ name: "X", statement_descriptor: "1234" }, "statement_descriptor", undefined],
  [{ name: "X", tax_code: "txcd_none" }, "tax_code", "resource_missing"],
  [{ name: "X", default_price_data: { currency: "usd" } }, "unit_amount", "parameter_missing"],
])("a product is refused with %j", async (params, param, code) => {
  const { stripe } = await openAccount();
  await expect(stripe.products.create(params)).rejects.toMatchObject({
    statusCode: 400,
    param,
    ...(code === undefined ? {} : { code }),
  });
});

it("a product's default price is one of its own; '' unsets it", async () => {
  const account = await openAccount();
  const { stripe } = account;
  const own = await account.price({ unit_amount: 100 });
  const foreign = await account.price({ unit_amount: 100 });
  const id = String(own.product);
  expect(await stripe.products.update(id, { default_price: own.id })).toMatchObject({
    default_price: own.id,
  });
  await expect(stripe.products.update(id, { default_price: foreign.id })).rejects.toMatchObject({
    statusCode: 400,
    param: "default_price",
  });
  await expect(stripe.prices.update(own.id, { active: false })).rejects.toMatchObject({
    statusCode: 400,
  });
  expect(await stripe.products.update(id, { default_price: "" })).toMatchObject({
    default_price: null,
  });
  expect(await stripe.prices.update(own.id, { active: false })).toMatchObject({ active: false });
});

it("tax codes are retrieved and listed", async () => {
  const { stripe } = await openAccount();
  const saas = await stripe.taxCodes.retrieve("txcd_10103001");
  expect(saas).toMatchObject({ id: "txcd_10103001", object: "tax_code" });
  expect((await stripe.taxCodes.list({ limit: 3 })).data).toHaveLength(3);
  await expect(stripe.taxCodes.retrieve("txcd_x")).rejects.toMatchObject({ statusCode: 404 });
});
