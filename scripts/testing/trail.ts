import { database } from "@/lib/db/client";

export type Trail = { readonly audit: number; readonly events: number; readonly outbox: number };

/**
 * How much the actions of one merchant's customers have left behind: audit entries, events, and what waits to be sent.
 * Sessions leave a trail too, which is not counted.
 */
export async function countTrail(merchantId: string): Promise<Trail> {
  const [row] = await database().$queryRaw<Trail[]>`
    SELECT (SELECT count(*)::int FROM audit_entries
             WHERE merchant_id = ${merchantId} AND data->>'intent' IS NOT NULL) AS audit,
           (SELECT count(*)::int FROM events
             WHERE merchant_id = ${merchantId} AND data->>'object' = 'portico.action') AS events,
           (SELECT count(*)::int FROM outbox o JOIN events e ON e.id = o.payload->>'event'
             WHERE e.merchant_id = ${merchantId} AND o.payload->>'merchantId' = ${merchantId}
               AND e.data->>'object' = 'portico.action') AS outbox`;
  if (row === undefined) throw new Error("No counts.");
  return row;
}
