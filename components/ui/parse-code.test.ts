import { describe, expect, it } from "vitest";
import { parseCode } from "./parse-code";

describe("the six digits", () => {
  it.each([
    ["123456", "123456"],
    ["123 456", "123456"],
    ["123\u00a0456", "123456"],
    [" 123-456\n", "123456"],
    ["Your code: 012345.", "012345"],
    ["１２３４５６", "123456"],
    ["1234567890", "123456"],
    ["12", "12"],
    ["abc", ""],
    ["", ""],
  ])("of %j are %j", (text, digits) => {
    expect(parseCode(text)).toBe(digits);
  });
});
