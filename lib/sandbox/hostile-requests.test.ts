import fc from "fast-check";
import Stripe from "stripe";
import { expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { type DocumentedParam, listParams } from "@/scripts/sdk-types/list-params";
import { loadSdkTypes } from "@/scripts/sdk-types/load-sdk-types";
import { isOurs } from "@/scripts/sdk-types/resources";
import { createSandbox } from "./create-sandbox";
import { createMemoryStore } from "./memory-store";
import type { SandboxStore, SandboxTransaction } from "./store";
import { day, june, makeCustomer, subscribe } from "./test-account";

// Whatever is asked of any door, with whatever in it: no fault of our own, nothing kept of what was refused,
// no event of what changed nothing, and time goes on.

const types = await loadSdkTypes();
const doors = types.endpoints.filter(isOurs).map((endpoint) => ({
  ...endpoint,
  params: listParams(types, endpoint.params).filter(({ path }) => !path.startsWith("expand")),
}));
type Door = (typeof doors)[number];

const hostile = [
  "",
  "0",
  "-1",
  "1.5",
  "1e400",
  "99999999999999999999",
  "NaN",
  "__proto__",
  "constructor",
  "\u202e\u{1f600}",
  "a\0b",
  "x".repeat(5001),
  "253402300800",
  "now",
  "inf",
  "zzz",
];
const nonsense = fc.constantFrom(...hostile);
const suffixes = ["", "", "", "", "[]", "[0]", "[0][id]", "[__proto__]", "[a][b][c]"];
const values = fc.oneof(
  { weight: 5, arbitrary: fc.constant("sample") },
  { weight: 2, arbitrary: fc.nat(40).map((index) => ({ id: index })) },
  { weight: 2, arbitrary: nonsense },
);
const request = fc.record({
  door: fc.constantFrom(...doors),
  ids: fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(40) }, nonsense), {
    minLength: 2,
    maxLength: 2,
  }),
  given: fc.array(
    fc.record({ param: fc.nat(400), suffix: fc.constantFrom(...suffixes), value: values }),
    { maxLength: 5 },
  ),
  wait: fc.constantFrom(0, 0, 0, day, 32 * day),
});
type Asked = typeof request extends fc.Arbitrary<infer R> ? R : never;

it("nothing that is asked is a fault, and what is refused leaves nothing behind", async () => {
  const requests = fc.array(request, { minLength: 20, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(requests, async (asked) => {
      const world = await openWorld();
      for (const one of asked) await world.ask(one);
    }),
    { numRuns: Math.ceil(runs(4000) / 20) },
  );
}, 600_000);

async function openWorld() {
  let now = june;
  const faults: unknown[] = [];
  const { store, written } = watch(createMemoryStore());
  const sandbox = createSandbox({
    store,
    clock: () => now,
    origin: "http://sandbox.test",
    onError: (fault) => faults.push(fault),
  });
  const known: string[] = [];
  const send = async (url: string | URL | Request, init?: RequestInit) => {
    const response = await sandbox.handle(new Request(url, init));
    if (response.ok) known.push(...findIds(await response.clone().text()));
    return response;
  };
  await stock(send);
  const ask = async ({ door, ids, given, wait }: Asked) => {
    now += wait;
    const nameOf = (index: number | string) =>
      typeof index === "string" ? index : (known[index % known.length] ?? "none");
    const left = ids.map(nameOf);
    const path = door.path.replaceAll(":id", () => encodeURIComponent(left.pop() ?? "none"));
    // What is due by now is done first, so that what follows is the request's own doing.
    expect(await statusOf(send, "GET", "/v1/products", "limit=1"), String(faults[0])).toBe(200);
    written.length = 0;
    const form = formOf(door, given, nameOf);
    const status = await statusOf(send, door.method, path, form);
    const kinds = new Set(written.map(({ kind }) => kind));
    const what = `${door.method} ${path} ${form}: ${status} ${String(faults[0])} ${[...kinds]}`;
    expect(status, what).toBeLessThan(500);
    if (door.method === "GET" || (status >= 400 && status !== 402)) {
      expect(
        [...kinds].filter((kind) => kind !== "test_clock"),
        what,
      ).toEqual([]);
    }
    const isSent = path.endsWith("/send");
    if (!isSent && kinds.has("event")) expect(kinds.size, what).toBeGreaterThan(1);
  };
  return { ask };
}

type Send = (url: string, init?: RequestInit) => Promise<Response>;

async function statusOf(send: Send, method: string, path: string, form: string): Promise<number> {
  const headers = {
    authorization: "Bearer sk_test_hostile",
    "content-type": "application/x-www-form-urlencoded",
  };
  const isQuery = method === "GET";
  const url = `http://sandbox.test${path}${isQuery ? `?${form}` : ""}`;
  const response = await send(url, { method, headers, ...(isQuery ? {} : { body: form }) });
  return response.status;
}

function formOf(
  { params }: Door,
  given: Asked["given"],
  nameOf: (index: number) => string,
): string {
  if (params.length === 0) return "";
  const pairs = given.flatMap(({ param, suffix, value }) => {
    const chosen = params[param % params.length];
    if (chosen === undefined) return [];
    const text = value === "sample" ? sampleOf(chosen) : value;
    return [[`${chosen.path}${suffix}`, typeof text === "string" ? text : nameOf(text.id)]];
  });
  return new URLSearchParams(pairs).toString();
}

function sampleOf({ sample, words }: DocumentedParam): string {
  return words[0] ?? (typeof sample === "string" ? sample : "");
}

function findIds(text: string): string[] {
  return [...text.matchAll(/"id":"([^"]+)"/g)].map((match) => match[1] ?? "");
}

async function stock(send: (url: string | URL | Request, init?: RequestInit) => Promise<Response>) {
  const stripe = new Stripe("sk_test_hostile", {
    httpClient: Stripe.createFetchHttpClient(send),
    maxNetworkRetries: 0,
    telemetry: false,
  });
  const customer = await makeCustomer(stripe);
  const price = await stripe.prices.create({
    currency: "usd",
    unit_amount: 1200,
    recurring: { interval: "month" },
    product_data: { name: "Starter" },
  });
  const { subscription } = await subscribe(stripe, customer.id, price.id);
  const { id: coupon } = await stripe.coupons.create({ percent_off: 25 });
  await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon } });
  await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  await stripe.invoiceItems.create({ customer: customer.id, amount: 500, currency: "usd" });
  await stripe.invoices.create({
    customer: customer.id,
    pending_invoice_items_behavior: "include",
  });
  await stripe.paymentIntents.create({ amount: 2000, currency: "usd" });
  await stripe.setupIntents.create({ customer: customer.id });
  const gone = await stripe.customers.create();
  await stripe.customers.del(gone.id);
}

type Written = { kind: string };

/** The store, and what its transactions kept. */
function watch(store: SandboxStore): { store: SandboxStore; written: Written[] } {
  const written: Written[] = [];
  const transact: SandboxStore["transact"] = async (account, work) => {
    const tried: Written[] = [];
    const result = await store.transact(account, (tx) => work(note(tx, tried)));
    written.push(...tried);
    return result;
  };
  return { store: { ...store, transact }, written };
}

function note(tx: SandboxTransaction, tried: Written[]): SandboxTransaction {
  return {
    ...tx,
    put: (record) => {
      tried.push({ kind: record.kind });
      return tx.put(record);
    },
    add: (records) => {
      tried.push(...records.map(({ kind }) => ({ kind })));
      return tx.add(records);
    },
    remove: (kind, id) => {
      tried.push({ kind });
      return tx.remove(kind, id);
    },
  };
}
