import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { openAccount } from "./harness";

/** A call with parameters that the SDK's types do not allow. */
function post(stripe: Stripe, path: string, params: Record<string, unknown>) {
  return stripe.rawRequest("POST", path, params);
}

describe("parameters", () => {
  it.each([
    ["/v1/customers", { nope: "1" }, "parameter_unknown", "nope"],
    [
      "/v1/customers",
      { invoice_settings: { nope: "1" } },
      "parameter_unknown",
      "invoice_settings[nope]",
    ],
    ["/v1/products", {}, "parameter_missing", "name"],
    ["/v1/products", { name: "" }, "parameter_invalid_empty", "name"],
    [
      "/v1/prices",
      { currency: "usd", unit_amount: "1.5", product_data: { name: "A" } },
      "parameter_invalid_integer",
      "unit_amount",
    ],
    ["/v1/customers", { email: "nope" }, "email_invalid", "email"],
    ["/v1/subscriptions", { customer: "cus_none" }, "resource_missing", "customer"],
  ])("%s refuses %j", async (path, params, code, param) => {
    const { stripe } = await openAccount();
    await expect(post(stripe, path, params)).rejects.toMatchObject({
      statusCode: 400,
      rawType: "invalid_request_error",
      code,
      param,
    });
  });

  it("name the values that are allowed", async () => {
    const { stripe } = await openAccount();
    const odd = post(stripe, "/v1/customers", { tax_exempt: "odd" });
    await expect(odd).rejects.toThrow("Invalid tax_exempt: must be one of ");
    await expect(odd).rejects.toMatchObject({ statusCode: 400, param: "tax_exempt" });
  });

  it("may give lists as hashes with numbers for keys", async () => {
    const { stripe } = await openAccount();
    const { id } = await stripe.customers.create();
    const updated = post(stripe, `/v1/customers/${id}`, {
      preferred_locales: { "0": "de", "1": "en" },
    });
    await expect(updated).resolves.toMatchObject({ preferred_locales: ["de", "en"] });
  });

  it("keep odd names apart from the language's own", async () => {
    const { stripe } = await openAccount();
    const metadata = { constructor: "a", toString: "b" };
    const { id } = await stripe.customers.create({ metadata });
    expect((await stripe.customers.retrieve(id)) as object).toMatchObject({ metadata });
  });

  it("tell of odd names only what they were", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    await stripe.customers.update(id, { metadata: { constructor: "a" } });
    const { data } = await stripe.events.list({ type: "customer.updated", limit: 100 });
    const event = data.find((one) => "id" in one.data.object && one.data.object.id === id);
    const previous = event?.data.previous_attributes;
    expect(JSON.parse(JSON.stringify(previous))).toEqual({ metadata: { constructor: null } });
  });
});

describe("metadata", () => {
  it("merges, unsets one key by '' and all by ''", async () => {
    const { stripe } = await openAccount();
    const { id } = await stripe.customers.create({ metadata: { a: "1", b: "2" } });
    const merged = await stripe.customers.update(id, { metadata: { b: "", c: "3" } });
    expect(merged.metadata).toEqual({ a: "1", c: "3" });
    expect((await stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
  });

  it("has at most 50 keys, of 40 characters, with values of 500", async () => {
    const { stripe } = await openAccount();
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "1"]));
    for (const metadata of [many, { ["k".repeat(41)]: "1" }, { k: "v".repeat(501) }]) {
      const attempt = stripe.customers.create({ metadata });
      await expect(attempt).rejects.toMatchObject({ statusCode: 400 });
    }
  });
});

describe("answers", () => {
  it("say that there is no such object: 404 for a path, 400 for a parameter", async () => {
    const { stripe } = await openAccount();
    await expect(stripe.customers.retrieve("cus_none")).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      param: "id",
      message: "No such customer: 'cus_none'",
    });
    const intent = { statusCode: 404, code: "resource_missing", param: "intent" };
    await expect(stripe.paymentIntents.retrieve("pi_none")).rejects.toMatchObject(intent);
    await expect(stripe.setupIntents.retrieve("seti_none")).rejects.toMatchObject(intent);
    await expect(stripe.coupons.retrieve("none")).rejects.toMatchObject({ param: "coupon" });
    await expect(stripe.subscriptionSchedules.retrieve("sub_sched_none")).rejects.toMatchObject({
      param: "id",
      message: "No such subscription schedule: 'sub_sched_none'",
    });
    await expect(stripe.rawRequest("GET", "/v1/nothing")).rejects.toMatchObject({
      statusCode: 404,
      rawType: "invalid_request_error",
    });
  });

  it("bear the request's id and version", async () => {
    const { stripe } = await openAccount();
    const { lastResponse } = await stripe.customers.create();
    expect(lastResponse.requestId).toMatch(/^req_/);
    expect(lastResponse.apiVersion).toBe(Stripe.API_VERSION);
    const old = stripe.customers.list({}, { apiVersion: "2019-2-19" });
    await expect(old).rejects.toThrow("Invalid Stripe API version: 2019-2-19");
  });

  it("refuse a key that is none", async () => {
    const { clientFor } = await openAccount();
    const stranger = clientFor("sk_live_nobody1234");
    await expect(stranger.customers.list()).rejects.toMatchObject({ statusCode: 401 });
  });
});
