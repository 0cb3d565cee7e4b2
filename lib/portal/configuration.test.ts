import { describe, expect, it } from "vitest";
import { configurationSchema, formConfigurationSchema } from "./configuration";
import { cancellationReasons } from "./features";

describe("a configuration of nothing", () => {
  it("is Stripe's documented default, with the parts that need no setting switched on", () => {
    const { portico: _, ...document } = configurationSchema.parse({});
    expect(document).toEqual({
      name: null,
      default_return_url: null,
      business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
      features: {
        invoice_history: { enabled: true },
        customer_update: { enabled: true, allowed_updates: ["name", "address", "phone"] },
        payment_method_update: { enabled: true, payment_method_configuration: null },
        subscription_cancel: {
          enabled: true,
          mode: "at_period_end",
          proration_behavior: "none",
          cancellation_reason: {
            enabled: false,
            options: [...cancellationReasons],
            feedback_options: null,
          },
        },
        subscription_pause: {
          enabled: false,
          duration: {
            type: "interval_options",
            interval_options: [{ interval: "month", interval_count: 1 }],
          },
        },
        subscription_update: {
          enabled: false,
          default_allowed_updates: [],
          proration_behavior: "none",
          billing_cycle_anchor: null,
          trial_update_behavior: "end_trial",
          schedule_at_period_end: { conditions: [] },
          products: [],
        },
      },
      login_page: { enabled: false },
    });
  });

  /** The table of toggles, row by row, written by hand. */
  it.each<[string, unknown]>([
    ["features.subscription_update.enabled", false],
    ["features.subscription_update.default_allowed_updates", []],
    ["portico.subscription_resubscribe.enabled", false],
    ["portico.subscription_resubscribe.allow_price_change", false],
    ["portico.subscription_resubscribe.allow_promotion_code", false],
    ["portico.promotion_code.enabled", false],
    ["portico.security.hash_in_test_mode", false],
    ["portico.security.require_expiring_proof", false],
    ["portico.security.allowed_origins", []],
    ["portico.plan_picker.enabled", false],
    ["portico.add_ons.enabled", false],
    ["portico.multi_item.enabled", true],
    ["portico.layout.actions", "buttons"],
    ["features.payment_method_update.enabled", true],
    ["features.invoice_history.enabled", true],
    ["portico.invoice_history.scope", "all"],
    ["portico.quantity", {}],
    ["features.subscription_cancel.enabled", true],
    ["features.subscription_cancel.mode", "at_period_end"],
    ["features.subscription_cancel.cancellation_reason.enabled", false],
    ["portico.subscription_cancel.message", null],
    ["portico.subscription_cancel.instructions", null],
    ["portico.subscription_cancel.reason_metadata", null],
    ["portico.subscription_cancel.flow", null],
    ["portico.subscription_update.rules", []],
    ["portico.upsell", null],
    ["portico.languages.detect", true],
    ["portico.languages.default", "en"],
    ["portico.languages.texts", {}],
    ["portico.languages.texts_url", null],
    ["portico.embed.events", true],
    ["portico.embed.debug", false],
    ["portico.business_profile.support_email", null],
    ["portico.business_profile.support_url", null],
    ["portico.business_profile.support_phone", null],
    ["portico.services", []],
    ["portico.email_authentication.company_name", null],
    ["portico.email_authentication.redirect_urls", []],
    ["portico.email_authentication.token_in", "fragment"],
  ])("has %s at %j", (path, value) => {
    expect(configurationSchema.parse({})).toHaveProperty(path, value);
  });

  it("has no setting of ours that this table lacks", () => {
    expect(Object.keys(configurationSchema.parse({}).portico).sort()).toEqual([
      "add_ons",
      "business_profile",
      "email_authentication",
      "embed",
      "invoice_history",
      "languages",
      "layout",
      "multi_item",
      "plan_picker",
      "promotion_code",
      "quantity",
      "security",
      "services",
      "subscription_cancel",
      "subscription_resubscribe",
      "subscription_update",
      "upsell",
    ]);
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
    ["a reason of nobody's", { features: { subscription_cancel: reasons(["boredom"]) } }],
    ["a field of nobody's", { features: { customer_update: { allowed_updates: ["balance"] } } }],
    ["a scope of nobody's", { portico: { invoice_history: { scope: "none" } } }],
    ["a message of 5001 letters", { portico: cancel({ message: "x".repeat(5001) }) }],
    ["a NUL, which no database keeps", { portico: cancel({ message: "a\0b" }) }],
    ["half a letter", { portico: cancel({ instructions: "a\ud800" }) }],
    ["a turned reading direction", { portico: cancel({ message: "a\u202eb" }) }],
    ["a line break in a name", { name: "a\nb" }],
    ["a NUL in a headline", { business_profile: { headline: "a\0" } }],
    ["a header in the sender's name", { portico: mail({ company_name: "A\r\nBcc: x@y.z" }) }],
    ["an address in the sender's name", { portico: mail({ company_name: "A <a@b.c>" }) }],
    ["a turned sender's name", { portico: mail({ company_name: "A\u200f" }) }],
    ["no sender's name", { portico: mail({ company_name: "  " }) }],
    ["an open page to lead back to", { portico: mail({ redirect_urls: ["http://x.co"] }) }],
    ["a wildcard for a site", { portico: { security: { allowed_origins: ["https://*"] } } }],
    ["300 sites", { portico: { security: { allowed_origins: Array(300).fill("https://x.co") } } }],
    ["a product of nothing", { features: { subscription_update: { products: [plan("")] } } }],
    ["a list", []],
    ["null", null],
  ])("with %s", (_what, given) => {
    expect(configurationSchema.safeParse(given).success).toBe(false);
  });

  function reasons(options: string[]) {
    return { cancellation_reason: { options } };
  }
  function cancel(texts: object) {
    return { subscription_cancel: texts };
  }
  function mail(settings: object) {
    return { email_authentication: settings };
  }
  function plan(product: string) {
    return { product, prices: ["price_1"] };
  }

  it("at the limit, not before it", () => {
    const most = { name: "x".repeat(256), business_profile: { headline: "x".repeat(60) } };
    expect(configurationSchema.safeParse(most).success).toBe(true);
  });
});

it("keeps the line breaks of the merchant's texts, and takes away the space around them", () => {
  const { portico } = configurationSchema.parse({
    portico: { subscription_cancel: { message: "  One\nTwo\r\n\tThree \n" } },
  });
  expect(portico.subscription_cancel.message).toBe("One\nTwo\r\n\tThree");
});

describe("a configuration is not saved", () => {
  const pro = { product: "prod_pro", prices: ["price_pro"] };
  it.each<[string, object, string]>([
    ["plan changes without a plan", { subscription_update: { enabled: true } }, "products"],
    [
      "a product without prices, switched off or not",
      { subscription_update: { products: [{ ...pro, prices: [] }] } },
      "products",
    ],
    [
      "a product twice",
      { subscription_update: { enabled: true, products: [pro, pro] } },
      "products",
    ],
    [
      "a question without answers",
      { subscription_cancel: { cancellation_reason: { enabled: true, options: [] } } },
      "options",
    ],
    [
      "billing information of which nothing may be changed",
      { customer_update: { enabled: true, allowed_updates: [] } },
      "allowed_updates",
    ],
  ])("with %s: the fault is at its field", (_what, features, field) => {
    expect(configurationSchema.safeParse({ features }).success).toBe(true);
    const saved = formConfigurationSchema.safeParse({ features });
    expect(saved.error?.issues.map(({ path }) => path.at(-1))).toEqual([field]);
  });

  it("as long as the default can be, and what is switched off may be empty", () => {
    expect(formConfigurationSchema.safeParse({}).success).toBe(true);
    const off = {
      subscription_cancel: { cancellation_reason: { enabled: false, options: [] } },
      customer_update: { enabled: false, allowed_updates: [] },
      subscription_update: { enabled: false, products: [] },
    };
    expect(formConfigurationSchema.safeParse({ features: off }).success).toBe(true);
  });
});
