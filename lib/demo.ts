import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { env } from "./env";
import { PorticoError } from "./errors";

/** What of `.data/demo.json` the demo's own pages read back; the whole file is written at start. */
const demoSchema = z.object({
  merchant: z.string(),
  dashboard: z.object({ sign_in_url: z.string() }).optional(),
  test: z.object({ secret_key: z.string() }),
  // A Stripe test account of one's own has no sample customers.
  customers: z.record(z.string(), z.object({ id: z.string(), email: z.string() })).default({}),
  stories: z.record(z.string(), z.object({ name: z.string(), story: z.string() })).default({}),
});

export type DemoCustomer = {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly story: string;
};

/** The demo as it was seeded; null outside the demo, or where no sample data was made. */
function readDemo(): z.infer<typeof demoSchema> | null {
  const file = join(env().DATA_DIR, "demo.json");
  if (!env().isDemo || !existsSync(file)) return null;
  return demoSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** The sample customers a stranger can be. Null outside the demo: there is no such page then. */
export async function listDemoCustomers(): Promise<DemoCustomer[] | null> {
  if (!env().isDemo) return null;
  const demo = readDemo();
  if (demo === null) return [];
  return Object.entries(demo.customers).flatMap(([key, { email }]) => {
    const told = demo.stories[key];
    return told === undefined ? [] : [{ key, email, ...told }];
  });
}

/** The path of the link that signs a stranger in as the demo's owner; null where there is none. */
export function findDemoSignIn(): string | null {
  const url = readDemo()?.dashboard?.sign_in_url;
  if (url === undefined) return null;
  const { pathname, search } = new URL(url, env().APP_URL);
  return `${pathname}${search}`;
}

/** The Stripe id of a sample customer. Throws `resource_missing`. */
export function requireDemoCustomer(key: string): { merchant: string; customer: string } {
  const demo = readDemo();
  const customer =
    demo === null || !Object.hasOwn(demo.customers, key) ? undefined : demo.customers[key];
  if (demo === null || customer === undefined) throw new PorticoError("resource_missing");
  return { merchant: demo.merchant, customer: customer.id };
}

/** The slug of the demo's merchant; null outside the demo, or where no sample data was made. */
export function findDemoMerchant(): string | null {
  return readDemo()?.merchant ?? null;
}
