import { describe, expect, it } from "vitest";
import { testLine, testRate } from "../test-line";
import { sumTaxes, taxesOf, withoutInclusive } from "./apply-taxes";
import { automaticRate } from "./automatic-tax";
import type { InvoiceTerms } from "./invoice-terms";

const inside = testRate(19, true);
const tenInside = testRate(10, true);
const onTop = testRate(7.25, false);
const tenOnTop = testRate(10, false);
const doubled = testRate(100, false);
const halved = testRate(100, true);
const terms: InvoiceTerms = { discounts: [], taxRates: [], exempt: "none", automaticTax: null };

describe("the taxes of a line", () => {
  it.each([
    ["19 % in one cent", [inside], 1, [0], 1],
    ["19 % in three cents", [inside], 3, [0], 3],
    ["19 % in four cents", [inside], 4, [1], 3],
    ["19 % inside", [inside], 119, [19], 100],
    ["19 % in a credit", [inside], -119, [-19], -100],
    ["7.25 % on one cent", [onTop], 1, [0], 1],
    ["7.25 % on seven cents", [onTop], 7, [1], 7],
    ["half a cent, away from zero", [onTop], 1000, [73], 1000],
    ["half a cent of a credit", [onTop], -1000, [-73], -1000],
    ["of nothing", [inside, onTop], 0, [0, 0], 0],
    ["inside and on top", [inside, tenOnTop], 119, [19, 10], 100],
    ["two inside share it", [tenInside, { ...tenInside, id: "second" }], 120, [10, 10], 100],
    ["100 % on top", [doubled], 50, [50], 50],
    ["100 % inside", [halved], 50, [25], 25],
    ["huge", [onTop], 999_999_999_999, [72_500_000_000], 999_999_999_999],
  ])("%s", (_name, rates, amount, taxes, base) => {
    const found = taxesOf(testLine(amount, { taxRates: rates }), amount, terms);
    expect(found.map((tax) => tax.amount)).toEqual(taxes);
    expect(found.map((tax) => tax.taxable_amount)).toEqual(rates.map(() => base));
  });

  it("are by the invoice's rates where the line has none, and none where it wants none", () => {
    const byDefault = { ...terms, taxRates: [tenOnTop] };
    const ratesOf = (taxRates: Parameters<typeof testLine>[1]) =>
      taxesOf(testLine(100, taxRates), 100, byDefault).map((tax) => tax.tax_rate_details?.tax_rate);
    expect(ratesOf({ taxRates: [] })).toEqual([tenOnTop.id]);
    expect(ratesOf({ taxRates: [inside] })).toEqual([inside.id]);
    expect(ratesOf({ taxRates: null })).toEqual([]);
  });

  it.each([
    ["exempt", "customer_exempt"],
    ["reverse", "reverse_charge"],
  ] as const)("are named and nothing for who is %s", (exempt, reason) => {
    const line = testLine(119, { taxRates: [inside, onTop] });
    for (const tax of taxesOf(line, 119, { ...terms, exempt })) {
      expect(tax).toMatchObject({ amount: 0, taxability_reason: reason, taxable_amount: 0 });
    }
  });

  it("leave out what is inside only", () => {
    expect(withoutInclusive(testLine(119, { taxRates: [inside, onTop] }), 119, terms)).toBe(100);
  });

  it("are summed by rate", () => {
    const lines = [7, 7, 7].flatMap((amount) =>
      taxesOf(testLine(amount, { taxRates: [onTop] }), amount, terms),
    );
    expect(sumTaxes(lines)).toMatchObject([{ amount: 3, taxable_amount: 21 }]);
  });
});

describe("a rate of automatic tax", () => {
  it.each([
    ["exclusive", "US", "CA"],
    ["inclusive", "DE", null],
  ] as const)("is found by the id that a line names: %s, %s", (behavior, country, state) => {
    const address = { city: null, country, line1: null, line2: null, postal_code: null, state };
    const automaticTax = { address, taxIds: [] };
    const line = testLine(1000, { taxBehavior: behavior });
    const [tax] = taxesOf(line, 1000, { ...terms, automaticTax });
    const id = tax?.tax_rate_details?.tax_rate ?? "";
    expect(automaticRate(id)).toMatchObject({ id, country, inclusive: behavior === "inclusive" });
  });

  it("is none of another id", () => {
    expect(automaticRate("txr_123")).toBeNull();
  });
});
