import { describe, expect, it } from "vitest";
import { makeScene } from "@/scripts/testing/make-scene";
import {
  makeConfiguration,
  makeItem,
  makePrice,
  makeSubscription,
  periodEnds,
  planFeature,
} from "../../portal/fact-builders";
import { stripeCallSchema } from "../calls/stripe-call";
import { callOf, changeOf, priceItem, type WantedChange } from "./plan-change";

const second = 1_784_000_000;
const base = makeItem({ id: "si_base", price: makePrice({ id: "price_base", unitAmount: 3000 }) });
const seats = makeItem({
  id: "si_seats",
  quantity: 8,
  price: makePrice({ id: "price_seats", unitAmount: 500 }),
});
const subscription = makeSubscription({ items: [base, seats] });

function change(wanted: Partial<WantedChange>, feature: Parameters<typeof planFeature>[0] = {}) {
  const configuration = makeConfiguration({ subscription_update: planFeature(feature) });
  const scene = makeScene({ configuration });
  const { items = [], after = [], ...rest } = wanted;
  const none = { subscription, discount: null, address: null };
  return changeOf(scene, { ...none, items, after, ...rest }, second);
}

const fewer = { id: "si_seats", price: "price_seats", quantity: 2, deleted: false };
const other = { id: "si_base", price: "price_pro", quantity: 1, deleted: false };
const gone = { id: "si_seats", price: "price_seats", quantity: null, deleted: true };
const added = { id: null, price: "price_use", quantity: null, deleted: false };
const less = [{ ...priceItem(seats), quantity: 2 }];
const later = {
  schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" as const }] },
};

describe("a change", () => {
  it.each([
    ["none", null],
    ["create_prorations", second],
    ["always_invoice", second],
  ] as const)("is prorated as the configuration says: %s", (behavior, from) => {
    const { timing, proratesFrom } = change({}, { proration_behavior: behavior });
    expect({ behavior: timing.behavior, from: proratesFrom }).toEqual({ behavior, from });
  });

  it("is timed by all items together", () => {
    expect(change({ items: [fewer], after: less }, later).timing.at).toBe("period_end");
    expect(change({ items: [fewer], after: [priceItem(seats)] }, later).timing.at).toBe("now");
  });
});

describe("the call that makes a change", () => {
  it("says each item once, and no price that stays", () => {
    expect(callOf(change({ items: [other, fewer, added] }))).toMatchObject({
      method: "subscriptions.update",
      id: "sub_1",
      params: {
        items: [
          { id: "si_base", price: "price_pro", quantity: 1 },
          { id: "si_seats", quantity: 2 },
          { price: "price_use" },
        ],
        payment_behavior: "error_if_incomplete",
      },
    });
  });

  it("takes away what has no place any more", () => {
    const { params } = callOf(change({ items: [gone] }));
    expect(params).toMatchObject({ items: [{ id: "si_seats", deleted: true }] });
  });

  it("lists everything there will be when it waits for the period's end", () => {
    const call = callOf(change({ items: [fewer], after: less }, later));
    expect(call).toEqual({
      method: "subscription_schedules.change_at_period_end",
      id: "sub_1",
      params: {
        at: periodEnds,
        items: [
          { price: "price_seats", quantity: 2, replaces: "price_seats" },
          { price: "price_base", quantity: 1, replaces: "price_base" },
        ],
      },
    });
    expect(stripeCallSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call);
  });

  it("brings the discount and the address that belong to it", () => {
    const address = {
      line1: "1 Main St",
      line2: "",
      city: "",
      state: "",
      postal_code: "94103",
      country: "US",
    };
    const coupon = {
      id: "half",
      name: null,
      valid: true,
      percentOff: 50,
      amountOff: null,
      duration: "once",
      months: null,
    };
    const discount = { given: { promotion_code: "promo_1" }, coupon };
    expect(callOf(change({ items: [other], address, discount }))).toMatchObject({
      first: { method: "customers.update", id: "cus_1", params: { address } },
      params: { discounts: [{ promotion_code: "promo_1" }] },
    });
  });
});
