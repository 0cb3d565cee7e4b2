import { expect, it } from "vitest";
import { itemOf, openAccount } from "./harness";

it("a plan makes its product and is a price underneath", async () => {
  const { stripe } = await openAccount();
  const plan = await stripe.plans.create({
    amount: 2000,
    currency: "usd",
    interval: "month",
    nickname: "legacy",
    product: { name: "myproduct" },
    trial_period_days: 7,
  });
  expect(plan).toMatchObject({
    object: "plan",
    active: true,
    amount: 2000,
    billing_scheme: "per_unit",
    currency: "usd",
    interval: "month",
    interval_count: 1,
    metadata: {},
    meter: null,
    nickname: "legacy",
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: 7,
    usage_type: "licensed",
  });
  expect(await stripe.prices.retrieve(plan.id)).toMatchObject({
    id: plan.id,
    unit_amount: 2000,
    product: plan.product,
    recurring: { interval: "month", trial_period_days: 7 },
  });
  expect(await stripe.products.retrieve(String(plan.product))).toMatchObject({
    name: "myproduct",
  });
});

it("a plan can be subscribed to, by plan or as a price", async () => {
  const account = await openAccount();
  const customer = await account.customer();
  const product = { name: "Legacy" };
  const given = { amount: 2000, currency: "usd", interval: "month" as const, product };
  const plan = await account.stripe.plans.create(given);
  const subscription = await account.subscribe(customer, plan.id);
  expect(itemOf(subscription).plan).toMatchObject({ id: plan.id, amount: 2000 });
});

it("a plan changes, is listed and deleted", async () => {
  const { stripe } = await openAccount();
  const { id: product } = await stripe.products.create({ name: "Legacy" });
  const given = { amount: 2000, currency: "usd", interval: "year" as const, product };
  const { id } = await stripe.plans.create(given);
  const change = { active: false, metadata: { a: "1" }, nickname: "old", trial_period_days: 3 };
  expect(await stripe.plans.update(id, change)).toMatchObject(change);
  const list = await stripe.plans.list({ product, active: false });
  expect(list.data.map((plan) => plan.id)).toEqual([id]);
  expect(await stripe.plans.del(id)).toMatchObject({ id, object: "plan", deleted: true });
  await expect(stripe.plans.retrieve(id)).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  });
});

it("a plan has tiers, or transforms its usage", async () => {
  const { stripe } = await openAccount();
  const { id: product } = await stripe.products.create({ name: "Legacy" });
  const common = { currency: "usd", interval: "month" as const, product };
  const tiered = await stripe.plans.create({
    ...common,
    billing_scheme: "tiered",
    tiers_mode: "volume",
    tiers: [
      { up_to: 10, unit_amount: 100 },
      { up_to: "inf", unit_amount: 50 },
    ],
    expand: ["tiers"],
  });
  expect(tiered).toMatchObject({
    amount: null,
    tiers: [{ up_to: 10 }, { up_to: null }],
    tiers_mode: "volume",
  });
  const transform_usage = { divide_by: 10, round: "down" as const };
  expect(await stripe.plans.create({ ...common, amount: 100, transform_usage })).toMatchObject({
    transform_usage,
  });
});
