import { database } from "./client";

export type LeaseKey = {
  readonly merchantId: string;
  readonly livemode: boolean;
  /** What nobody else may act on meanwhile. */
  readonly target: string;
};

/** How long a lease protects its target when its holder dies; longer than any Stripe call lasts. */
export const leaseSeconds = 30;

/**
 * Takes the lease on `key.target` for `holder`, one statement: true when it was free, run out, or held by
 * this very holder. A row, never an open transaction, because a Stripe call happens under it.
 */
export async function takeLease(key: LeaseKey, holder: string): Promise<boolean> {
  const taken = await database().$executeRaw`
    INSERT INTO leases (merchant_id, livemode, target, holder, until)
    VALUES (${key.merchantId}, ${key.livemode}, ${key.target}, ${holder},
            now() + make_interval(secs => ${leaseSeconds}))
    ON CONFLICT (merchant_id, livemode, target) DO UPDATE
    SET holder = EXCLUDED.holder, until = EXCLUDED.until
    WHERE leases.until < now() OR leases.holder = EXCLUDED.holder`;
  return taken === 1;
}

/** Gives the lease back; does nothing when another holds it by now. */
export async function dropLease(key: LeaseKey, holder: string): Promise<void> {
  await database().$executeRaw`
    DELETE FROM leases WHERE merchant_id = ${key.merchantId} AND livemode = ${key.livemode}
      AND target = ${key.target} AND holder = ${holder}`;
}
