import type Stripe from "stripe";
import { createSandbox, type Sandbox } from "./create-sandbox";
import { createMemoryStore } from "./memory-store";
import type { SandboxStore } from "./store";

/** 1 June 2026, 00:00 UTC: June has 30 days, so half a month is 15. */
export const june = Date.UTC(2026, 5, 1) / 1000;
export const day = 86400;

export type TestAccount = {
  stripe: Stripe;
  sandbox: Sandbox;
  /** Moves the account's clock; unix seconds. */
  goTo: (time: number) => void;
};

/** An account of its own, spoken to through the official SDK. For tests: they bring the SDK. */
export function openTestAccount(
  Sdk: typeof Stripe,
  { key = "sk_test_1", store = createMemoryStore() }: { key?: string; store?: SandboxStore } = {},
): TestAccount {
  let now = june;
  const sandbox = createSandbox({
    store,
    clock: () => now,
    origin: "http://sandbox.test",
    onError: (error) => {
      throw error;
    },
  });
  const fetchSandbox = (url: string | URL | Request, init?: RequestInit) =>
    sandbox.handle(new Request(url, init));
  const stripe = new Sdk(key, {
    httpClient: Sdk.createFetchHttpClient(fetchSandbox),
    maxNetworkRetries: 0,
    telemetry: false,
  });
  return { stripe, sandbox, goTo: (time) => (now = time) };
}

/** Starter and Pro by month and year, and seats; a customer with a card. */
export async function stockAccount(stripe: Stripe) {
  const starter = await makePrices(stripe, "Starter", 1200, 12000);
  const pro = await makePrices(stripe, "Pro", 4800, 48000);
  const seats = await makePrices(stripe, "Seats", 900, 9000);
  const customer = await makeCustomer(stripe);
  return { starter, pro, seats, customer };
}

export function makeCustomer(stripe: Stripe, email = "ada@example.com"): Promise<Stripe.Customer> {
  return stripe.customers.create({
    email,
    payment_method: "pm_card_visa",
    invoice_settings: { default_payment_method: "pm_card_visa" },
  });
}

/** A subscription to one price, and its item. */
export async function subscribe(
  stripe: Stripe,
  customer: string,
  price: string,
  params: Partial<Stripe.SubscriptionCreateParams> = {},
) {
  const items = [{ price, quantity: 1 }];
  const subscription = await stripe.subscriptions.create({ customer, items, ...params });
  return { subscription, item: itemOf(subscription) };
}

/** A subscription's only item. */
export function itemOf(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item] = subscription.items.data;
  if (item === undefined) throw new Error("The subscription has no item.");
  return item;
}

async function makePrices(stripe: Stripe, name: string, monthly: number, yearly: number) {
  const product = await stripe.products.create({ name });
  const make = (unit_amount: number, interval: "month" | "year") =>
    stripe.prices.create({
      product: product.id,
      currency: "usd",
      unit_amount,
      recurring: { interval },
    });
  const [month, year] = await Promise.all([make(monthly, "month"), make(yearly, "year")]);
  return { product: product.id, month: month.id, year: year.id };
}
