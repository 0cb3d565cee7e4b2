import { describe, expect, it } from "vitest";
import { narrowable, sessionOptionsSchema } from "../portal/session-options";
import { readSessionOptions } from "./read-session-options";

const none = sessionOptionsSchema.parse({});

describe("what a session was made with", () => {
  it("is nothing where nothing was given", () => {
    expect(readSessionOptions(null)).toEqual(none);
    expect(readSessionOptions({})).toEqual(none);
  });

  it.each<[string, object, object]>([
    [
      "has an option of a newer version: it only looks",
      { subscription_id: "sub_1", wallet: true },
      { subscription_id: "sub_1", read_only: true },
    ],
    [
      "has a value that is not known: it only looks",
      { locale: 5, narrow: { prices: ["price_1"] } },
      { read_only: true, narrow: { ...none.narrow, prices: ["price_1"] } },
    ],
    [
      "narrows in a way that is not known: all that could be narrowed is off",
      { narrow: { refunds: false } },
      { read_only: true, narrow: { ...none.narrow, disable: [...narrowable] } },
    ],
  ])("%s", (_what, stored, expected) => {
    expect(readSessionOptions(stored)).toEqual({ ...none, ...expected });
  });

  it.each([
    ["no object", "sub_1"],
    ["a list", []],
    ["a subscription that is none", { subscription_id: 7 }],
    ["the id of something else", { subscription_id: "cus_1" }],
  ])("opens nothing where even the scope is unknown: %s", (_what, stored) => {
    expect(() => readSessionOptions(stored)).toThrow(
      expect.objectContaining({ code: "merchant_unavailable" }),
    );
  });
});
