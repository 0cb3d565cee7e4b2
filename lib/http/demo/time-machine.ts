import type Stripe from "stripe";
import { nowSeconds } from "../../clock";
import { findMerchantBySlug } from "../../db/merchants";
import { markSnapshotsStale } from "../../db/snapshots";
import { findStripeConnection } from "../../db/stripe-connections";
import { PorticoError } from "../../errors";
import { read } from "../../stripe/call";
import { loadStripe } from "../../stripe/client";
import { declineNextPayment, isSandboxKey, moveSandboxTime } from "../../stripe/sandbox";

/** The demo's sandbox account, whose time can be moved. */
export type TimeMachine = {
  /** Unix seconds. */
  readonly now: () => Promise<number>;
  /** By how much it is ahead of everybody else's time; 0 until it was moved. */
  readonly aheadSeconds: () => Promise<number>;
  readonly advance: (seconds: number) => Promise<void>;
  /** When a customer's next period begins and its invoice is collected; null when nothing renews. */
  readonly nextRenewal: (customer: string) => Promise<number | null>;
  readonly declineNext: (customer: string) => Promise<void>;
};

const renewing: readonly string[] = ["active", "trialing", "past_due"];
/** A renewal's invoice is a draft for an hour before it is collected. */
const untilCollectedSeconds = 3600;

/** The time machine of a demo merchant; null when it has a Stripe account of its own, whose time is not ours. */
export async function findTimeMachine(slug: string): Promise<TimeMachine | null> {
  const merchant = await findMerchantBySlug(slug);
  const connection = merchant === null ? null : await findStripeConnection(merchant.id, false);
  if (merchant === null || connection === null || !isSandboxKey(connection.secretKey)) return null;
  const { secretKey } = connection;
  return {
    now: () => moveSandboxTime(secretKey, 0),
    aheadSeconds: async () => Math.max(0, (await moveSandboxTime(secretKey, 0)) - nowSeconds()),
    advance: async (seconds) => {
      await moveSandboxTime(secretKey, seconds);
      await markSnapshotsStale(merchant.id, false);
    },
    nextRenewal: async (customer) => findRenewal(await loadStripe(merchant.id, false), customer),
    declineNext: (customer) => declineNextPayment(secretKey, customer),
  };
}

/** Throws `resource_missing` outside a demo over the sandbox. */
export async function requireTimeMachine(slug: string): Promise<TimeMachine> {
  const machine = await findTimeMachine(slug);
  if (machine === null) throw new PorticoError("resource_missing");
  return machine;
}

async function findRenewal(stripe: Stripe, customer: string): Promise<number | null> {
  const { data } = await read(() => stripe.subscriptions.list({ customer, limit: 100 }));
  const ends = data
    .filter(({ status, cancel_at: end }) => renewing.includes(status) && end === null)
    .flatMap(({ items }) => items.data.map((item) => item.current_period_end));
  return ends.length === 0 ? null : Math.min(...ends) + untilCollectedSeconds;
}
