import { Prisma } from "./generated/client";

/**
 * Has the event that the same statement writes handed on, if its merchant has anybody to tell in that mode: it is told
 * to endpoints only that were there when it happened (listEndpointsFor). Follows a part `event` of `WITH`, which ends in
 * `RETURNING id, merchant_id, livemode`.
 */
export const queueEvent = Prisma.sql`
  INSERT INTO outbox (queue, payload)
  SELECT 'event', jsonb_build_object('merchantId', e.merchant_id, 'event', e.id) FROM event e
  WHERE EXISTS (SELECT 1 FROM webhook_endpoints w
    WHERE w.merchant_id = e.merchant_id AND w.livemode = e.livemode)`;
