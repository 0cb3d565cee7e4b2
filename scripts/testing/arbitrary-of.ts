import fc from "fast-check";
import { z } from "zod";

/** Texts of every kind that a schema of ours may ask for; each schema picks those that it takes. */
const texts = [
  "price_1",
  "prod with-dots.1",
  "https://shop.example/account?tab=1&x=[y]#z",
  "https://shop.example",
  "http://localhost:3000",
  "help@shop.example",
  "de",
  "pt-BR",
  "seat",
  "2024",
  "0",
  "true",
  "A text & more = 100% [of it] 🙂",
  "two\nlines",
  "x".repeat(60),
];

/** Any value that `schema` takes and gives back as it is. For the schemas of a configuration. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodNullable) {
    const inner = arbitraryOf(schema.unwrap() as z.ZodType);
    // A form cannot tell an empty list from none.
    const filled = inner.filter((value) => !Array.isArray(value) || value.length > 0);
    return fc.oneof(fc.constant(null), filled);
  }
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return arbitraryOf(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([key, field]) => [
      key,
      arbitraryOf(field as z.ZodType),
    ]);
    return fc.record(Object.fromEntries(fields));
  }
  if (schema instanceof z.ZodRecord) {
    const keys = textOf(schema.keyType as z.ZodType);
    return fc.dictionary(keys, arbitraryOf(schema.valueType as z.ZodType), {
      maxKeys: 3,
      noNullPrototype: true,
    });
  }
  return arbitraryPart(schema);
}

function arbitraryPart(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodArray) {
    return fc.array(arbitraryOf(schema.element as z.ZodType), { maxLength: 3 });
  }
  if (schema instanceof z.ZodUnion) {
    return fc.oneof(...schema.options.map((option) => arbitraryOf(option as z.ZodType)));
  }
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) {
    return fc.integer({
      min: Math.max(schema.minValue ?? 0, 0),
      max: Math.min(schema.maxValue ?? 1_000_000, 1_000_000),
    });
  }
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return textOf(schema);
  throw new Error(`There is no arbitrary of ${schema.type}.`);
}

function textOf(schema: z.ZodType): fc.Arbitrary<string> {
  const taken = texts.filter((text) => schema.safeParse(text).data === text);
  return fc.constantFrom(...taken);
}
