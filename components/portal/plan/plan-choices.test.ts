import { describe, expect, it } from "vitest";
import type { PlanView } from "@/lib/portal/view";
import { planPrice, plans, usd } from "../view-fixture";
import { findChoice, findCurrent, findSaving, listCadences, listChoices } from "./plan-choices";

const monthly = { unit: "month", count: 1 };
const yearly = { unit: "year", count: 1 };

function plan(name: string, month: number, year: number): PlanView {
  return {
    id: name,
    productId: name,
    highlighted: false,
    link: null,
    name,
    description: null,
    features: [],
    unitLabel: null,
    prices: [
      planPrice(`${name}_y`, usd(year), yearly, false),
      planPrice(`${name}_m`, usd(month), monthly, false),
    ],
  };
}

function saving(...list: PlanView[]) {
  return findSaving(list, { key: "year-1", interval: yearly });
}

describe("the plans to choose from", () => {
  it("come in each interval once, shortest first", () => {
    expect(listCadences(plans).map(({ key }) => key)).toEqual(["month-1", "year-1"]);
  });

  it("are listed at one interval, in the merchant's order", () => {
    const choices = listChoices(plans, { key: "year-1", interval: yearly });
    expect(choices.map(({ price }) => price.id)).toEqual(["price_starter_y", "price_pro_y"]);
  });

  it("are found by their price, and the current one by its mark", () => {
    expect(findChoice(plans, "price_pro_y")?.plan.name).toBe("Pro");
    expect(findChoice(plans, "price_foreign")).toBeNull();
    expect(findCurrent(plans)?.price.id).toBe("price_starter_m");
    expect(findCurrent([plan("Old", 1, 2)])).toBeNull();
  });
});

describe("findSaving", () => {
  it("never promises more than is saved", () => {
    expect(saving(plan("Pro", 1200, 12_000))).toEqual({ share: 0.16, same: true });
    expect(saving(plan("Pro", 1000, 9600))).toEqual({ share: 0.2, same: true });
  });

  it("says when plans differ in what is saved", () => {
    expect(saving(plan("A", 1000, 9600), plan("B", 1000, 10_800))).toEqual({
      share: 0.2,
      same: false,
    });
  });

  it("is silent when nothing is saved, or when it cannot be compared", () => {
    expect(saving(plan("Pro", 1000, 12_000))).toBeNull();
    expect(saving(plan("Pro", 1000, 13_000))).toBeNull();
    expect(saving(plan("Free", 0, 0))).toBeNull();
    const mixed = plan("Pro", 1000, 9600);
    const [year, month] = mixed.prices;
    const euro = { amount: 1000, currency: "eur" };
    if (!year || !month) throw new Error("The plan has two prices");
    expect(saving({ ...mixed, prices: [year, { ...month, price: euro }] })).toBeNull();
    expect(findSaving(plans, { key: "month-1", interval: monthly })).toBeNull();
  });
});
