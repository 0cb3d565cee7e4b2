import { describe, expect, it } from "vitest";
import { PorticoError } from "../errors";
import { flowSchema } from "../portal/flow";
import type { FlowData } from "./portal-flow";
import { readFlow } from "./read-flow";

const subscription = "sub_1";
const items = [{ id: "si_1", price: "price_1", quantity: 2 }];

/** One of each type, with all that it can have. */
const flows: readonly FlowData[] = [
  { type: "customer_update" },
  { type: "payment_method_update" },
  {
    type: "subscription_cancel",
    subscription_cancel: {
      subscription,
      retention: { type: "coupon_offer", coupon_offer: { coupon: "STAY" } },
    },
  },
  { type: "subscription_pause", subscription_pause: { subscription } },
  { type: "subscription_update", subscription_update: { subscription } },
  {
    type: "subscription_update_confirm",
    subscription_update_confirm: { subscription, items, discounts: [{ coupon: "GIFT" }] },
  },
];

function refusal(data: FlowData) {
  try {
    readFlow(data);
  } catch (error) {
    if (error instanceof PorticoError) return [error.code, error.details.param];
    throw error;
  }
  return ["accepted"];
}

describe("a flow", () => {
  it.each(flows)("of type $type shows its own part, and every other as null", (data) => {
    const flow = readFlow(data);
    expect(flowSchema.parse(flow)).toEqual(flow);
    const { type, after_completion: _, ...parts } = flow;
    const shown = Object.entries(parts).filter(([, part]) => part !== null);
    expect(shown.map(([name]) => name)).toEqual(type === "payment_method_update" ? [] : [type]);
  });

  it("ends on a page that confirms it, unless something else is asked for", () => {
    const completion = (after?: FlowData["after_completion"]) =>
      readFlow({ type: "payment_method_update", ...(after && { after_completion: after }) })
        .after_completion;
    const confirmed = { type: "hosted_confirmation", redirect: null };
    expect(completion()).toEqual({ ...confirmed, hosted_confirmation: { custom_message: null } });
    const message = { custom_message: "Thank you" };
    expect(completion({ type: "hosted_confirmation", hosted_confirmation: message })).toEqual({
      ...confirmed,
      hosted_confirmation: message,
    });
    expect(completion({ type: "portal_homepage" })).toEqual({
      type: "portal_homepage",
      hosted_confirmation: null,
      redirect: null,
    });
    const redirect = { return_url: "https://shop.example/" };
    expect(completion({ type: "redirect", redirect })).toEqual({
      type: "redirect",
      hosted_confirmation: null,
      redirect,
    });
  });

  it.each([
    "subscription_cancel",
    "subscription_pause",
    "subscription_update",
    "subscription_update_confirm",
  ] as const)("of type %s needs its part", (type) => {
    expect(refusal({ type })).toEqual(["parameter_missing", `flow_data[${type}]`]);
  });

  it("takes no part of another type", () => {
    for (const own of flows) {
      for (const other of flows) {
        const { type } = other;
        if (own.type === type || type === "customer_update" || type === "payment_method_update") {
          continue;
        }
        const both = { ...other, ...own };
        expect(refusal(both)).toEqual(["parameter_invalid", `flow_data[${type}]`]);
      }
    }
  });

  it("takes no completion of another type, and no redirect without an address", () => {
    const redirect = { return_url: "https://shop.example/" };
    const hosted = { custom_message: "Thank you" };
    const at = "flow_data[after_completion]";
    const cases: [NonNullable<FlowData["after_completion"]>, string, string][] = [
      [{ type: "redirect" }, "parameter_missing", `${at}[redirect]`],
      [{ type: "portal_homepage", redirect }, "parameter_invalid", `${at}[redirect]`],
      [{ type: "hosted_confirmation", redirect }, "parameter_invalid", `${at}[redirect]`],
      [
        { type: "redirect", redirect, hosted_confirmation: hosted },
        "parameter_invalid",
        `${at}[hosted_confirmation]`,
      ],
    ];
    for (const [after, code, param] of cases) {
      const data = { type: "customer_update" as const, after_completion: after };
      expect(refusal(data)).toEqual([code, param]);
    }
  });

  it("changes one item, with one discount of one kind", () => {
    const at = "flow_data[subscription_update_confirm]";
    const confirm = (more: object) =>
      refusal({
        type: "subscription_update_confirm",
        subscription_update_confirm: { subscription, items, ...more },
      });
    expect(confirm({ items: [...items, ...items] })).toEqual(["parameter_invalid", `${at}[items]`]);
    const discounts = [{ coupon: "A" }, { coupon: "B" }];
    expect(confirm({ discounts })).toEqual(["parameter_invalid", `${at}[discounts]`]);
    expect(confirm({ discounts: [{ coupon: "A", promotion_code: "promo_1" }] })).toEqual([
      "parameters_exclusive",
      `${at}[discounts][0]`,
    ]);
    expect(confirm({ discounts: [] })).toEqual(["accepted"]);
  });
});
