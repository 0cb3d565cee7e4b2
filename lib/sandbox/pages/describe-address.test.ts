import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { describeAddress } from "./describe-address";

const nowhere: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

describe("an address", () => {
  it.each([
    [
      { line1: "12 Row", city: "London", postal_code: "N1 1AA", country: "GB" },
      "12 Row|London N1 1AA|United Kingdom",
    ],
    [
      {
        line1: "1 A St",
        line2: "B",
        city: "Austin",
        state: "TX",
        postal_code: "78701",
        country: "US",
      },
      "1 A St|B|Austin, TX 78701|United States",
    ],
    [
      { line1: "Weg 1", city: "Berlin", postal_code: "10115", country: "DE" },
      "Weg 1|10115 Berlin|Germany",
    ],
    [{ city: "Oz", country: "nowhere" }, "Oz|nowhere"],
    [{ country: "QX" }, "QX"],
    [{}, ""],
  ])("is written as in its country: %j", (given, lines) => {
    const described = describeAddress({ ...nowhere, ...given });
    expect(described.filter(Boolean).join("|")).toBe(lines);
  });

  it("may be none", () => {
    expect(describeAddress(null)).toEqual([]);
  });
});
