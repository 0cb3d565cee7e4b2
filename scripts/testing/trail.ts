import { database } from "@/lib/db/client";

export type Trail = { readonly audit: number; readonly events: number; readonly outbox: number };

/** How much one merchant's actions have left behind: audit entries, events, and what waits to be sent. */
export async function countTrail(merchantId: string): Promise<Trail> {
  const [row] = await database().$queryRaw<Trail[]>`
    SELECT (SELECT count(*)::int FROM audit_entries WHERE merchant_id = ${merchantId}) AS audit,
           (SELECT count(*)::int FROM events WHERE merchant_id = ${merchantId}) AS events,
           (SELECT count(*)::int FROM outbox WHERE payload->>'merchantId' = ${merchantId}) AS outbox`;
  if (row === undefined) throw new Error("No counts.");
  return row;
}
