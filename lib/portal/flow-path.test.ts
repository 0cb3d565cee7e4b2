import { describe, expect, it } from "vitest";
import type { Flow } from "./flow";
import { leadInFlow } from "./flow-path";
import { flowPath } from "./flow-start";
import type { FlowView } from "./view";

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
  ["payment_method_update", {}, "/payment"],
  ["subscription_pause", { subscription_pause: { subscription } }, "/subscriptions/sub_1/pause"],
  [
    "subscription_cancel",
    { subscription_cancel: { subscription, retention: null } },
    "/subscriptions/sub_1/cancel",
  ],
  ["subscription_update", { subscription_update: { subscription } }, "/subscriptions/sub_1/change"],
  ["subscription_update_confirm", confirm("price_1"), "/subscriptions/sub_1/change/price_1"],
  ["subscription_update_confirm", confirm(null), "/subscriptions/sub_1/quantity"],
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

describe("in a session made for a task, a page", () => {
  const task: FlowView = {
    type: "subscription_cancel",
    subscription,
    isCompleted: false,
    completed: null,
    after: { type: "hosted_confirmation", message: null },
    change: null,
  };
  const update: FlowView = { ...task, type: "subscription_update" };
  const change = { item: "si_1", price: "price_1", quantity: null, coupon: null };
  const confirming: FlowView = {
    ...task,
    type: "subscription_update_confirm",
    change: { ...change, promotionCode: null },
  };
  const cancelPage = "/subscriptions/sub_1/cancel";
  const changePage = "/subscriptions/sub_1/change";
  it.each<[string, FlowView | null, string, string | null]>([
    ["of the task is shown", task, cancelPage, null],
    ["of another task leads to it", task, changePage, cancelPage],
    ["of another subscription leads to it", task, "/subscriptions/sub_2/cancel", cancelPage],
    ["at home leads to it", task, "", cancelPage],
    ["of invoices leads to it", task, "/invoices", cancelPage],
    ["that tells the result leads to it, while it is open", task, "/done", cancelPage],
    ["of plans is followed by its confirmation", update, `${changePage}/price_9`, null],
    ["of plans may be of quantities", update, "/subscriptions/sub_1/quantity", null],
    ["of plans may need another card first", update, "/payment", null],
    ["of a confirmation is no choice", confirming, changePage, `${changePage}/price_1`],
    [
      "of another price is not confirmed",
      confirming,
      `${changePage}/price_2`,
      `${changePage}/price_1`,
    ],
    [
      "of the task that is done leads to its result",
      { ...task, isCompleted: true },
      cancelPage,
      "/done",
    ],
    ["of the result is shown then", { ...task, isCompleted: true }, "/done", null],
    ["of a result where there is no task leads home", null, "/done", ""],
    ["without a task is shown", null, "/invoices", null],
  ])("%s", (_what, flow, path, expected) => {
    expect(leadInFlow(flow, path)).toBe(expected);
  });
});
