import { expect, it } from "vitest";
import type { Flow } from "./flow";
import { flowPath } from "./flow-path";

const nothing: Omit<Flow, "type"> = {
  after_completion: { type: "portal_homepage", hosted_confirmation: null, redirect: null },
  customer_update: null,
  subscription_cancel: null,
  subscription_pause: null,
  subscription_update: null,
  subscription_update_confirm: null,
};
const subscription = "sub_1";

function confirm(...prices: readonly (string | null)[]): Partial<Flow> {
  const items = prices.map((price, index) => ({ id: `si_${index}`, price }));
  return { subscription_update_confirm: { subscription, items, discounts: null } };
}

it.each<[Flow["type"], Partial<Flow>, string]>([
  ["customer_update", { customer_update: {} }, "/billing"],
  ["payment_method_update", {}, ""],
  ["subscription_pause", { subscription_pause: { subscription } }, ""],
  [
    "subscription_cancel",
    { subscription_cancel: { subscription, retention: null } },
    "/subscriptions/sub_1/cancel",
  ],
  ["subscription_update", { subscription_update: { subscription } }, "/subscriptions/sub_1/change"],
  ["subscription_update_confirm", confirm("price_1"), "/subscriptions/sub_1/change/price_1"],
  ["subscription_update_confirm", confirm(null), "/subscriptions/sub_1/change"],
  ["subscription_update_confirm", confirm("price_1", "price_2"), "/subscriptions/sub_1/change"],
  ["subscription_update_confirm", confirm("../../p/other"), "/subscriptions/sub_1/change"],
  ["subscription_cancel", {}, ""],
])("a session for %s with %j begins at %j", (type, over, path) => {
  expect(flowPath({ ...nothing, type, ...over })).toBe(path);
});

it.each([null, "subscription_cancel", {}, { type: "account_close" }])(
  "a session for %j begins at home",
  (flow) => {
    expect(flowPath(flow)).toBe("");
  },
);
