import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { findEndpoint } from "./find-endpoint";
import { loadSdkTypes } from "./load-sdk-types";
import { validate } from "./validate";

const types = await loadSdkTypes();

/** What is wrong with an answer to a request. */
function faultsOf(method: string, path: string, answer: unknown): string[] {
  const endpoint = findEndpoint(types, method, path);
  if (endpoint === null) throw new Error(`The SDK has no ${method} ${path}`);
  return validate(types, endpoint.answer, answer);
}

const coupon: Stripe.Coupon = {
  id: "WELCOME",
  object: "coupon",
  amount_off: null,
  created: 1_780_272_000,
  currency: null,
  duration: "repeating",
  duration_in_months: 3,
  livemode: false,
  max_redemptions: null,
  metadata: {},
  name: "Welcome",
  percent_off: 12.5,
  redeem_by: null,
  times_redeemed: 0,
  valid: true,
};
const price = {
  id: "price_1",
  object: "price",
  active: true,
  billing_scheme: "per_unit",
  created: 1_780_272_000,
  currency: "usd",
  custom_unit_amount: null,
  livemode: false,
  lookup_key: null,
  metadata: { plan: "pro" },
  nickname: null,
  product: "prod_1",
  recurring: null,
  tax_behavior: null,
  tiers_mode: null,
  transform_quantity: null,
  type: "one_time",
  unit_amount: null,
  unit_amount_decimal: "0.05",
};

describe("an answer as the SDK types it passes", () => {
  test.each([
    ["an object", "GET", "/v1/coupons/WELCOME", coupon],
    [
      "optional fields",
      "GET",
      "/v1/coupons/WELCOME",
      { ...coupon, applies_to: { products: ["prod_1"] } },
    ],
    [
      "a stub of what was deleted",
      "DELETE",
      "/v1/coupons/WELCOME",
      { id: "WELCOME", object: "coupon", deleted: true },
    ],
    [
      "a customer that may be deleted",
      "GET",
      "/v1/customers/cus_1",
      { id: "cus_1", object: "customer", deleted: true },
    ],
    [
      "a list",
      "GET",
      "/v1/coupons",
      { object: "list", data: [coupon], has_more: false, url: "/v1/coupons" },
    ],
    [
      "a search",
      "GET",
      "/v1/prices/search",
      {
        object: "search_result",
        data: [price],
        has_more: false,
        next_page: null,
        url: "/v1/prices/search",
      },
    ],
    ["decimal text and an id", "GET", "/v1/prices/price_1", price],
  ])("%s", (_, method, path, answer) => {
    expect(faultsOf(method, path, answer)).toEqual([]);
  });
});

test("an event's previous attributes hold only what changed", () => {
  const event = (previous: object) => ({
    id: "evt_1",
    object: "event",
    api_version: null,
    created: 1_780_272_000,
    data: { object: coupon, previous_attributes: previous },
    livemode: false,
    pending_webhooks: 0,
    request: null,
    type: "coupon.updated",
  });
  const changed = { metadata: { plan: null }, applies_to: { products: ["prod_1"] } };
  expect(faultsOf("GET", "/v1/events/evt_1", event(changed))).toEqual([]);
  expect(faultsOf("GET", "/v1/events/evt_1", event({ valid: "no" }))).toHaveLength(1);
});

describe("what the SDK does not know is told with its path", () => {
  const { valid: _, ...invalid } = coupon;
  test.each([
    ["a field that is missing", "GET", "/v1/coupons/A", invalid, "valid: is missing"],
    [
      "another type",
      "GET",
      "/v1/coupons/A",
      { ...coupon, created: "now" },
      'created: "now" is not number',
    ],
    [
      "null where nothing may be null",
      "GET",
      "/v1/coupons/A",
      { ...coupon, valid: null },
      "valid: null is not boolean",
    ],
    [
      "an unknown field",
      "GET",
      "/v1/coupons/A",
      { ...coupon, color: "red" },
      "color: is unknown to the SDK",
    ],
    [
      "a word that is none of the documented",
      "GET",
      "/v1/coupons/A",
      { ...coupon, duration: "always" },
      'duration: "always" is not "forever" | "once" | "repeating"',
    ],
    [
      "a fraction of a cent",
      "GET",
      "/v1/coupons/A",
      { ...coupon, amount_off: 0.5 },
      "amount_off: 0.5 is not null or number",
    ],
    [
      "a decimal as a number",
      "GET",
      "/v1/prices/A",
      { ...price, unit_amount_decimal: 5 },
      "unit_amount_decimal: 5 is not null or decimal",
    ],
    [
      "metadata that is no text",
      "GET",
      "/v1/prices/A",
      { ...price, metadata: { n: 1 } },
      "metadata.n: 1 is not string",
    ],
    [
      "a mistake deep in a list",
      "GET",
      "/v1/prices",
      {
        object: "list",
        data: [{ ...price, product: { id: "prod_1", object: "product", deleted: false } }],
        has_more: false,
        url: "/v1/prices",
      },
      "data[0].product",
    ],
    [
      "an object where an id stands",
      "GET",
      "/v1/coupons/A",
      { ...coupon, id: {} },
      "id: an object is not string",
    ],
    ["a list where an object stands", "GET", "/v1/coupons", [], ": a list is not list"],
  ])("%s", (_name, method, path, answer, fault) => {
    expect(faultsOf(method, path, answer).join("\n")).toContain(fault);
  });

  test("a deleted object keeps nothing of itself", () => {
    const faults = faultsOf("DELETE", "/v1/coupons/A", { ...coupon, deleted: true });
    expect(faults).toContain("duration: is unknown to the SDK");
  });
});

test("a path's own words win over an id", () => {
  expect(findEndpoint(types, "GET", "/v1/customers/search")?.name).toBe("Customer.search");
  expect(findEndpoint(types, "GET", "/v1/customers/cus_1")?.name).toBe("Customer.retrieve");
  expect(findEndpoint(types, "POST", "/v1/invoices/create_preview")?.name).toBe(
    "Invoice.createPreview",
  );
  expect(findEndpoint(types, "PUT", "/v1/customers")).toBeNull();
});
