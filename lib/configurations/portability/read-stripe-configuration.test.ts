import fc from "fast-check";
import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { savableConfigurationSchema } from "../../portal/configuration";
import { readStripeConfiguration } from "./read-stripe-configuration";

type Configuration = Stripe.BillingPortal.Configuration;

/** As Stripe answers it. */
const whole: Configuration = {
  id: "bpc_1OtDkJEb",
  object: "billing_portal.configuration",
  active: true,
  application: null,
  business_profile: {
    headline: "Acme partners with Stripe",
    privacy_policy_url: "https://acme.example/privacy",
    terms_of_service_url: null,
  },
  created: 1_700_000_000,
  default_return_url: "https://acme.example/account",
  features: {
    customer_update: { allowed_updates: ["email", "tax_id"], enabled: true },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true, payment_method_configuration: null },
    subscription_cancel: {
      cancellation_reason: { enabled: true, feedback_options: null, options: ["unused", "other"] },
      enabled: true,
      mode: "immediately",
      proration_behavior: "create_prorations",
    },
    subscription_pause: {
      duration: {
        interval_options: [{ interval: "month", interval_count: 1 }],
        type: "interval_options",
      },
      enabled: false,
    },
    subscription_update: {
      billing_cycle_anchor: null,
      default_allowed_updates: ["price", "quantity"],
      enabled: true,
      products: [
        {
          adjustable_quantity: { enabled: true, maximum: null, minimum: 1 },
          prices: ["price_1", "price_2"],
          product: "prod_1",
        },
      ],
      proration_behavior: "always_invoice",
      schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }] },
      trial_update_behavior: "continue_trial",
    },
  },
  is_default: true,
  livemode: false,
  login_page: { enabled: true, url: "https://billing.stripe.com/p/login/1" },
  metadata: {},
  name: "Teams",
  updated: 1_700_000_000,
};

/** The same with something else at one place, whatever its type: what a newer Stripe may send. */
function having(path: string, value: unknown): Configuration {
  const copy = structuredClone(whole);
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const holder = steps.reduce<Record<string, unknown>>(
    (inner, step) => inner[step] as Record<string, unknown>,
    copy as unknown as Record<string, unknown>,
  );
  holder[last] = value;
  return copy;
}

const update = "features.subscription_update";
const cancel = "features.subscription_cancel";

describe("one of Stripe's configurations", () => {
  it("is read whole", () => {
    const { document, leftOut } = readStripeConfiguration(whole);
    const { business_profile, default_return_url, features, name } = whole;
    expect(leftOut).toEqual([]);
    expect(document).toMatchObject({ business_profile, default_return_url, features, name });
    expect(document.login_page).toEqual({ enabled: true });
  });

  it.each<[string, string, unknown, string, unknown]>([
    ["a script for a URL", "default_return_url", "javascript:alert(1)", "default_return_url", null],
    ["a mode of tomorrow", `${cancel}.mode`, "at_full_moon", `${cancel}.mode`, "at_period_end"],
    [
      "a reason of tomorrow",
      `${cancel}.cancellation_reason.options`,
      ["unused", "bored"],
      `${cancel}.cancellation_reason.options[1]`,
      ["unused"],
    ],
    ["a field of tomorrow", `${cancel}.survey`, { enabled: true }, `${cancel}.survey`, undefined],
    ["a feature of tomorrow", "features.gifts", { enabled: true }, "features.gifts", undefined],
    ["a switch that is none", `${cancel}.enabled`, "yes", `${cancel}.enabled`, false],
    [
      "a headline too long",
      "business_profile.headline",
      "x".repeat(61),
      "business_profile.headline",
      null,
    ],
    [
      "a price that is none",
      `${update}.products.0.prices`,
      ["price_1", ""],
      `${update}.products[0].prices[1]`,
      ["price_1"],
    ],
    [
      "updates without a way to pay",
      "features.payment_method_update.enabled",
      false,
      `${update}.enabled`,
      false,
    ],
    [
      "an anchor of tomorrow",
      `${update}.billing_cycle_anchor`,
      "next_monday",
      `${update}.billing_cycle_anchor`,
      null,
    ],
  ])("keeps everything but %s", (_what, path, value, told, instead) => {
    const { document, leftOut } = readStripeConfiguration(having(path, value));
    expect(leftOut.map((one) => one.path)).toContain(told);
    const steps = (leftOut.some((one) => one.path === path) ? path : told.replace(/\[\d+\]$/, ""))
      .replaceAll(/\[(\d+)\]/g, ".$1")
      .split(".");
    const kept = steps.reduce<unknown>((inner, step) => Object(inner)[step], document);
    expect(kept).toEqual(instead);
    expect(document.name).toBe("Teams");
  });

  it("leaves out a plan without prices, and no other", () => {
    const [plan] = whole.features.subscription_update.products ?? [];
    const products = [{ ...plan, product: "prod_2", prices: [] }, plan];
    const { document, leftOut } = readStripeConfiguration(having(`${update}.products`, products));
    expect(document.features.subscription_update.products).toEqual([plan]);
    expect(leftOut).toHaveLength(1);
  });

  it("switches updates off where no plan is left", () => {
    const { document, leftOut } = readStripeConfiguration(having(`${update}.products`, null));
    expect(document.features.subscription_update.enabled).toBe(false);
    expect(leftOut).not.toEqual([]);
  });

  it("allows nothing that Stripe does not name", () => {
    const { document } = readStripeConfiguration(having("features", {}));
    expect(Object.values(document.features).filter(({ enabled }) => enabled)).toEqual([]);
  });

  it("never fails, whatever stands in its fields, and can always be saved", {
    timeout: 60_000,
  }, () => {
    const paths = [
      ...["name", "features", "login_page", "business_profile", "default_return_url"],
      ...[cancel, `${cancel}.cancellation_reason`, update, `${update}.products`],
      ...[
        `${update}.products.0`,
        `${update}.products.0.prices`,
        `${update}.default_allowed_updates`,
      ],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const { document } = readStripeConfiguration(having(path, value));
        expect(savableConfigurationSchema.safeParse(document).success).toBe(true);
      }),
      { numRuns: runs(1000) },
    );
  });
});
