import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { makeItem, makePrice, makeProduct } from "./fact-builders";
import { type ItemChange, mapItems } from "./map-items";
import type { PlanPartView } from "./plan-view";
import type { ItemFact } from "./snapshot";

const products = [
  makeProduct({ id: "prod_base" }),
  makeProduct({ id: "prod_pro" }),
  makeProduct({ id: "prod_seat", unitLabel: "seat" }),
  makeProduct({ id: "prod_pro_seat", unitLabel: "seat" }),
  makeProduct({ id: "prod_user", unitLabel: "user" }),
  makeProduct({ id: "prod_odd", unitLabel: "toString" }),
];

/** "prod_seat" or, billed by use, "prod_seat*". */
function item(id: string, what: string, quantity = 1): ItemFact {
  const metered = what.endsWith("*");
  const price = makePrice({
    id: `price_${what}`,
    productId: what.replace("*", ""),
    usageType: metered ? "metered" : "licensed",
  });
  return makeItem({ id, price, quantity: metered ? null : quantity });
}

function part(what: string, quantity = 1): PlanPartView {
  const metered = what.endsWith("*");
  const productId = what.replace("*", "");
  const unitLabel = products.find(({ id }) => id === productId)?.unitLabel ?? null;
  return {
    priceId: `new_${what}`,
    productId,
    productName: what,
    price: null,
    unitLabel,
    metered,
    quantity: metered ? null : quantity,
    terms: null,
  };
}

/** "si_1>new_x×2", "+new_x", "-si_1". */
function say({ id, price, quantity, deleted }: ItemChange): string {
  if (deleted) return `-${id}`;
  const many = quantity === null ? "" : `×${quantity}`;
  return id === null ? `+${price}${many}` : `${id}>${price}${many}`;
}

describe("the items of a tier become those of another", () => {
  it.each<[string, ItemFact[], PlanPartView[], Record<string, number>, string[]]>([
    [
      "one for one, whatever they are counted in",
      [item("si_1", "prod_user")],
      [part("prod_seat")],
      {},
      ["si_1>new_prod_seat×1"],
    ],
    [
      "by product",
      [item("si_1", "prod_base"), item("si_2", "prod_seat")],
      [part("prod_seat", 3), part("prod_base")],
      {},
      ["si_2>new_prod_seat×3", "si_1>new_prod_base×1"],
    ],
    [
      "then by unit label",
      [item("si_1", "prod_base"), item("si_2", "prod_seat")],
      [part("prod_pro"), part("prod_pro_seat", 5)],
      {},
      ["si_1>new_prod_pro×1", "si_2>new_prod_pro_seat×5"],
    ],
    [
      "what has no counterpart comes and goes",
      [item("si_1", "prod_base"), item("si_2", "prod_user")],
      [part("prod_pro"), part("prod_seat", 2)],
      {},
      ["si_1>new_prod_pro×1", "+new_prod_seat×2", "-si_2"],
    ],
    [
      "what is billed by use never becomes what is counted",
      [item("si_1", "prod_base*")],
      [part("prod_base")],
      {},
      ["+new_prod_base×1", "-si_1"],
    ],
    [
      "and has no quantity",
      [item("si_1", "prod_base"), item("si_2", "prod_base*")],
      [part("prod_base"), part("prod_base*")],
      { prod_base: 4 },
      ["si_1>new_prod_base×4", "si_2>new_prod_base*"],
    ],
    [
      "quantities go by unit label",
      [item("si_1", "prod_seat", 3)],
      [part("prod_seat", 3)],
      { seat: 9 },
      ["si_1>new_prod_seat×9"],
    ],
    ["a unit like a method of objects is one", [], [part("prod_odd", 2)], {}, ["+new_prod_odd×2"]],
    [
      "one of two is not taken for another of another kind",
      [item("si_1", "prod_user"), item("si_2", "prod_base")],
      [part("prod_seat")],
      {},
      ["+new_prod_seat×1", "-si_1", "-si_2"],
    ],
    [
      "nor one for two",
      [item("si_1", "prod_user")],
      [part("prod_seat"), part("prod_base")],
      {},
      ["+new_prod_seat×1", "+new_prod_base×1", "-si_1"],
    ],
    [
      "what has its product keeps to it, though another is counted alike",
      [item("si_1", "prod_seat"), item("si_2", "prod_pro_seat")],
      [part("prod_seat")],
      {},
      ["si_1>new_prod_seat×1", "-si_2"],
    ],
  ])("%s", (_what, items, parts, quantities, expected) => {
    expect(mapItems(items, parts, quantities, products).map(say)).toEqual(expected);
  });

  const kinds = products.flatMap(({ id }) => [id, `${id}*`]);
  const some = fc.uniqueArray(fc.constantFrom(...kinds), { maxLength: 6 });

  it("and nothing is lost or doubled", () => {
    fc.assert(
      fc.property(some, some, (held, wanted) => {
        const items = held.map((what, index) => item(`si_${index}`, what, index + 1));
        const parts = wanted.map((what) => part(what));
        const changes = mapItems(items, parts, {}, products);
        const ids = changes.flatMap(({ id }) => (id === null ? [] : [id]));
        expect(ids.sort()).toEqual(items.map(({ id }) => id).sort());
        const left = changes.filter(({ deleted }) => !deleted).map(({ price }) => price);
        expect(left).toEqual(parts.map(({ priceId }) => priceId));
        for (const { price, quantity, deleted } of changes) {
          expect(quantity === null).toBe(deleted || price.endsWith("*"));
        }
      }),
      { numRuns: runs(200) },
    );
  });
});
