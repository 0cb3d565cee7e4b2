import { describe, expect, it } from "vitest";
import type { PlanPartView, QuantityTerms } from "../../portal/plan-view";
import { chooseQuantities } from "./choose-quantities";

function part(productId: string, unitLabel: string | null, terms: QuantityTerms | null) {
  const found: PlanPartView = {
    priceId: `price_${productId}`,
    productId,
    productName: productId,
    price: { amount: 500, currency: "usd" },
    unitLabel,
    metered: false,
    quantity: 1,
    terms,
  };
  return found;
}

const upTo = (maximum: number) => ({ minimum: 1, maximum, step: 1 });

describe("two things that are counted in the same unit", () => {
  const desk = part("desk", "seat", upTo(10));

  it("get the number that both permit", () => {
    const parts = [desk, part("app", "seat", upTo(5))];
    expect(chooseQuantities(parts, { quantities: { seat: 5 } })).toEqual({ seat: 5 });
  });

  it.each([
    ["more than the second may have", upTo(3)],
    ["another than the second is fixed at", null],
  ])("get no number that is %s", (_why, terms) => {
    const parts = [desk, part("app", "seat", terms)];
    const choose = () => chooseQuantities(parts, { quantities: { seat: 5 } });
    expect(choose).toThrow(expect.objectContaining({ code: "quantity_invalid" }));
  });
});

it("what is counted nowhere is refused", () => {
  const choose = () => chooseQuantities([part("desk", "seat", null)], { quantities: { desk: 1 } });
  expect(choose).toThrow(expect.objectContaining({ code: "parameter_unknown" }));
});
