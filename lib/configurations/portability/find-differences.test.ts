import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { findDifferences } from "./find-differences";

describe("what differs", () => {
  it.each([
    ["nothing", { a: 1 }, { a: 1 }, []],
    ["the order of keys", { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ["null from what is not there", { a: null }, {}, []],
    ["a value", { a: { b: 1 } }, { a: { b: 2 } }, [{ path: "a.b", before: 1, after: 2 }]],
    ["something new", {}, { a: { b: 1 } }, [{ path: "a", before: null, after: { b: 1 } }]],
    [
      "a list of texts, whole",
      { a: ["x"] },
      { a: ["x", "y"] },
      [{ path: "a", before: ["x"], after: ["x", "y"] }],
    ],
    [
      "the order of a list",
      { a: ["x", "y"] },
      { a: ["y", "x"] },
      [{ path: "a", before: ["x", "y"], after: ["y", "x"] }],
    ],
    [
      "an object in a list",
      { a: [{ b: 1 }, { b: 2 }] },
      { a: [{ b: 1 }, { b: 3 }] },
      [{ path: "a[1].b", before: 2, after: 3 }],
    ],
    [
      "an object more in a list",
      { a: [] },
      { a: [{ b: 1 }] },
      [{ path: "a[0]", before: null, after: { b: 1 } }],
    ],
    ["another kind", { a: {} }, { a: [] }, [{ path: "a", before: {}, after: [] }]],
    [
      "a key like the prototype's",
      {},
      { toString: "x" },
      [{ path: "toString", before: null, after: "x" }],
    ],
  ])("%s", (_what, before, after, told) => {
    expect(findDifferences(before, after)).toEqual(told);
  });

  it("is nothing between any JSON and its copy", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(findDifferences(value, structuredClone(value))).toEqual([]);
      }),
      { numRuns: runs(5000) },
    );
  });
});
