import { randomBytes } from "node:crypto";
import Stripe from "stripe";
import { serveSandbox } from "./servers";

const callers = 8;
const customers = 1000;
const subscriptionsEach = 3;
const invoices = 10_000;
const pageSize = 100;

/** The stand-alone sandbox through the SDK: filling an account, and what its size costs a reader. */
export async function benchSandbox(): Promise<void> {
  const server = await serveSandbox();
  try {
    const large = await openAccount(server.origin, customers);
    console.log(
      `sandbox, ${customers} customers with ${subscriptionsEach} subscriptions each: ${large.seconds.toFixed(1)} s (aim ≤ 10)`,
    );
    const small = await openAccount(server.origin, 10);
    await compareLists(small, large);
    await pageInvoices(server.origin);
  } finally {
    await server.stop();
  }
}

type Account = { readonly stripe: Stripe; readonly ids: string[]; readonly seconds: number };

async function openAccount(origin: string, size: number): Promise<Account> {
  const stripe = connect(origin);
  const ids: string[] = [];
  const beganMs = performance.now();
  const { id: price } = await stripe.prices.create({
    currency: "usd",
    unit_amount: 1200,
    recurring: { interval: "month" },
    product_data: { name: "Starter" },
  });
  await repeat(size, async () => {
    const { id: customer } = await stripe.customers.create({
      email: "ada@example.com",
      payment_method: "pm_card_visa",
      invoice_settings: { default_payment_method: "pm_card_visa" },
    });
    ids.push(customer);
    for (let made = 0; made < subscriptionsEach; made += 1) {
      await stripe.subscriptions.create({ customer, items: [{ price }] });
    }
  });
  return { stripe, ids, seconds: (performance.now() - beganMs) / 1000 };
}

/** Turn by turn, so that whatever else the machine does slows both alike. */
async function compareLists(small: Account, large: Account): Promise<void> {
  for (const name of ["invoices", "subscriptions"] as const) {
    const times: { small: number[]; large: number[] } = { small: [], large: [] };
    for (let turn = 0; turn < 300; turn += 1) {
      for (const [size, account] of Object.entries({ small, large })) {
        const customer = account.ids[turn % 10] ?? "";
        const ms = await time(() => account.stripe[name].list({ customer }));
        times[size === "small" ? "small" : "large"].push(ms);
      }
    }
    const [few, many] = [median(times.small), median(times.large)];
    console.log(
      `sandbox, ${name} of a customer: ${few.toFixed(2)} ms among 10, ${many.toFixed(2)} ms among ${customers}; ratio ${(many / few).toFixed(2)} (aim ≤ 1.2)`,
    );
  }
}

/** Reading everything for each page would make the pages of a long list dearer than those of a short one. */
async function pageInvoices(origin: string): Promise<void> {
  const [short, long] = [await drafts(origin, pageSize * 5), await drafts(origin, invoices)];
  const [few, many] = [await readPages(short), await readPages(long)];
  if (many.length !== invoices / pageSize) throw new Error(`${many.length} pages of invoices.`);
  const ends = [many.slice(0, 10), many.slice(-10)].map((pages) => median(pages).toFixed(2));
  const ratio = (median(many) / median(few)).toFixed(2);
  console.log(
    `sandbox, ${invoices} invoices by pages of ${pageSize}: ${ends.join(" ms at the beginning, ")} ms at the end; ${ratio} of a page among ${pageSize * 5}`,
  );
}

async function drafts(origin: string, count: number): Promise<Stripe> {
  const stripe = connect(origin);
  const { id: customer } = await stripe.customers.create();
  await repeat(count, () => stripe.invoices.create({ customer }));
  return stripe;
}

/** How long each page took, in milliseconds. */
async function readPages(stripe: Stripe): Promise<number[]> {
  const times: number[] = [];
  let last: string | undefined;
  for (;;) {
    const beganMs = performance.now();
    const page = await stripe.invoices.list({
      limit: pageSize,
      ...(last === undefined ? {} : { starting_after: last }),
    });
    times.push(performance.now() - beganMs);
    last = page.data.at(-1)?.id;
    if (!page.has_more) return times;
  }
}

function connect(origin: string): Stripe {
  const { hostname: host, port } = new URL(origin);
  const key = `sk_test_${randomBytes(12).toString("hex")}`;
  return new Stripe(key, { host, port, protocol: "http", telemetry: false, maxNetworkRetries: 0 });
}

/** Does the work so many times, several at once. */
async function repeat(count: number, work: () => Promise<unknown>): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (left > 0) {
        left -= 1;
        await work();
      }
    }),
  );
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await work();
  return performance.now() - beganMs;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
