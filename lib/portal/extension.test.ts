import { describe, expect, it } from "vitest";
import { extensionSchema } from "./extension";

const isTaken = (extension: unknown) => extensionSchema.safeParse(extension).success;

describe("what Stripe lacks is taken", () => {
  it.each<[string, object]>([
    ["seats in fives", { quantity: { seat: { minimum: 5, maximum: 100, step: 5 } } }],
    [
      "quantities of any name",
      { quantity: { "Größe XL": { minimum: 0, maximum: null, step: 1 } } },
    ],
    [
      "a retention flow",
      {
        subscription_cancel: {
          flow: {
            offers: [
              {
                reasons: ["too_expensive", "fbo_1"],
                offer: {
                  type: "coupon",
                  coupon: "SAVE20",
                  price: null,
                  days: null,
                  url: null,
                  text: null,
                },
              },
            ],
            fallback: null,
            click_to_cancel: true,
          },
        },
      },
    ],
    [
      "a rule for changing plan",
      {
        subscription_update: {
          rules: [
            {
              from: { prices: ["price_1"], products: [] },
              to: { prices: [], products: ["prod_2"] },
              allow: false,
            },
          ],
        },
      },
    ],
    ["own texts", { languages: { texts: { "pt-BR": { "home.title": "Oi" } } } }],
    ["an up-sell", { upsell: { kind: "yearly", price: null } }],
    [
      "where reasons go",
      { subscription_cancel: { reason_metadata: { feedback: "why", comment: null } } },
    ],
    ["a way to be reached", { business_profile: { support_email: "help@shop.example" } }],
  ])("with %s", (_what, given) => {
    expect(extensionSchema.parse(given)).toMatchObject(given);
  });
});

describe("what Stripe lacks is refused", () => {
  it.each<[string, unknown]>([
    ["an unknown setting", { colour: "red" }],
    ["a step of none", { quantity: { seat: { step: 0 } } }],
    ["a quantity with a bracket in its name", { quantity: { "a[b]": {} } }],
    ["a reach for the prototype", { quantity: { constructor: { step: 2 } } }],
    ["an offer of nobody's", { subscription_cancel: { flow: { fallback: { type: "beg" } } } }],
    ["a rule that decides nothing", { subscription_update: { rules: [{ from: {}, to: {} }] } }],
    ["a language that is none", { languages: { default: "english!" } }],
    ["texts of a language that is none", { languages: { texts: { "../en": {} } } }],
    [
      "601 texts",
      {
        languages: {
          texts: { en: Object.fromEntries(Array.from({ length: 601 }, (_, i) => [`k${i}`, "x"])) },
        },
      },
    ],
    ["a script to be reached by", { business_profile: { support_url: "javascript:alert(1)" } }],
    ["no address to write to", { business_profile: { support_email: "help" } }],
    ["a service without a name", { services: [""] }],
    ["an up-sell of nobody's", { upsell: { kind: "gift" } }],
    ["a dropdown of nobody's", { layout: { actions: "carousel" } }],
  ])("with %s", (_what, given) => {
    expect(isTaken(given)).toBe(false);
  });
});

it("leaves a name out that would be a prototype", () => {
  const { quantity } = extensionSchema.parse(JSON.parse('{"quantity":{"__proto__":{"step":2}}}'));
  expect(quantity).toEqual({});
  expect({}).not.toHaveProperty("step");
});
