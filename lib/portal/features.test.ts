import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { featuresSchema } from "./features";

type Features = z.input<typeof featuresSchema>;

const isTaken = (features: unknown) => featuresSchema.safeParse(features).success;
const plan = (quantity: unknown) => ({
  subscription_update: {
    products: [{ product: "prod_1", prices: ["price_1"], adjustable_quantity: quantity }],
  },
});
const pause = (interval_options: unknown) => ({
  subscription_pause: { duration: { type: "interval_options", interval_options } },
});

describe("features are taken", () => {
  it.each<[string, Features]>([
    [
      "every update of billing information",
      {
        customer_update: {
          allowed_updates: ["address", "email", "name", "phone", "shipping", "tax_id"],
        },
      },
    ],
    [
      "every kind of plan change",
      {
        subscription_update: {
          default_allowed_updates: ["price", "quantity", "promotion_code"],
          proration_behavior: "create_prorations",
          billing_cycle_anchor: "now",
          trial_update_behavior: "continue_trial",
          schedule_at_period_end: {
            conditions: [{ type: "decreasing_item_amount" }, { type: "shortening_interval" }],
          },
        },
      },
    ],
    [
      "prorations for cancelling",
      { subscription_cancel: { proration_behavior: "create_prorations" } },
    ],
    [
      "own reasons",
      { subscription_cancel: { cancellation_reason: { feedback_options: ["fbo_1"] } } },
    ],
    [
      "a payment method configuration",
      { payment_method_update: { payment_method_configuration: "pmc_1" } },
    ],
    [
      "an indefinite pause",
      { subscription_pause: { duration: { type: "indefinite", interval_options: [] } } },
    ],
  ])("with %s", (_what, features) => {
    expect(featuresSchema.parse(features)).toMatchObject(features);
  });

  it.each([0, 1, 999_999, 5_000_000])("with a minimum of %d", (minimum) => {
    const { subscription_update: update } = featuresSchema.parse(plan({ enabled: true, minimum }));
    expect(update.products[0]?.adjustable_quantity).toEqual({
      enabled: true,
      minimum,
      maximum: null,
    });
  });

  it("with an interval that counts one when it says nothing", () => {
    const { subscription_pause: feature } = featuresSchema.parse(pause([{ interval: "week" }]));
    expect(feature.duration.interval_options).toEqual([{ interval: "week", interval_count: 1 }]);
  });
});

describe("features are refused", () => {
  it.each<[string, unknown]>([
    [
      "an invoice for cancelling",
      { subscription_cancel: { proration_behavior: "always_invoice" } },
    ],
    ["a quantity neither on nor off", plan({ minimum: 1 })],
    ["half a seat", plan({ enabled: true, minimum: 0.5 })],
    ["fewer than none", plan({ enabled: true, minimum: -1 })],
    [
      "an unknown condition",
      { subscription_update: { schedule_at_period_end: { conditions: [{ type: "x" }] } } },
    ],
    ["a pause of no interval", pause([{ interval_count: 2 }])],
    ["a pause by the hour", pause([{ interval: "hour" }])],
    ["a pause of none", pause([{ interval: "day", interval_count: 0 }])],
    [
      "a price with a slash in it",
      { subscription_update: { products: [{ product: "p", prices: ["a/b"] }] } },
    ],
  ])("with %s", (_what, features) => {
    expect(isTaken(features)).toBe(false);
  });
});
