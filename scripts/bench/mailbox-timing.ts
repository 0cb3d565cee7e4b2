import { randomBytes } from "node:crypto";
import { createMerchant } from "@/e2e/fixtures/merchant";
import { defaultConfiguration } from "@/lib/configurations/default-configuration";
import { configurationSchema } from "@/lib/portal/configuration";
import { updateConfiguration } from "@/scripts/testing/update-configuration";

const pairs = 500;
const merchants = 4;

type Asked = { readonly segment: string; readonly email: string };

export type Timing = { readonly knownMs: number; readonly unknownMs: number };

/**
 * How long asking for a mailed link takes with addresses of customers and with invented ones: median
 * milliseconds of each, over alternating calls, spread over several merchants, each from an address of its own.
 */
export async function measureMailboxTiming(origin: string): Promise<Timing> {
  const shops = await Promise.all(Array.from({ length: merchants }, makeShop));
  const known = shops.flatMap(({ segment, emails }) => emails.map((email) => ({ segment, email })));
  const unknown = known.map(({ segment }) => ({ segment, email: newEmail() }));
  for (const asked of [...known.slice(0, 20), ...unknown.slice(0, 20)]) await ask(origin, asked);
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  for (const [index, one] of known.slice(20).entries()) {
    times.known.push(await ask(origin, one));
    times.unknown.push(await ask(origin, unknown[index + 20] ?? one));
  }
  return { knownMs: median(times.known), unknownMs: median(times.unknown) };
}

/** A merchant whose customers sign in by mail; the first few calls only warm the server up. */
async function makeShop(): Promise<{ segment: string; emails: string[] }> {
  const { id, slug, stripe } = await createMerchant("10.0.0.1");
  const configuration = await defaultConfiguration(id, false);
  const document = configurationSchema.parse({ login_page: { enabled: true } });
  await updateConfiguration(id, false, configuration.id, { document });
  const emails = Array.from({ length: (pairs + 20) / merchants }, newEmail);
  for (const email of emails) await stripe.customers.create({ email, name: "Ada Lovelace" });
  return { segment: `test_${slug}`, emails };
}

function newEmail(): string {
  return `ada.${randomBytes(8).toString("hex")}@example.com`;
}

/** Asks once; gives how long the answer took, in milliseconds. */
async function ask(origin: string, { segment, email }: Asked): Promise<number> {
  const address = Array.from(randomBytes(3)).join(".");
  const began = performance.now();
  const response = await fetch(`${origin}/api/portal/sessions`, {
    method: "POST",
    headers: {
      Origin: origin,
      "Content-Type": "application/json",
      "X-Forwarded-For": `10.${address}`,
    },
    body: JSON.stringify({ merchant: segment, email }),
  });
  const text = await response.text();
  const took = performance.now() - began;
  if (response.status !== 202) throw new Error(`Asking answers ${response.status}: ${text}`);
  return took;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
