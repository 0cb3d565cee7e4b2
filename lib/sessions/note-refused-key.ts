import type { Place } from "../db/place";
import { noteRefusal } from "../db/refused-keys";
import { log } from "../log";
import { isKeyRefused } from "../stripe/call";

/**
 * Has a merchant's owners told when `error` is Stripe's refusal of their key. Never throws: the customer is answered
 * whatever becomes of it.
 */
export async function noteRefusedKey(place: Place, error: unknown): Promise<void> {
  if (!isKeyRefused(error)) return;
  try {
    if (await noteRefusal(place)) log().warn({ ...place }, "Stripe refuses a merchant's key");
  } catch (cause) {
    log().error({ ...place, err: cause }, "could not note that a key was refused");
  }
}
