import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PorticoError } from "../errors";
import { parse } from "./parse";

const schema = z.strictObject({
  customer: z.string().min(1),
  locale: z.enum(["auto", "en"]).optional(),
  return_url: z.url({ protocol: /^https?$/ }).optional(),
  items: z
    .array(z.strictObject({ id: z.string(), quantity: z.int().min(1).optional() }))
    .optional(),
  flow: z.strictObject({ type: z.string(), after: z.strictObject({ url: z.string() }) }).optional(),
});

function refusal(value: unknown): { code: string; param: string | undefined } {
  try {
    parse(schema, value);
  } catch (error) {
    if (error instanceof PorticoError) return { code: error.code, param: error.details.param };
    throw error;
  }
  throw new Error("It parses.");
}

const customer = "cus_1";

describe("what is wrong is named", () => {
  it.each<[string, unknown, string, string | undefined]>([
    ["nothing", {}, "parameter_missing", "customer"],
    ["an empty text", { customer: "" }, "parameter_invalid_empty", "customer"],
    ["a list for a text", { customer: ["cus_1"] }, "parameter_invalid", "customer"],
    ["a hash for a text", { customer: { id: "cus_1" } }, "parameter_invalid", "customer"],
    ["null for a text", { customer: null }, "parameter_invalid", "customer"],
    ["an unknown parameter", { customer, colour: "red" }, "parameter_unknown", "colour"],
    ["a value that is none of the list", { customer, locale: "xx" }, "parameter_invalid", "locale"],
    ["no URL", { customer, return_url: "nowhere" }, "url_invalid", "return_url"],
    [
      "a script for a URL",
      { customer, return_url: "javascript:alert(1)" },
      "url_invalid",
      "return_url",
    ],
    ["a list for a URL", { customer, return_url: [] }, "url_invalid", "return_url"],
    ["a missing inner one", { customer, flow: { type: "x" } }, "parameter_missing", "flow[after]"],
    [
      "a missing one deeper",
      { customer, flow: { type: "x", after: {} } },
      "parameter_missing",
      "flow[after][url]",
    ],
    [
      "an unknown one in a list",
      { customer, items: [{ id: "si_1" }, { id: "si_2", x: 1 }] },
      "parameter_unknown",
      "items[1][x]",
    ],
    ["a missing one in a list", { customer, items: [{}] }, "parameter_missing", "items[0][id]"],
    ["a text for a list", { customer, items: "si_1" }, "parameter_invalid", "items"],
    ["no hash at all", "text", "parameter_invalid", undefined],
    ["a list", [], "parameter_invalid", undefined],
    ["nothing whatever", undefined, "parameter_missing", undefined],
  ])("%s", (_what, value, code, param) => {
    expect(refusal(value)).toEqual({ code, param });
  });

  it.each([-1, 0, 1.5, "abc", 1e21, 99_999_999_999.5, null, [], true])(
    "a quantity of %j is quantity_invalid",
    (quantity) => {
      const value = { customer, items: [{ id: "si_1", quantity }] };
      expect(refusal(value)).toEqual({ code: "quantity_invalid", param: "items[0][quantity]" });
    },
  );

  it.each([
    '{"customer":"cus_1","__proto__":{"isAdmin":true}}',
    '{"customer":"cus_1","constructor":{}}',
  ])("a reach for the prototype is an unknown parameter: %s", (json) => {
    expect(refusal(JSON.parse(json)).code).toBe("parameter_unknown");
    expect({}).not.toHaveProperty("isAdmin");
  });
});

describe("what is right", () => {
  it("comes back parsed", () => {
    const value = { customer, items: [{ id: "si_1", quantity: 2 }] };
    expect(parse(schema, value)).toEqual(value);
  });

  it("may come without a prototype, as forms do", () => {
    expect(parse(schema, Object.assign(Object.create(null), { customer }))).toEqual({ customer });
  });
});
