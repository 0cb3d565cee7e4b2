import fc from "fast-check";
import { expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { difference } from "./difference";

it.each([
  [{ a: 1 }, { a: 1 }, null],
  [{ a: 1 }, { a: 2 }, { a: 1 }],
  [{ a: 1 }, { a: 1, b: 2 }, { b: null }],
  [{ a: 1, b: 2 }, { a: 1 }, { b: 2 }],
  [{ a: null }, {}, null],
  [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, { a: { c: 2 } }],
  [{ a: null }, { a: { b: 1 } }, { a: null }],
  [{ a: { b: 1 } }, { a: null }, { a: { b: 1 } }],
  [{ a: [{ b: 1 }, 2] }, { a: [{ b: 1 }, 3] }, { a: [{ b: 1 }, 2] }],
  [{ a: [{ b: 1, c: 1 }] }, { a: [{ c: 1, b: 1 }] }, null],
  [{}, { constructor: "a" }, { constructor: null }],
  [{}, JSON.parse('{"__proto__":"a"}'), JSON.parse('{"__proto__":null}')],
])("from %j to %j what changed was %j", (before, after, was) => {
  expect(difference(before, after)).toEqual(was);
});

it("nothing differs from itself, whatever the order of its keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
      const turned = Object.fromEntries(Object.entries(object).reverse());
      expect(difference(object, turned)).toBeNull();
    }),
    { numRuns: runs(2000) },
  );
});
