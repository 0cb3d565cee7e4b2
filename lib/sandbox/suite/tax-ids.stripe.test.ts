import type Stripe from "stripe";
import { expect, it } from "vitest";
import { openAccount } from "./harness";

it("a customer's tax id is made, retrieved, listed and deleted", async () => {
  const { stripe } = await openAccount();
  const { id: customer } = await stripe.customers.create({});
  const taxId = await stripe.customers.createTaxId(customer, {
    type: "eu_vat",
    value: "DE123456789",
  });
  expect(taxId).toMatchObject({
    object: "tax_id",
    country: "DE",
    customer,
    livemode: false,
    owner: { type: "customer", customer },
    type: "eu_vat",
    value: "DE123456789",
    verification: { status: "pending", verified_address: null, verified_name: null },
  });
  expect(await stripe.customers.retrieveTaxId(customer, taxId.id)).toMatchObject({ id: taxId.id });
  expect(await stripe.taxIds.retrieve(taxId.id)).toMatchObject({ customer });
  const list = await stripe.customers.listTaxIds(customer);
  expect(list.data.map(({ id }) => id)).toEqual([taxId.id]);
  expect(await stripe.customers.deleteTaxId(customer, taxId.id)).toMatchObject({
    id: taxId.id,
    object: "tax_id",
    deleted: true,
  });
  await expect(stripe.taxIds.retrieve(taxId.id)).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  });
});

it("tax ids belong to the account itself unless an owner is named", async () => {
  const { stripe } = await openAccount();
  const { id: customer } = await stripe.customers.create({});
  const own = await stripe.taxIds.create({ type: "us_ein", value: "12-3456789" });
  const theirs = await stripe.taxIds.create({
    type: "gb_vat",
    value: "GB123456789",
    owner: { type: "customer", customer },
  });
  expect(own).toMatchObject({ country: "US", customer: null, owner: { type: "self" } });
  expect(own.verification).toMatchObject({ status: "unavailable" });
  const idsOf = (list: Stripe.ApiList<Stripe.TaxId>) => list.data.map(({ id }) => id);
  expect(idsOf(await stripe.taxIds.list())).toContain(own.id);
  expect(idsOf(await stripe.taxIds.list())).not.toContain(theirs.id);
  const owner = { type: "customer" as const, customer };
  expect(idsOf(await stripe.taxIds.list({ owner }))).toEqual([theirs.id]);
  expect(await stripe.taxIds.del(own.id)).toMatchObject({ deleted: true });
});

it.each([
  ["eu_vat", "DE12"],
  ["eu_vat", "US123456789"],
  ["gb_vat", "123"],
  ["us_ein", "1"],
] as const)("a value that cannot be of its type is refused: %s %s", async (type, value) => {
  const { stripe } = await openAccount();
  const { id } = await stripe.customers.create({});
  await expect(stripe.customers.createTaxId(id, { type, value })).rejects.toMatchObject({
    statusCode: 400,
    code: "tax_id_invalid",
    param: "value",
  });
  await expect(stripe.customers.create({ tax_id_data: [{ type, value }] })).rejects.toMatchObject({
    statusCode: 400,
    code: "tax_id_invalid",
  });
});

it("an unknown type is refused", async () => {
  const { stripe } = await openAccount();
  const { id } = await stripe.customers.create({});
  await expect(
    stripe.customers.createTaxId(id, { type: "moon_vat", value: "1" }),
  ).rejects.toMatchObject({ statusCode: 400, param: "type" });
});
