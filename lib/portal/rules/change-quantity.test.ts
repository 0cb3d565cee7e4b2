import { describe, expect, it } from "vitest";
import {
  makeConfiguration,
  makeItem,
  makePrice,
  makeProduct,
  makeSnapshot,
  makeSubscription,
  midPeriod,
  planFeature,
} from "../fact-builders";
import type { Flow } from "../flow";
import { flowStateSchema, type SessionFlow } from "../flow-state";
import { serviceSchema } from "../service";
import type { ItemFact } from "../snapshot";
import { allowChangePlan } from "./change-plan";
import { allowChangeQuantity } from "./change-quantity";

const tagged = { sb_quantity_enabled: "true" };
const products = [
  makeProduct({ id: "prod_pro", name: "Pro" }),
  makeProduct({ name: "Starter", unitLabel: "seat", metadata: tagged }),
  makeProduct({ id: "prod_calls", name: "Calls", metadata: tagged }),
];
const calls = makePrice({ id: "calls", productId: "prod_calls", usageType: "metered" });
const starter = makeItem();
const second = makeItem({ id: "si_2", quantity: 5 });
const use = makeItem({ id: "si_use", price: calls, quantity: null });
const pro = makeItem({ id: "si_pro", price: makePrice({ id: "pro", productId: "prod_pro" }) });

function asks(id: string, quantity?: number): SessionFlow {
  const item = quantity === undefined ? { id, price: "pro" } : { id, price: null, quantity };
  const flow: Flow = {
    type: "subscription_update_confirm",
    after_completion: { type: "portal_homepage", hosted_confirmation: null, redirect: null },
    customer_update: null,
    subscription_cancel: null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: { subscription: "sub_1", items: [item], discounts: null },
  };
  return { flow, state: flowStateSchema.parse({}) };
}

function seen(items: readonly ItemFact[], flow: SessionFlow | null, updates: "price" | "quantity") {
  const subscription = makeSubscription({ items });
  const configuration = makeConfiguration({
    subscription_update: planFeature({ default_allowed_updates: [updates] }),
  });
  const snapshot = makeSnapshot({ subscriptions: [subscription], products });
  return { subscription, configuration, snapshot, flow, now: midPeriod };
}

describe("another number may be chosen", () => {
  it.each<[string, ItemFact[], SessionFlow | null, "price" | "quantity", string]>([
    ["of what is counted", [starter], null, "quantity", "si_1 1 seat: 0.."],
    [
      "of each item of its own",
      [starter, second],
      null,
      "quantity",
      "si_1 1 seat: 0.. si_2 5 seat: 0..",
    ],
    ["not of what is billed by use", [starter, use], null, "quantity", "si_1 1 seat: 0.."],
    ["not of what is fixed", [pro], null, "quantity", "quantity_fixed"],
    ["not where numbers are off", [starter], null, "price", "feature_disabled"],
    ["where a session asks for one", [pro], asks("si_pro", 30), "price", "si_pro 1 null: 30..30"],
    [
      "and of no other item then",
      [starter, second],
      asks("si_2", 7),
      "quantity",
      "si_2 5 seat: 7..7",
    ],
    ["not where a session asks for a price", [starter], asks("si_1"), "quantity", "quantity_fixed"],
    ["not of use, though a session asks", [use], asks("si_use", 3), "quantity", "quantity_fixed"],
  ])("%s", (_what, items, flow, updates, expected) => {
    const allowance = allowChangeQuantity(seen(items, flow, updates));
    const said = allowance.allowed
      ? allowance.items
          .map(({ item, quantity, unitLabel, terms: { minimum, maximum } }) => {
            return `${item} ${quantity} ${unitLabel}: ${minimum}..${maximum ?? ""}`;
          })
          .join(" ")
      : allowance.reason;
    expect(said).toBe(expected);
  });

  it("is told with the product's name, or its id where nobody knows it", () => {
    const facts = seen([starter], asks("si_1", 3), "quantity");
    const unknown = { ...facts, snapshot: { ...facts.snapshot, products: [] } };
    expect(allowChangeQuantity(facts)).toMatchObject({ items: [{ productName: "Starter" }] });
    expect(allowChangeQuantity(unknown)).toMatchObject({
      items: [{ productName: "prod_starter" }],
    });
  });
});

describe("of several items another plan may be chosen", () => {
  const service = serviceSchema.parse({
    name: "Acme",
    tiers: [
      {
        name: "Starter",
        products: [
          { product: "prod_starter", prices: ["price_starter"] },
          { product: "prod_calls", role: "metered", prices: ["calls"] },
        ],
      },
      { name: "Use", products: [{ product: "prod_calls", role: "metered", prices: ["calls"] }] },
      { name: "Pro", products: [{ product: "prod_pro", prices: ["pro"] }] },
    ],
  });

  it.each<[string, ItemFact[], boolean, string]>([
    ["where they are a tier", [starter, use], true, "yes"],
    ["not where there are no tiers", [starter, use], false, "several_items"],
    ["not where they are no tier", [starter, pro], true, "several_items"],
    ["also of one that is billed by use", [use], true, "yes"],
    ["not of that where it is no tier", [use], false, "metered"],
  ])("%s", (_what, items, hasTiers, expected) => {
    const facts = seen(items, null, "price");
    const prices = [makePrice(), calls, pro.price];
    const sold = { ...facts.snapshot, prices, service: hasTiers ? service : null };
    const allowance = allowChangePlan({ ...facts, snapshot: sold });
    expect(allowance.allowed ? "yes" : allowance.reason).toBe(expected);
  });
});
