import { describe, expect, it } from "vitest";
import { configurationSchema, savableConfigurationSchema } from "./configuration";
import { findContradictions } from "./contradictions";

const pro = { product: "prod_pro", prices: ["price_pro"] };
const changing = { enabled: true, products: [pro] };
const quantity = { enabled: true, minimum: 5, maximum: 4 };

function find(features: object, portico: object = {}) {
  return findContradictions(configurationSchema.parse({ features, portico }));
}

describe("a configuration contradicts itself", () => {
  it.each<[string, object, object, string, string]>([
    [
      "with plan changes that nobody could pay for, in Stripe's words",
      { subscription_update: changing, payment_method_update: { enabled: false } },
      {},
      "features.subscription_update.enabled",
      "Cannot enable subscription updates while payment method update is disabled.",
    ],
    [
      "with plan changes to nothing",
      { subscription_update: { enabled: true } },
      {},
      "features.subscription_update.products",
      "Choose at least one product, or switch this off.",
    ],
    [
      "with a product of no price",
      { subscription_update: { products: [{ ...pro, prices: [] }] } },
      {},
      "features.subscription_update.products",
      "Choose at least one price of each product.",
    ],
    [
      "with a product named twice",
      { subscription_update: { products: [pro, pro] } },
      {},
      "features.subscription_update.products",
      "Name each product only once.",
    ],
    [
      "with a maximum below the minimum",
      { subscription_update: { products: [{ ...pro, adjustable_quantity: quantity }] } },
      {},
      "features.subscription_update.products.0.adjustable_quantity.maximum",
      "The maximum must not be less than the minimum.",
    ],
    [
      "with money back at a period's end",
      { subscription_cancel: { proration_behavior: "create_prorations" } },
      {},
      "features.subscription_cancel.proration_behavior",
      "`create_prorations` is only supported with `mode=immediately`.",
    ],
    [
      "with a pause of no length",
      { subscription_pause: { duration: { interval_options: [] } } },
      {},
      "features.subscription_pause.duration.interval_options",
      "Choose at least one interval, or `indefinite`.",
    ],
    [
      "with a pause of more than three years",
      {
        subscription_pause: {
          duration: {
            interval_options: [{ interval: "month" }, { interval: "week", interval_count: 157 }],
          },
        },
      },
      {},
      "features.subscription_pause.duration.interval_options.1.interval_count",
      "A pause lasts three years at most.",
    ],
    [
      "with fewer seats at most than at least",
      {},
      { quantity: { seat: { minimum: 3, maximum: 2 } } },
      "portico.quantity.seat.maximum",
      "The maximum must not be less than the minimum.",
    ],
  ])("%s", (_what, features, portico, path, message) => {
    const found = find(features, portico);
    expect(found.map((one) => [one.path.join("."), one.message])).toEqual([[path, message]]);
    const saved = savableConfigurationSchema.safeParse({ features, portico });
    expect(saved.error?.issues).toMatchObject([{ code: "custom", message }]);
  });

  it.each<[string, object, object?]>([
    ["by default", {}],
    [
      "with the tiers of a service to change to",
      { subscription_update: { enabled: true } },
      { services: ["Acme"] },
    ],
    [
      "with exactly one number of a product",
      {
        subscription_update: {
          products: [{ ...pro, adjustable_quantity: { ...quantity, maximum: 5 } }],
        },
      },
    ],
    ["with seats without end", {}, { quantity: { seat: { minimum: 3 } } }],
    ["with exactly one number of seats", {}, { quantity: { seat: { minimum: 3, maximum: 3 } } }],
    ["with plan changes that can be paid for", { subscription_update: changing }],
    [
      "with payment methods off, as long as plan changes are",
      { payment_method_update: { enabled: false } },
    ],
    [
      "with money back at once",
      { subscription_cancel: { mode: "immediately", proration_behavior: "create_prorations" } },
    ],
    [
      "with the longest pauses",
      {
        subscription_pause: {
          duration: {
            interval_options: [
              { interval: "day", interval_count: 1095 },
              { interval: "week", interval_count: 156 },
              { interval: "month", interval_count: 36 },
              { interval: "year", interval_count: 3 },
            ],
          },
        },
      },
    ],
    [
      "with a pause without end and no intervals",
      { subscription_pause: { duration: { type: "indefinite", interval_options: [] } } },
    ],
  ])("not %s", (_what, features, portico) => {
    expect(find(features, portico)).toEqual([]);
  });
});
