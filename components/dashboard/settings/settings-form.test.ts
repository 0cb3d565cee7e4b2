import { describe, expect, it } from "vitest";
import { configurationSchema, formConfigurationSchema } from "@/lib/portal/configuration";
import { listProblems, toFieldPath } from "./list-problems";
import { addPlan, movePlan, type Plans, pricesOf, removePlan, togglePrice } from "./plan-list";
import { priceLabel } from "./price-label";
import { sayIssue, sayProblem } from "./say-problem";
import { findSetting, listDifferences, mergeChanges } from "./setting-table";
import type { Sellable } from "./settings-types";

type Price = Sellable["prices"][number];

const price = (id: string, unit: string, unitAmount: number, over: Partial<Price> = {}): Price => ({
  id,
  productId: "prod_a",
  active: true,
  currency: "usd",
  unitAmount,
  interval: { unit, count: 1 },
  usageType: "licensed",
  tiersMode: null,
  startsAt: null,
  nickname: null,
  taxBehavior: null,
  ...over,
});

const sellable: Sellable = {
  products: [],
  prices: [
    price("price_year", "year", 12_000),
    price("price_month", "month", 1200),
    price("price_old", "month", 900, { active: false }),
    price("price_once", "month", 5, { interval: null }),
    price("price_metered", "month", 5, { usageType: "metered" }),
    price("price_other", "month", 1, { productId: "prod_b" }),
  ],
  hasMore: false,
  problem: null,
};

const names = (plans: Plans) => plans.map(({ product }) => product);

describe("the plan picker", () => {
  it("offers what can be switched to, the shortest period first", () => {
    expect(pricesOf("prod_a", sellable).map(({ id }) => id)).toEqual(["price_month", "price_year"]);
  });

  it("adds a product at the end with all its prices", () => {
    const plans = addPlan(addPlan([], "prod_b", sellable), "prod_a", sellable);
    expect(plans).toMatchObject([
      { product: "prod_b", prices: ["price_other"] },
      { product: "prod_a", prices: ["price_month", "price_year"] },
    ]);
    expect(names(removePlan(plans, "prod_b"))).toEqual(["prod_a"]);
  });

  it("moves a product one place, and not beyond the ends", () => {
    const plans = addPlan(addPlan([], "prod_b", sellable), "prod_a", sellable);
    expect(names(movePlan(plans, "prod_a", -1))).toEqual(["prod_a", "prod_b"]);
    expect(movePlan(plans, "prod_b", -1)).toBe(plans);
    expect(movePlan(plans, "prod_a", 1)).toBe(plans);
    expect(movePlan(plans, "prod_x", 1)).toBe(plans);
  });

  it("takes a price off and puts it back", () => {
    const plans = addPlan([], "prod_a", sellable);
    const without = togglePrice(plans, "prod_a", "price_month");
    expect(without[0]?.prices).toEqual(["price_year"]);
    expect(togglePrice(without, "prod_a", "price_month")[0]?.prices).toEqual([
      "price_year",
      "price_month",
    ]);
  });

  it("writes prices as they are paid", () => {
    expect(priceLabel(price("p", "month", 4800))).toBe("$48.00 a month");
    expect(priceLabel(price("p", "month", 900, { interval: { unit: "month", count: 3 } }))).toBe(
      "$9.00 every 3 months",
    );
    expect(priceLabel(price("p", "year", 1200, { currency: "jpy" }))).toBe("¥1,200 a year");
    expect(priceLabel(price("p", "month", 0, { unitAmount: null }))).toBe("By tiers, a month");
  });
});

const document = configurationSchema.parse({});

/** A document that differs from the default in these settings. */
function changed(over: { headline?: string; cancel?: boolean; updates?: "email"[] }) {
  const copy = structuredClone(document);
  if (over.headline !== undefined) copy.business_profile.headline = over.headline;
  if (over.cancel !== undefined) copy.features.subscription_cancel.enabled = over.cancel;
  if (over.updates) copy.features.customer_update.allowed_updates = over.updates;
  return copy;
}

describe("two versions of the settings", () => {
  it("differ in the settings that differ, with both values in words", () => {
    const theirs = changed({ headline: "Hello", cancel: false, updates: ["email"] });
    expect(listDifferences(document, theirs)).toEqual([
      { section: "cancel", name: "Cancel", a: "On", b: "Off" },
      {
        section: "billing",
        name: "May be changed",
        a: "Name, Billing address, Phone number",
        b: "Email address",
      },
      { section: "page", name: "Headline", a: "Nothing", b: "“Hello”" },
    ]);
    expect(listDifferences(document, structuredClone(document))).toEqual([]);
  });

  it("go together where they touch different settings", () => {
    const mine = changed({ headline: "Mine" });
    const theirs = changed({ cancel: false });
    expect(mergeChanges(document, mine, theirs)).toEqual(
      changed({ headline: "Mine", cancel: false }),
    );
    expect(theirs).toEqual(changed({ cancel: false }));
  });

  it("go together where both did the same, and not where they did not", () => {
    const mine = changed({ headline: "Same" });
    expect(mergeChanges(document, mine, changed({ headline: "Same" }))).toEqual(mine);
    expect(mergeChanges(document, mine, changed({ headline: "Other" }))).toBeNull();
  });
});

describe("what is wrong", () => {
  it("is a line for each field, in the order of the page", () => {
    const second: { type: string; message: string }[] = [];
    second[1] = { type: "custom", message: "origin_invalid" };
    const errors = {
      business_profile: { headline: { type: "custom", message: "At most 60 characters." } },
      portico: { security: { allowed_origins: second } },
      features: { subscription_update: { products: { type: "custom", message: "Choose one." } } },
    };
    const plans = "features.subscription_update.products";
    expect(listProblems(errors)).toEqual([
      { path: plans, name: "Products and prices", text: "Choose one." },
      {
        path: "portico.security.allowed_origins.1",
        name: "Sites",
        text: "Write the site alone, such as https://app.example.com: nothing behind it, and no *.",
      },
      { path: "business_profile.headline", name: "Headline", text: "At most 60 characters." },
    ]);
  });

  it("is found at the field that the server names, and only there", () => {
    expect(toFieldPath("document.portico.security.allowed_origins[0]")).toBe(
      "portico.security.allowed_origins.0",
    );
    expect(toFieldPath("configuration")).toBeNull();
    expect(findSetting("features.subscription_update.products.0.prices.1")?.name).toBe(
      "Products and prices",
    );
    expect(findSetting("features.time_travel")).toBeNull();
  });

  it.each<[string, object, string]>([
    [
      "a long headline",
      { business_profile: { headline: "x".repeat(61) } },
      "At most 60 characters.",
    ],
    [
      "a long message",
      { portico: { subscription_cancel: { message: "x".repeat(5001) } } },
      "At most 5,000 characters.",
    ],
    [
      "a company name of spaces",
      { portico: { email_authentication: { company_name: "  " } } },
      "Write something, or leave it empty.",
    ],
    [
      "a company name with markup",
      { portico: { email_authentication: { company_name: "<b>" } } },
      'Leave out line breaks, invisible signs, < > and ".',
    ],
    [
      "no address",
      { default_return_url: "acme" },
      "Write the whole address, beginning with https://.",
    ],
    [
      "no reasons",
      {
        features: { subscription_cancel: { cancellation_reason: { enabled: true, options: [] } } },
      },
      "Choose at least one reason.",
    ],
    [
      "plans without a way to pay for them",
      {
        features: {
          subscription_update: {
            enabled: true,
            products: [{ product: "prod_a", prices: ["price_month"] }],
          },
          payment_method_update: { enabled: false },
        },
      },
      "Switch on Payment methods too, or switch this off: a dearer plan needs a way to pay for it.",
    ],
  ])("is told in a sentence: %s", (_what, given, sentence) => {
    const { error } = formConfigurationSchema.safeParse(given, { error: sayIssue });
    expect(error?.issues.map(({ message }) => sayProblem(message))).toEqual([sentence]);
  });
});
