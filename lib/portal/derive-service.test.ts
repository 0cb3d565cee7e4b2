import { describe, expect, it } from "vitest";
import { deriveService } from "./derive-service";
import { makePrice, makeProduct } from "./fact-builders";
import type { PriceFact, ProductFact } from "./snapshot";

const price = (id: string, product: string, over: Partial<PriceFact> = {}) =>
  makePrice({ id, productId: `prod_${product}`, ...over });

describe("a service out of product metadata", () => {
  const tag = (id: string, metadata: Record<string, string>, unitLabel: string | null = null) =>
    makeProduct({
      id: `prod_${id}`,
      name: id,
      unitLabel,
      metadata: { sb_service: "Acme", ...metadata },
    });
  const sold = [
    price("pro_m", "pro", { unitAmount: 5000 }),
    price("pro_use", "pro", { usageType: "metered" }),
    price("seat_m", "seat", { unitAmount: 100 }),
    price("lite_m", "lite", { unitAmount: 900 }),
    price("extra_m", "extra"),
    price("plan_m", "plan"),
    price("once", "lite", { interval: null }),
  ];
  const all = [
    tag("seat", { sb_tier: "Pro" }, "seat"),
    tag("pro", { sb_tier: "Pro" }),
    tag("lite", {}),
    tag("extra", { sb_tier: "Pro", sb_addon: "true" }),
    tag("plan", { sb_plan_iterations: "3" }),
    makeProduct({ id: "prod_other", metadata: { sb_service: "Other" } }),
  ];

  const say = (products: readonly ProductFact[], prices: readonly PriceFact[]) =>
    deriveService("Acme", products, prices)?.tiers.map(({ name, products: parts }) => [
      name,
      ...parts.map((part) => `${part.role} ${part.prices.join(" ")}`),
    ]);

  it("has its tiers cheapest first, each with everything that belongs to it", () => {
    expect(say(all, sold)).toEqual([
      ["lite", "base lite_m"],
      ["Pro", "base pro_m", "seats seat_m", "metered pro_use"],
    ]);
  });

  const lite = tag("lite", {});
  const max = tag("max", {});
  const year = { unit: "year", count: 1 };
  const small = price("small", "lite", { unitAmount: 900 });
  const large = price("large", "max", { unitAmount: 5000 });
  const tiered = price("tiered", "lite", { unitAmount: null, tiersMode: "graduated" });
  const yearly = price("yearly", "max", { unitAmount: 6000, interval: year });

  it.each<[string, ProductFact[], PriceFact[], string[]]>([
    ["what is cheaper by the month first", [lite, max], [small, large], ["lite", "max"]],
    ["what is cheaper by the year first", [lite, max], [small, yearly], ["max", "lite"]],
    ["what has no plain amount last", [lite, max], [tiered, large], ["max", "lite"]],
    ["nothing that has no price", [lite, max], [large], ["max"]],
    ["nothing at an archived price", [lite, max], [{ ...small, active: false }, large], ["max"]],
    ["no archived product", [{ ...lite, active: false }, max], [small, large], ["max"]],
    ["nothing where nothing is sold", [lite], [], []],
  ])("has %s", (_what, products, prices, expected) => {
    expect(say(products, prices)?.map(([name]) => name)).toEqual(expected);
  });

  it("is none where no product has its name", () => {
    expect(deriveService("Nobody", all, sold)).toBeNull();
  });
});
