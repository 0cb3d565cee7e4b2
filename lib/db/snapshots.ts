import { database } from "./client";

export type SnapshotKey = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
};

export type SnapshotRow = { readonly document: unknown; readonly stale: boolean };

/** The last snapshot of a customer and whether something has changed since; null when there is none. */
export async function findSnapshot(key: SnapshotKey): Promise<SnapshotRow | null> {
  const { merchantId, livemode, customerId } = key;
  const row = await database().snapshot.findUnique({
    where: { merchantId_livemode_customerId: { merchantId, livemode, customerId } },
    select: { document: true, staleAt: true },
  });
  return row === null ? null : { document: row.document, stale: row.staleAt !== null };
}

/**
 * Keeps a snapshot whose reading began at `takenAt` (Unix seconds, with fractions). An older read never
 * replaces a newer one, and one begun before the last change does not take away that something changed.
 */
export async function saveSnapshot(
  key: SnapshotKey,
  document: object,
  takenAt: number,
): Promise<void> {
  const { merchantId, livemode, customerId } = key;
  await database().$executeRaw`
    INSERT INTO snapshots (merchant_id, livemode, customer_id, document, taken_at)
    VALUES (${merchantId}, ${livemode}, ${customerId}, ${JSON.stringify(document)}::jsonb,
            to_timestamp(${takenAt}))
    ON CONFLICT (merchant_id, livemode, customer_id) DO UPDATE
    SET document = EXCLUDED.document, taken_at = EXCLUDED.taken_at,
        stale_at = CASE WHEN snapshots.stale_at > EXCLUDED.taken_at THEN snapshots.stale_at END
    WHERE snapshots.taken_at <= EXCLUDED.taken_at`;
}

/** Says that something changed: the next page reads Stripe again. */
export async function markSnapshotStale(key: SnapshotKey): Promise<void> {
  const { merchantId, livemode, customerId } = key;
  await database().$executeRaw`
    UPDATE snapshots SET stale_at = now()
    WHERE merchant_id = ${merchantId} AND livemode = ${livemode} AND customer_id = ${customerId}`;
}

/** Says that something may have changed for any customer in test mode. */
export async function markTestSnapshotsStale(): Promise<void> {
  await database().$executeRaw`UPDATE snapshots SET stale_at = now() WHERE NOT livemode`;
}

/** Says that something may have changed for every customer of a merchant's account. */
export async function markSnapshotsStale(merchantId: string, livemode: boolean): Promise<void> {
  await database().$executeRaw`
    UPDATE snapshots SET stale_at = now()
    WHERE merchant_id = ${merchantId} AND livemode = ${livemode}`;
}
