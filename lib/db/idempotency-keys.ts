import { database } from "./client";
import type { Place } from "./place";

export type IdempotencyRow = {
  readonly fingerprint: string;
  /** The request that executes or executed it. */
  readonly holder: string;
  /** Null as long as there is no answer. */
  readonly status: number | null;
  readonly answer: string | null;
};

export type KeyToClaim = Place & {
  readonly key: string;
  readonly fingerprint: string;
  /** The request that wants to execute. */
  readonly holder: string;
  readonly holdSeconds: number;
  readonly keepSeconds: number;
};

/**
 * Claims an idempotency key for one request, by one conditional statement: of any number that come at once, in any
 * number of processes, one wins. Null when it is this request's; else who has it and what was answered. A key is
 * free again once it was kept for `keepSeconds`, or when its holder went silent without an answer.
 */
export async function claimIdempotencyKey(claim: KeyToClaim): Promise<IdempotencyRow | null> {
  const { merchantId, livemode, key, fingerprint, holder, holdSeconds, keepSeconds } = claim;
  const [claimed] = await database().$queryRaw<unknown[]>`
    INSERT INTO idempotency_keys AS k
      (merchant_id, livemode, key, fingerprint, holder, held_until)
    VALUES (${merchantId}, ${livemode}, ${key}, ${fingerprint}, ${holder},
      now() + make_interval(secs => ${holdSeconds}))
    ON CONFLICT (merchant_id, livemode, key) DO UPDATE
    SET fingerprint = EXCLUDED.fingerprint, holder = EXCLUDED.holder, status = NULL, answer = NULL,
      held_until = EXCLUDED.held_until, created_at = now()
    WHERE k.created_at <= now() - make_interval(secs => ${keepSeconds})
      OR (k.status IS NULL AND k.held_until <= now())
    RETURNING 1`;
  if (claimed !== undefined) return null;
  const row = await database().idempotencyKey.findUnique({
    where: { merchantId_livemode_key: { merchantId, livemode, key } },
    select: { fingerprint: true, holder: true, status: true, answer: true },
  });
  // Given up between the two statements: as good as somebody else's for this one request.
  return row ?? { fingerprint, holder: "", status: null, answer: null };
}

type Held = Place & { readonly key: string; readonly holder: string };

/** Keeps an answer that nothing else was written with. */
export async function keepAnswer(
  { merchantId, livemode, key, holder }: Held,
  status: number,
  answer: string,
): Promise<void> {
  await database().idempotencyKey.updateMany({
    where: { merchantId, livemode, key, holder, status: null },
    data: { status, answer },
  });
}

/** Gives a key back that nothing was done under: a request that was refused may be mended and sent again. */
export async function releaseIdempotencyKey({
  merchantId,
  livemode,
  key,
  holder,
}: Held): Promise<void> {
  await database().idempotencyKey.deleteMany({
    where: { merchantId, livemode, key, holder, status: null },
  });
}

/** Deletes what was kept for `keepSeconds`, across merchants. */
export async function deleteOldIdempotencyKeys(keepSeconds: number): Promise<void> {
  await database().$executeRaw`
    DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(secs => ${keepSeconds})`;
}
