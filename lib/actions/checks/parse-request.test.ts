import { describe, expect, it } from "vitest";
import { PorticoError } from "../../errors";
import { parseConfirmation, parseInput, parsePreview } from "./parse-request";

const expected = {
  items: ["si_1:price_1:1"],
  status: "active",
  cancelAt: null,
  prorationDate: null,
  amount: 0,
};
const input = { subscription: "sub_1", price: "price_1" };
const body = { nonce: "0123abcd-nonce", input, expected };

function refusal(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    if (error instanceof PorticoError) return `${error.code} ${error.details.param ?? "-"}`;
    throw error;
  }
  return "accepted";
}

describe("a confirmation", () => {
  it("is a nonce, an input and what was shown", () => {
    expect(parseConfirmation("change_plan", body)).toEqual(body);
  });

  it.each<[string, unknown, string]>([
    ["nothing", {}, "parameter_missing nonce"],
    ["no nonce", { ...body, nonce: undefined }, "parameter_missing nonce"],
    ["a nonce too short", { ...body, nonce: "1234567" }, "parameter_invalid nonce"],
    ["a nonce too long", { ...body, nonce: "x".repeat(65) }, "parameter_invalid nonce"],
    ["a nonce with other letters", { ...body, nonce: "12345678;" }, "parameter_invalid nonce"],
    ["a list for a nonce", { ...body, nonce: ["12345678"] }, "parameter_invalid nonce"],
    ["no input", { ...body, input: undefined }, "parameter_missing input"],
    ["no expected", { ...body, expected: undefined }, "parameter_missing expected"],
    [
      "expected without amount",
      { ...body, expected: { ...expected, amount: undefined } },
      "parameter_missing expected[amount]",
    ],
    [
      "a fraction of a cent",
      { ...body, expected: { ...expected, amount: 0.5 } },
      "parameter_invalid expected[amount]",
    ],
    [
      "more expected than is compared",
      { ...body, expected: { ...expected, tax: 0 } },
      "parameter_unknown expected[tax]",
    ],
    [
      "very many items",
      { ...body, expected: { ...expected, items: Array(101).fill("x") } },
      "parameter_invalid expected[items]",
    ],
    ["something besides", { ...body, session: "bps_2" }, "parameter_unknown session"],
    ["null", null, "parameter_invalid -"],
    ["a list", [body], "parameter_invalid -"],
  ])("is refused with %s", (_what, given, answer) => {
    expect(refusal(() => parseConfirmation("change_plan", given))).toBe(answer);
  });
});

describe("an input", () => {
  it.each<[string, unknown, string]>([
    ["no subscription", { price: "price_1" }, "parameter_missing subscription"],
    ["a list", { ...input, subscription: ["sub_1"] }, "parameter_invalid subscription"],
    ["a path", { ...input, subscription: "sub_1/../sub_2" }, "parameter_invalid subscription"],
    ["an unknown field", { ...input, coupon: "FREE" }, "parameter_unknown coupon"],
    ["a quantity of text", { ...input, quantity: "abc" }, "quantity_invalid quantity"],
    ["a quantity below none", { ...input, quantity: -1 }, "quantity_invalid quantity"],
    ["half a quantity", { ...input, quantity: 1.5 }, "quantity_invalid quantity"],
    ["a quantity beyond numbers", { ...input, quantity: 1e21 }, "quantity_invalid quantity"],
    ["a huge quantity", { ...input, quantity: 99_999_999_999 }, "quantity_invalid quantity"],
    [
      "half a quantity of a unit",
      { ...input, quantities: { seat: 1.5 } },
      "quantity_invalid quantities[seat]",
    ],
    [
      "a quantity of a unit in words",
      { ...input, quantities: { seat: "abc" } },
      "quantity_invalid quantities[seat]",
    ],
    ["text", "sub_1", "parameter_invalid -"],
  ])("is refused: %s", (_what, given, answer) => {
    expect(refusal(() => parseInput("change_plan", given))).toBe(answer);
  });

  it("of one action is not another's", () => {
    expect(refusal(() => parseInput("undo_cancel", input))).toBe("parameter_unknown price");
  });

  it.each([
    ["__proto__", '{"subscription":"sub_1","__proto__":{"isAdmin":true}}'],
    ["constructor", '{"subscription":"sub_1","constructor":{"prototype":{"isAdmin":true}}}'],
  ])("does not reach a prototype through %s", (name, json) => {
    const hostile: unknown = JSON.parse(json);
    expect(refusal(() => parseInput("undo_cancel", hostile))).toBe(`parameter_unknown ${name}`);
    expect({}).not.toHaveProperty("isAdmin");
  });
});

describe("a preview", () => {
  it("is an input and nothing else", () => {
    expect(parsePreview("undo_cancel", { input: { subscription: "sub_1" } })).toEqual({
      subscription: "sub_1",
    });
    expect(refusal(() => parsePreview("undo_cancel", {}))).toBe("parameter_missing input");
    expect(refusal(() => parsePreview("undo_cancel", { input, nonce: "x" }))).toBe(
      "parameter_unknown nonce",
    );
  });
});
