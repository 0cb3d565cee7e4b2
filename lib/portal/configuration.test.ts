import { describe, expect, it } from "vitest";
import { configurationSchema } from "./configuration";

describe("a configuration of nothing", () => {
  it("is Stripe's documented default, with the parts that need no setting switched on", () => {
    expect(configurationSchema.parse({})).toEqual({
      name: null,
      default_return_url: null,
      business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
      features: {
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: { enabled: true, mode: "at_period_end", proration_behavior: "none" },
        subscription_update: {
          enabled: false,
          default_allowed_updates: [],
          proration_behavior: "none",
          billing_cycle_anchor: null,
          trial_update_behavior: "end_trial",
          products: [],
        },
      },
    });
  });

  it("is made afresh each time: changing one changes no other", () => {
    const first = configurationSchema.parse({});
    first.features.subscription_update.products.push({
      product: "prod_1",
      prices: [],
      adjustable_quantity: { enabled: true, minimum: 1, maximum: null },
    });
    expect(configurationSchema.parse({}).features.subscription_update.products).toEqual([]);
  });

  it("gives a listed product a fixed quantity", () => {
    const { features } = configurationSchema.parse({
      features: { subscription_update: { products: [{ product: "prod_1", prices: ["price_1"] }] } },
    });
    expect(features.subscription_update.products[0]?.adjustable_quantity).toEqual({
      enabled: false,
      minimum: 1,
      maximum: null,
    });
  });

  it("is unchanged by being parsed again, as rows of the database are", () => {
    const once = configurationSchema.parse({ name: "Teams" });
    expect(configurationSchema.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });
});

describe("a configuration is refused", () => {
  it.each<[string, unknown]>([
    ["an unknown key", { colour: "red" }],
    ["an unknown feature", { features: { time_travel: { enabled: true } } }],
    ["an unknown key of a feature", { features: { invoice_history: { enabled: true, limit: 5 } } }],
    ["an unknown mode", { features: { subscription_cancel: { mode: "eventually" } } }],
    ["a word for a boolean", { features: { invoice_history: { enabled: "true" } } }],
    ["a headline of 61 letters", { business_profile: { headline: "x".repeat(61) } }],
    ["a name of 257 letters", { name: "x".repeat(257) }],
    ["a script for a return address", { default_return_url: "javascript:alert(1)" }],
    ["a data address", { business_profile: { privacy_policy_url: "data:text/html,hi" } }],
    ["no address at all", { business_profile: { terms_of_service_url: "terms" } }],
    [
      "a product without prices",
      { features: { subscription_update: { products: [{ product: "p" }] } } },
    ],
    ["a list", []],
    ["null", null],
  ])("with %s", (_what, given) => {
    expect(configurationSchema.safeParse(given).success).toBe(false);
  });

  it("at the limit, not before it", () => {
    const most = { name: "x".repeat(256), business_profile: { headline: "x".repeat(60) } };
    expect(configurationSchema.safeParse(most).success).toBe(true);
  });
});
