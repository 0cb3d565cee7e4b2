import { z } from "zod";
import { configurationSchema } from "./configuration";
import { exampleNames } from "./example-snapshots";
import type { MerchantFrame } from "./frame";
import type { PriceFact, ProductFact } from "./snapshot";

const product = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  unitLabel: z.string().nullable(),
  active: z.boolean(),
  features: z.array(z.string()),
  metadata: z.record(z.string(), z.string()),
}) satisfies z.ZodType<ProductFact>;

const price = z.object({
  id: z.string(),
  productId: z.string(),
  active: z.boolean(),
  currency: z.string(),
  unitAmount: z.number().nullable(),
  interval: z.object({ unit: z.string(), count: z.number() }).nullable(),
  usageType: z.string(),
  tiersMode: z.string().nullable(),
  startsAt: z.number().nullable(),
  nickname: z.string().nullable(),
  taxBehavior: z.string().nullable(),
}) satisfies z.ZodType<PriceFact>;

const frame = z.object({
  segment: z.string(),
  base: z.string(),
  name: z.string(),
  livemode: z.boolean(),
  accent: z.string().nullable(),
  logoUrl: z.string().nullable(),
  loginUrl: z.string().nullable(),
  sandbox: z.boolean(),
}) satisfies z.ZodType<MerchantFrame>;

/** What the settings page tells the preview beside it: the settings as they stand, saved or not. */
export const previewMessageSchema = z.object({
  type: z.literal("portico.preview"),
  configuration: configurationSchema,
  catalogue: z.object({ products: z.array(product), prices: z.array(price) }),
  example: z.enum(exampleNames),
  frame,
  scheme: z.enum(["light", "dark"]),
});

export type PreviewMessage = z.infer<typeof previewMessageSchema>;

/** What the preview tells the page around it, each time it has nothing to show yet. */
export const previewReady = { type: "portico.preview.ready" } as const;
