import { randomBytes } from "node:crypto";
import type Stripe from "stripe";
import { inject, it, onTestFinished } from "vitest";
import { cleanUp, createInventory } from "./clean-up";
import { openClient } from "./client";
import { type Clock, openClock } from "./clock";

/** 1 June 2026, 00:00 UTC: June has 30 days, so half a month is 15. Unix seconds. */
export const june = Date.UTC(2026, 5, 1) / 1000;
export const day = 86400;

const { origin, realKey } = inject("stripeServer");

type CustomerOptions = Stripe.CustomerCreateParams & {
  clock?: Clock;
  /** A test payment method, attached and default; null: none. A Visa unless said. */
  card?: string | null;
};
type PriceOptions = Omit<Partial<Stripe.PriceCreateParams>, "recurring"> & {
  interval?: Stripe.PriceCreateParams.Recurring.Interval;
  recurring?: Partial<Stripe.PriceCreateParams.Recurring>;
};
type Bought = Stripe.Price | string | Stripe.SubscriptionCreateParams.Item[];

/** One Stripe account, spoken to only through the official SDK. */
export type Account = {
  stripe: Stripe;
  /** The official client with another key: at the sandbox another account. */
  clientFor: (key: string) => Stripe;
  /** Deletes or archives everything that was made. Happens by itself on a real account. */
  leave: () => Promise<void>;
  /** A test clock, frozen at `at` (unix seconds; 1 June 2026 unless said). */
  clock: (at?: number) => Promise<Clock>;
  customer: (options?: CustomerOptions) => Promise<Stripe.Customer>;
  /** A price in dollars with a product of its own; one-time without `interval`. */
  price: (options?: PriceOptions) => Promise<Stripe.Price>;
  subscribe: (
    customer: Stripe.Customer | string,
    bought: Bought,
    params?: Omit<Stripe.SubscriptionCreateParams, "customer" | "items">,
  ) => Promise<Stripe.Subscription>;
};

/**
 * An account for one test: at the sandbox a new one, else the real account, where everything that was
 * made goes again after the test, however it ends.
 */
export async function openAccount(): Promise<Account> {
  const inventory = createInventory();
  const faults: string[] = [];
  const clientFor = (key: string) =>
    openClient({ key, origin, isReal: realKey !== null, inventory, faults });
  const stripe = clientFor(realKey ?? testKey());
  onTestFinished(() => {
    const list = [...new Set(faults)].join("\n");
    if (list !== "") throw new Error(`Answers that are not what the SDK's types say:\n${list}`);
  });
  const leave = () => cleanUp(stripe, inventory);
  if (realKey !== null) onTestFinished(leave);
  return {
    stripe,
    clientFor,
    leave,
    clock: (at = june) => openClock(stripe, at),
    customer: (options) => createCustomer(stripe, options),
    price: (options) => createPrice(stripe, options),
    subscribe: (customer, bought, params) => subscribe(stripe, customer, bought, params),
  };
}

/** A key that at the sandbox opens an account nobody has seen. */
export function testKey(): string {
  return `sk_test_${randomBytes(16).toString("hex")}`;
}

/** A name nobody else has: for coupon ids, lookup keys, codes and emails, which a real account keeps. */
export function unique(name: string): string {
  return `${name}-${randomBytes(6).toString("hex")}`;
}

/** A subscription's only item. Throws when there is none or another. */
export function itemOf(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item, other] = subscription.items.data;
  if (item === undefined || other !== undefined) {
    throw new Error(`The subscription has ${subscription.items.data.length} items, not one.`);
  }
  return item;
}

/** A test that a real account can't show, and why; with one it is reported as skipped with that reason. */
export function itHereOnly(name: string, reason: string, test: () => Promise<void>): void {
  it(name, async (context) => {
    context.skip(realKey !== null, `a real account can't show this: ${reason}`);
    await test();
  });
}

function createCustomer(stripe: Stripe, options: CustomerOptions = {}): Promise<Stripe.Customer> {
  const { clock, card = "pm_card_visa", invoice_settings, ...params } = options;
  const defaults = { ...(card === null ? {} : { default_payment_method: card }) };
  return stripe.customers.create({
    email: `${unique("ada")}@example.com`,
    name: "Ada Lovelace",
    ...(clock === undefined ? {} : { test_clock: clock.id }),
    ...(card === null ? {} : { payment_method: card }),
    invoice_settings: { ...defaults, ...invoice_settings },
    ...params,
  });
}

function createPrice(stripe: Stripe, options: PriceOptions = {}): Promise<Stripe.Price> {
  const { interval = options.recurring?.interval, recurring, ...params } = options;
  return stripe.prices.create({
    currency: "usd",
    ...(params.product === undefined ? { product_data: { name: unique("Plan") } } : {}),
    ...(interval === undefined ? {} : { recurring: { ...recurring, interval } }),
    ...params,
  });
}

function subscribe(
  stripe: Stripe,
  customer: Stripe.Customer | string,
  bought: Bought,
  params: Omit<Stripe.SubscriptionCreateParams, "customer" | "items"> = {},
): Promise<Stripe.Subscription> {
  const items = Array.isArray(bought)
    ? bought
    : [{ price: typeof bought === "string" ? bought : bought.id }];
  const customerId = typeof customer === "string" ? customer : customer.id;
  return stripe.subscriptions.create({ customer: customerId, items, ...params });
}
