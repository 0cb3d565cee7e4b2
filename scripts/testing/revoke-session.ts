import { now } from "@/lib/clock";
import { revokeKeptSession } from "@/lib/db/kept-sessions";
import { makeTrail } from "./make-trail";

/** Ends a session of test mode as the merchant would; leaves alone what is not this merchant's. */
export async function revokeSession(merchantId: string, id: string): Promise<void> {
  const place = { merchantId, livemode: false };
  await revokeKeptSession(place, id, now(), makeTrail(place));
}
