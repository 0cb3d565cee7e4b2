import { describe, expect, it } from "vitest";
import { readSegment, segmentOf } from "./segment";

describe("the first part of an address", () => {
  it.each([
    ["acme", { slug: "acme", livemode: true }],
    ["test_acme", { slug: "acme", livemode: false }],
  ])("%s tells the merchant and the mode, and is made of them again", (text, named) => {
    expect(readSegment(text)).toEqual(named);
    expect(segmentOf(named)).toBe(text);
  });

  it.each(["", "ab", "test_", "test_ab", "test_test_acme", "flow_acme", "Acme", "a b c", "..%2f"])(
    "%j names nobody",
    (text) => {
      expect(readSegment(text)).toBeNull();
    },
  );
});
