import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { executeLoosely } from "../db/sql";
import { once } from "../once";
import { hashToken } from "../secrets";
import { type LimitName, limits, type Window } from "./limits";

export type Taken = { readonly allowed: boolean; readonly retryAfterSeconds: number };

/**
 * Takes one from what `key` (an address of any kind; kept only as a hash) has left of a limit. Exact over all
 * processes, which count in one database; when that is out of reach each counts for itself, and more strictly.
 */
export async function takeFromLimit(name: LimitName, key: string): Promise<Taken> {
  const hash = hashToken(`${name} ${key}`);
  // One after the other: asked at once, the windows could each let different ones of many pass, and together fewer.
  for (const window of limits[name]) {
    const waitMs = await takeFromWindow(name, window, hash);
    if (waitMs > 0) return { allowed: false, retryAfterSeconds: Math.ceil(waitMs / 1000) };
  }
  return { allowed: true, retryAfterSeconds: 0 };
}

/** Gives back what was taken, where it turned out not to be one of those that are counted. */
export async function giveBackToLimit(name: LimitName, key: string): Promise<void> {
  const hash = hashToken(`${name} ${key}`);
  for (const window of limits[name]) await limiterOf(name, window).reward(hash);
}

/** Milliseconds to wait; 0 when there was something left. */
async function takeFromWindow(name: LimitName, window: Window, hash: string): Promise<number> {
  const limiter = limiterOf(name, window);
  try {
    await limiter.consume(hash);
    return 0;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const { msBeforeNext, consumedPoints } = refused;
    const blockMs = (window.blockSeconds ?? 0) * 1000;
    // The block is counted from the first refusal, and never makes a wait shorter than its window's own.
    const begins = consumedPoints === limiter.points + 1 && msBeforeNext < blockMs;
    if (begins) await limiter.block(hash, blockMs / 1000);
    return Math.max(begins ? blockMs : msBeforeNext, 1);
  }
}

function limiterOf(name: LimitName, { points, seconds }: Window): RateLimiterPostgres {
  const keyPrefix = `${name}_${seconds}`;
  return once(`limits.${keyPrefix}`, () => {
    const insuranceLimiter = new RateLimiterMemory({
      keyPrefix,
      points: Math.ceil(points / 2),
      duration: seconds,
    });
    return new RateLimiterPostgres({
      storeClient: { query },
      storeType: "client",
      tableName: "rate_limits",
      tableCreated: true,
      // forgetOldLimits does that, in one process at a time and without a timer for each window.
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration: seconds,
      insuranceLimiter,
    });
  });
}

function query({ text, values }: { text: string; values: readonly unknown[] }) {
  return executeLoosely(text, values);
}
