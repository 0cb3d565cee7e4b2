import { noteShownOffer } from "../db/shown-offers";
import { newId } from "../ids";
import type { OfferPreview } from "../portal/preview";
import type { PortalContext } from "../sessions/load-session";

/**
 * Tells once per session that its customer has seen the retention offer: an event and an audit entry. Gives whether it
 * was told now.
 */
export function noteOfferShown(
  { session, merchant, livemode }: Pick<PortalContext, "session" | "merchant" | "livemode">,
  { subscription, coupon: { id: coupon } }: Pick<OfferPreview, "subscription" | "coupon">,
): Promise<boolean> {
  const { id, customerId } = session;
  const data = {
    object: "portico.offer",
    coupon,
    customer: customerId,
    livemode,
    session: id,
    subscription,
  };
  return noteShownOffer(
    { merchantId: merchant.id, sessionId: id },
    {
      merchantId: merchant.id,
      livemode,
      actorType: "customer",
      actorId: customerId,
      audit: { action: "offer.shown", target: subscription, data: { coupon, session: id } },
      event: { id: newId("event"), type: "portico.offer.shown", data },
      request: null,
      replay: null,
    },
  );
}
