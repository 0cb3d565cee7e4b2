import type Stripe from "stripe";
import { expect, it } from "vitest";
import { openAccount } from "./harness";

const vat = { display_name: "VAT", inclusive: false, percentage: 19 };

it("a tax rate is answered with every field, absent ones null", async () => {
  const { stripe } = await openAccount();
  const rate = await stripe.taxRates.create(vat);
  expect(rate).toMatchObject({
    object: "tax_rate",
    active: true,
    country: null,
    description: null,
    effective_percentage: null,
    flat_amount: null,
    jurisdiction: null,
    jurisdiction_level: null,
    livemode: false,
    metadata: {},
    rate_type: null,
    state: null,
    tax_type: null,
    ...vat,
  });
  expect(await stripe.taxRates.retrieve(rate.id)).toEqual(expect.objectContaining(vat));
});

it("a tax rate keeps fractions of a percent and what else it is given", async () => {
  const { stripe } = await openAccount();
  const given = {
    country: "US",
    description: "(test)",
    display_name: "Sales Tax",
    inclusive: true,
    jurisdiction: "US - NY",
    metadata: { a: "1" },
    percentage: 8.8754,
    state: "NY",
    tax_type: "sales_tax" as const,
  };
  expect(await stripe.taxRates.create(given)).toMatchObject(given);
});

it("a tax rate is archived and renamed; its percentage stays", async () => {
  const { stripe } = await openAccount();
  const { id } = await stripe.taxRates.create(vat);
  const change = { active: false, display_name: "MwSt", metadata: { a: "1" } };
  expect(await stripe.taxRates.update(id, change)).toMatchObject({ ...change, percentage: 19 });
  const raw = stripe.rawRequest("POST", `/v1/tax_rates/${id}`, { percentage: 20 });
  await expect(raw).rejects.toMatchObject({ statusCode: 400, code: "parameter_unknown" });
});

it("tax rates are listed by activity and by whether they are included", async () => {
  const { stripe } = await openAccount();
  const out = await stripe.taxRates.create(vat);
  const included = await stripe.taxRates.create({ ...vat, inclusive: true, active: false });
  const idsOf = async (params: Stripe.TaxRateListParams) =>
    (await stripe.taxRates.list({ ...params, created: { gte: out.created } })).data.map(
      ({ id }) => id,
    );
  expect(await idsOf({ inclusive: true, active: false })).toContain(included.id);
  expect(await idsOf({ active: true })).not.toContain(included.id);
  expect(await idsOf({ inclusive: false })).toContain(out.id);
});

it.each([
  [{ inclusive: true, percentage: 1 }, "display_name", "parameter_missing"],
  [{ display_name: "X", percentage: 1 }, "inclusive", "parameter_missing"],
  [{ display_name: "X", inclusive: true }, "percentage", "parameter_missing"],
  [{ ...vat, percentage: 101 }, "percentage", undefined],
  [{ ...vat, tax_type: "window_tax" }, "tax_type", undefined],
])("a tax rate is refused with %j", async (params, param, code) => {
  const { stripe } = await openAccount();
  await expect(stripe.rawRequest("POST", "/v1/tax_rates", params)).rejects.toMatchObject({
    statusCode: 400,
    param,
    ...(code === undefined ? {} : { code }),
  });
});
