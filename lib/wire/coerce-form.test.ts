import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runs } from "@/scripts/runs";
import { arbitraryOf } from "@/scripts/testing/arbitrary-of";
import { encodeForm } from "@/scripts/testing/encode-form";
import { blankConfiguration } from "../portal/blank-configuration";
import { configurationSchema } from "../portal/configuration";
import { coerceForm } from "./coerce-form";
import { updateConfigurationParams } from "./configuration-params";
import { decodeForm } from "./decode-form";
import { mergeDocument } from "./merge-document";

const schema = z.strictObject({
  enabled: z.boolean().optional(),
  count: z.int().nullable().optional(),
  text: z.string().optional(),
  note: z.string().nullable().default(null),
  list: z.array(z.int()).optional(),
  items: z.array(z.strictObject({ id: z.string(), on: z.boolean().default(false) })).optional(),
  words: z.record(z.string(), z.int()).optional(),
  metadata: z.record(z.string(), z.string()).nullable().optional(),
});

/** What a body is coerced to, as plain JSON. */
function coerce(body: string): unknown {
  return JSON.parse(JSON.stringify(coerceForm(schema, decodeForm(new URLSearchParams(body)))));
}

describe("a form becomes the JSON its schema takes", () => {
  it.each<[string, unknown]>([
    ["enabled=true", { enabled: true }],
    ["enabled=false", { enabled: false }],
    ["enabled=True", { enabled: true }],
    ["enabled=False", { enabled: false }],
    ["enabled=tRUE", { enabled: "tRUE" }],
    ["enabled=1", { enabled: "1" }],
    ["enabled=", { enabled: "" }],
    ["enabled[]=true", { enabled: ["true"] }],
    ["count=5", { count: 5 }],
    ["count=-5", { count: -5 }],
    ["count=", { count: null }],
    ["count=5.5", { count: "5.5" }],
    ["count=0x10", { count: "0x10" }],
    ["count=1e9", { count: "1e9" }],
    ["count=99999999999999999999", { count: "99999999999999999999" }],
    ["text=5", { text: "5" }],
    ["text=true", { text: "true" }],
    ["text=", { text: "" }],
    ["note=", { note: null }],
    ["list=", { list: [] }],
    ["list[]=1&list[]=2", { list: [1, 2] }],
    ["list[0]=x", { list: ["x"] }],
    ["list[a]=1", { list: { a: "1" } }],
    ["items[0][id]=7&items[0][on]=true", { items: [{ id: "7", on: true }] }],
    ["items[0][colour]=true", { items: [{ colour: "true" }] }],
    ["words[a]=1&words[b]=x", { words: { a: 1, b: "x" } }],
    ["words[7]=1&words[2024]=2", { words: { "7": 1, "2024": 2 } }],
    ["metadata[2024]=x", { metadata: { "2024": "x" } }],
    ["metadata[0]=x&metadata[0001]=y", { metadata: { "0": "x", "0001": "y" } }],
    ["metadata[__proto__]=x", { metadata: "__proto__" }],
    ["metadata=", { metadata: null }],
    ["unknown=true", { unknown: "true" }],
  ])("%s", (body, value) => {
    expect(coerce(body)).toEqual(value);
  });

  it("keeps a reach for the prototype as a name that nothing takes", () => {
    const coerced = coerceForm(schema, decodeForm([["__proto__", "x"]]));
    expect(Object.keys(coerced as object)).toEqual(["__proto__"]);
    expect(schema.safeParse(coerced).success).toBe(false);
  });
});

describe("any configuration", () => {
  it("comes back from a form as it was, whatever it was set over", () => {
    const document = arbitraryOf(configurationSchema).map((value) => {
      const parsed = configurationSchema.parse(value);
      const { subscription_update: update } = parsed.features;
      // Stripe's form cannot say that these are not set: the anchor's word for it is `unchanged`.
      update.billing_cycle_anchor ??= "unchanged";
      update.products = update.products
        .filter(({ prices }) => prices.length > 0)
        .filter(({ adjustable_quantity: { maximum } }) => maximum !== null);
      return parsed;
    });
    fc.assert(
      fc.property(document, document, (sent, before) => {
        const form = decodeForm(new URLSearchParams(encodeForm(sent)));
        const given = updateConfigurationParams.parse(coerceForm(updateConfigurationParams, form));
        for (const held of [blankConfiguration(), before]) {
          const merged = mergeDocument(configurationSchema, held, given);
          expect(configurationSchema.parse(merged)).toEqual(sent);
        }
      }),
      { numRuns: runs(500) },
    );
  });
});
