import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { database } from "@/lib/db/client";
import { insertMerchant } from "@/lib/db/merchants";
import { saveStripeConnection } from "@/lib/db/stripe-connections";
import { newId } from "@/lib/ids";
import { configurationSchema } from "@/lib/portal/configuration";
import type { Account, FaultSandbox } from "./fault-sandbox";
import { makeConfiguration } from "./make-configuration";

type Features = NonNullable<z.input<typeof configurationSchema>["features"]>;

export type TestMerchant = {
  readonly id: string;
  readonly slug: string;
  /** In test mode: the first path segment of its portal. */
  readonly segment: string;
  readonly account: Account;
  readonly prices: {
    readonly starter: string;
    readonly pro: string;
    readonly proYear: string;
    /** Of a product that is not on the plan list. */
    readonly unlisted: string;
  };
};

/** A merchant without anything, for tests of single tables. */
export function makeBareMerchant(): Promise<{ id: string; slug: string }> {
  const slug = `shop-${randomBytes(6).toString("hex")}`;
  return insertMerchant({ slug, name: "Shop" });
}

/** Has a webhook endpoint stand there in test mode, for which alone events are queued. It asks for no type of them. */
export async function makeListener(merchantId: string): Promise<void> {
  const place = { id: newId("webhookEndpoint"), merchantId, livemode: false };
  const url = "https://hooks.example/";
  await database().webhookEndpoint.create({
    data: { ...place, url, enabledEvents: [], secret: "unused" },
  });
}

/**
 * A merchant with a Stripe account of its own, a webhook endpoint and a default configuration: Starter, up to 20 of it,
 * and Pro on the plan list, changes invoiced at once, everything switched on but for what `features` says.
 */
export async function makeMerchant(
  sandbox: FaultSandbox,
  features: (listed: NonNullable<Features["subscription_update"]>) => Features = () => ({}),
): Promise<TestMerchant> {
  const { id, slug } = await makeBareMerchant();
  await makeListener(id);
  const account = sandbox.openAccount(`sk_test_${randomBytes(16).toString("hex")}`);
  await saveStripeConnection({ merchantId: id, livemode: false, secretKey: account.secretKey });
  const starter = await makeProduct(account, "Starter", { month: 1200 });
  const pro = await makeProduct(account, "Pro", { month: 4800, year: 48_000 });
  const unlisted = await makeProduct(account, "Unlisted", { month: 100 });
  const listed: NonNullable<Features["subscription_update"]> = {
    enabled: true,
    default_allowed_updates: ["price", "quantity"],
    proration_behavior: "always_invoice",
    products: [{ ...starter, adjustable_quantity: { enabled: true, maximum: 20 } }, pro],
  };
  const document = configurationSchema.parse({
    features: {
      subscription_update: listed,
      subscription_pause: { enabled: true },
      ...features(listed),
    },
    portico: {
      promotion_code: { enabled: true },
      subscription_resubscribe: { enabled: true },
      plan_picker: { enabled: true },
    },
  });
  await makeConfiguration({ merchantId: id, livemode: false, isDefault: true, document });
  const [month = "", year = ""] = pro.prices;
  return {
    id,
    slug,
    segment: `test_${slug}`,
    account,
    prices: {
      starter: starter.prices[0] ?? "",
      pro: month,
      proYear: year,
      unlisted: unlisted.prices[0] ?? "",
    },
  };
}

async function makeProduct(
  { stripe }: Account,
  name: string,
  amounts: { readonly month: number; readonly year?: number },
): Promise<{ product: string; prices: string[] }> {
  const product = await stripe.products.create({ name });
  const prices: string[] = [];
  for (const interval of ["month", "year"] as const) {
    const amount = amounts[interval];
    if (amount === undefined) continue;
    const price = await stripe.prices.create({
      product: product.id,
      currency: "usd",
      unit_amount: amount,
      recurring: { interval },
    });
    prices.push(price.id);
  }
  return { product: product.id, prices };
}
