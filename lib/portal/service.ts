import { z } from "zod";
import { httpUrl, stripeId } from "./configuration-fields";
import { plainLine } from "./text";

/** How many of a product a customer may have; left out: as the configuration says for its unit. */
const tierQuantity = z.strictObject({
  minimum: z.int().min(0).max(999_999).default(1),
  maximum: z.int().min(0).max(999_999).nullable().default(null),
  step: z.int().min(1).max(999_999).default(1),
});

const tierProduct = z.strictObject({
  product: stripeId,
  /** The first `base` product names the tier; seats are counted, metered ones are billed by use. */
  role: z.enum(["base", "seats", "metered"]).default("base"),
  /** One for each interval and currency. */
  prices: z.array(stripeId).max(50),
  /** Null: a fixed number. */
  quantity: tierQuantity.nullable().default(null),
});

const tier = z.strictObject({
  name: plainLine(100).min(1),
  description: plainLine(500).nullable().default(null),
  features: z.array(plainLine(200)).max(30).default([]),
  highlighted: z.boolean().default(false),
  /** Where it leads when it cannot be bought here; then it has no products. */
  link: httpUrl.nullable().default(null),
  products: z.array(tierProduct).max(20).default([]),
});

/**
 * What a merchant sells under one name: its tiers in the order they are shown. A price belongs to one tier, so that it
 * can stand for the whole of it.
 */
export const serviceSchema = z.strictObject({
  name: plainLine(100).min(1),
  tiers: z.array(tier).max(50).default([]),
});

export type Service = z.infer<typeof serviceSchema>;
export type Tier = Service["tiers"][number];
export type TierProduct = Tier["products"][number];

/** A tier's products, the one that names it first; then as the merchant has them. */
export function baseFirst({ products }: Tier): TierProduct[] {
  const base = products.find(({ role }) => role === "base") ?? products[0];
  return base === undefined ? [] : [base, ...products.filter((one) => one !== base)];
}

/** Whether a product of this role is billed by use. */
export function isMeteredRole(role: TierProduct["role"]): boolean {
  return role === "metered";
}
