import type { EventType } from "../events/event-types";
import { newId } from "../ids";
import { database, type Transaction } from "./client";
import { setFlowState } from "./flow-states";
import type { Place } from "./place";
import { queueEvent } from "./queue-event";

/** What became of the retention offer with a customer's action. */
export type OfferAnswer =
  | { readonly kind: "accepted"; readonly coupon: string }
  | { readonly kind: "declined" }
  /** Cancelled while it stood: as good as declined, and told with `event` if it had been shown. */
  | { readonly kind: "passed_over"; readonly event: object };

type Done = Place & {
  readonly id: string;
  readonly sessionId: string;
  readonly customerId: string;
  /** The subscription. */
  readonly target: string;
};

/** Whether a subscription has had this coupon as a retention offer before. */
export async function hasAcceptedOffer(
  { merchantId, livemode }: Place,
  subscriptionId: string,
  coupon: string,
): Promise<boolean> {
  const found = await database().acceptedOffer.findFirst({
    where: { merchantId, livemode, subscriptionId, coupon },
    select: { coupon: true },
  });
  return found !== null;
}

/** Keeps what became of the offer, with the session and for good, as one step of the transaction that settles the action. */
export async function answerOffer(tx: Transaction, done: Done, answer: OfferAnswer): Promise<void> {
  const { id, merchantId, livemode, target, customerId } = done;
  switch (answer.kind) {
    case "accepted":
      await tx.$executeRaw`
        INSERT INTO accepted_offers
          (merchant_id, livemode, subscription_id, coupon, customer_id, intent_id)
        VALUES (${merchantId}, ${livemode}, ${target}, ${answer.coupon}, ${customerId}, ${id})
        ON CONFLICT DO NOTHING`;
      return setFlowState(tx, done, { offer: "accepted" });
    case "declined":
      return setFlowState(tx, done, { offer: "declined" });
    case "passed_over":
      return passOver(tx, done, answer.event);
    default:
      return answer satisfies never;
  }
}

const declined: EventType = "portico.offer.declined";

/** Nothing for a session whose task has no offer, or no open one. */
async function passOver(
  tx: Transaction,
  { merchantId, sessionId, target }: Done,
  event: object,
): Promise<void> {
  await tx.$executeRaw`
    WITH passed AS (
      UPDATE portal_sessions
      SET flow_state = coalesce(flow_state, '{}'::jsonb) || '{"offer": "declined"}'::jsonb
      WHERE id = ${sessionId} AND merchant_id = ${merchantId}
        AND flow->'subscription_cancel'->'retention'->'coupon_offer'->>'coupon' IS NOT NULL
        AND flow->'subscription_cancel'->>'subscription' = ${target}
        AND coalesce(flow_state->>'offer', 'open') = 'open'
      RETURNING merchant_id, livemode, coalesce(flow_state->>'offer_shown', '') = 'true' AS shown),
    event AS (
      INSERT INTO events (id, merchant_id, livemode, type, data)
      SELECT ${newId("event")}, merchant_id, livemode, ${declined}, ${JSON.stringify(event)}::jsonb
      FROM passed WHERE shown
      RETURNING id, merchant_id, livemode)
    ${queueEvent}`;
}
