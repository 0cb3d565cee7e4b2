import { describe, expect, it } from "vitest";
import { configurationSchema } from "./configuration";
import { makePrice, makeProduct, makeSnapshot } from "./fact-builders";
import { fitQuantity, isPossible, termsOf } from "./quantity-terms";
import { serviceSchema } from "./service";
import type { PriceFact } from "./snapshot";
import type { QuantityTerms } from "./view";

type Bounds = Partial<QuantityTerms>;
type Given = {
  readonly tag?: string;
  readonly label?: string | null;
  /** By unit label. */
  readonly units?: Readonly<Record<string, Bounds>>;
  /** The product's own, in the plan list. */
  readonly own?: { readonly enabled: boolean; readonly minimum: number; readonly maximum?: number };
  /** Those of two tiers that sell the product, the second one at the price. */
  readonly tiers?: readonly [Bounds | null, Bounds | null];
  readonly price?: Partial<PriceFact>;
};

function terms({ tag, label = "seat", units = {}, own, tiers, price = {} }: Given) {
  const product = "prod_starter";
  const listed = { product, prices: ["price_starter"] };
  const configuration = configurationSchema.parse({
    features: {
      subscription_update: {
        products: [
          { product: "prod_pro", prices: ["price_pro"], adjustable_quantity: { enabled: true } },
          own === undefined ? listed : { ...listed, adjustable_quantity: own },
        ],
      },
    },
    portico: { quantity: units },
  });
  const [first, second] = tiers ?? [];
  const other = { product: "prod_pro", prices: ["price_pro"], quantity: { minimum: 77 } };
  const service = serviceSchema.parse({
    name: "Acme",
    tiers: [
      { name: "Other", products: [other] },
      { name: "First", products: [{ product, prices: ["price_old"], quantity: first }] },
      { name: "Second", products: [{ product, prices: ["price_starter"], quantity: second }] },
    ],
  });
  const tagged = { sb_quantity_enabled: "true" };
  const snapshot = makeSnapshot({
    products: [
      makeProduct({ id: "prod_pro", unitLabel: "other", metadata: tagged }),
      makeProduct({ unitLabel: label, metadata: tag ? { sb_quantity_enabled: tag } : {} }),
    ],
    service: tiers === undefined ? null : service,
  });
  return termsOf(makePrice(price), { configuration, snapshot });
}

const from = (minimum: number, maximum: number | null = null, step = 1) => ({
  minimum,
  maximum,
  step,
});
const tag = "true";
const byUse = { usageType: "metered" };

describe("how many may be chosen", () => {
  it.each<[string, Given, QuantityTerms | null]>([
    ["is fixed where nothing says otherwise", {}, null],
    ["is fixed by bounds of the unit alone", { units: { seat: from(3) } }, null],
    ["is free where the product is tagged", { tag }, from(0)],
    ["is fixed where it is tagged otherwise", { tag: "yes" }, null],
    ["is never of what is billed by use", { tag, price: byUse }, null],
    ["is within the unit's bounds", { tag, units: { seat: from(3, 9, 3) } }, from(3, 9, 3)],
    ["is not within another unit's", { tag, units: { desk: from(3) } }, from(0)],
    ["has no bounds by what objects can do", { tag, label: "toString" }, from(0)],
    ["has none by a unit it has not", { tag, label: null, units: { null: from(3) } }, from(0)],
    ["is within the list's", { own: { enabled: true, minimum: 2, maximum: 8 } }, from(2, 8)],
    ["is fixed where the list's are off", { own: { enabled: false, minimum: 2 } }, null],
    ["is within the tier's", { tiers: [null, from(4, 8, 2)] }, from(4, 8, 2)],
    ["is within those of the tier at the price", { tiers: [from(9), from(4)] }, from(4)],
    ["is fixed where that tier fixes it", { tiers: [from(9), null] }, null],
    [
      "is within those of the product's first tier, at a price that none lists",
      { tiers: [from(9), from(4)], price: { id: "price_older" } },
      from(9),
    ],
    [
      "is within all of them",
      {
        units: { seat: from(0, 20, 5) },
        own: { enabled: true, minimum: 2, maximum: 19 },
        tiers: [null, from(1, 17)],
      },
      from(5, 17, 5),
    ],
    [
      "has no limit where none has one",
      { own: { enabled: true, minimum: 2 }, units: { seat: from(1) } },
      from(2),
    ],
    [
      "is the one number there is",
      { own: { enabled: true, minimum: 2, maximum: 3 }, units: { seat: from(3) } },
      from(3, 3),
    ],
    [
      "is fixed where they leave none",
      { own: { enabled: true, minimum: 1, maximum: 8 }, units: { seat: from(9) } },
      null,
    ],
  ])("%s", (_what, given, expected) => {
    expect(terms(given)).toEqual(expected);
  });
});

describe("of 2, 5, 8 and no more", () => {
  // wanted, nearest, and whether it is possible itself
  it.each([
    [-1, 2, false],
    [1, 2, false],
    [2, 2, true],
    [3, 5, false],
    [5, 5, true],
    [5.5, 8, false],
    [9, 8, false],
    [11, 8, false],
    [100, 8, false],
  ])("the nearest to %d is %i; it may be chosen itself: %j", (wanted, nearest, possible) => {
    const stepped = from(2, 9, 3);
    expect(fitQuantity(wanted, stepped)).toBe(nearest);
    expect(isPossible(nearest, stepped)).toBe(true);
    expect(isPossible(wanted, stepped)).toBe(possible);
  });
});

it("the most that may be chosen may be chosen", () => {
  expect(isPossible(8, from(2, 8, 3))).toBe(true);
  expect(isPossible(11, from(2, 8, 3))).toBe(false);
});

it.each([
  [0, 2, false],
  [2.5, 3, false],
  [999, 999, true],
])("from 2 on without end the nearest to %d is %i: %j", (wanted, nearest, possible) => {
  expect(fitQuantity(wanted, from(2))).toBe(nearest);
  expect(isPossible(wanted, from(2))).toBe(possible);
});
