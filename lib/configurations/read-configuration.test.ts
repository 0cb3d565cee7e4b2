import { describe, expect, it } from "vitest";
import { configurationSchema } from "../portal/configuration";
import { findReadable, readConfiguration } from "./read-configuration";

const known = configurationSchema.parse({
  name: "Teams",
  features: {
    subscription_update: { enabled: true, products: [{ product: "prod_1", prices: ["price_1"] }] },
  },
});

describe("a stored configuration", () => {
  it("is read as it is", () => {
    expect(readConfiguration(known)).toEqual(known);
  });

  it("is read without what a newer version added, at every depth", () => {
    const { features } = known;
    const { subscription_update: update } = features;
    const newer = {
      ...known,
      loyalty: { enabled: true },
      features: {
        ...features,
        gifts: { "enabled/now": true },
        subscription_cancel: { ...features.subscription_cancel, "a/b": 1 },
        subscription_update: {
          ...update,
          products: update.products.map((product) => ({ ...product, badge: "new" })),
        },
      },
    };
    expect(configurationSchema.safeParse(newer).success).toBe(false);
    expect(readConfiguration(newer)).toEqual(known);
  });

  it("keeps a known field whose path only looks like an unknown one", () => {
    const lookalike = { ...known, "features/subscription_update": null, '["name"]': 1 };
    expect(readConfiguration(lookalike)).toEqual(known);
  });

  it.each([
    ["a value of tomorrow", { features: { subscription_cancel: { mode: "at_next_full_moon" } } }],
    [
      "a value of tomorrow beside a field of tomorrow",
      { future: 1, login_page: { enabled: "maybe" } },
    ],
    ["no document", null],
    ["a list", []],
  ])("is refused, with nothing guessed: %s", (_, document) => {
    expect(findReadable(document)).toBeNull();
    expect(() => readConfiguration(document)).toThrowError(
      expect.objectContaining({ code: "merchant_unavailable", status: 503 }),
    );
  });
});
