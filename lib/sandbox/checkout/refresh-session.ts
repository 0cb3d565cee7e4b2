import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { atTimeOf } from "../time/at-time-of";

/** A session as it is by now: complete when its setup intent is, expired when its time is over. Saved. */
export async function refreshSession(
  given: Context,
  session: Stripe.Checkout.Session,
): Promise<Stripe.Checkout.Session> {
  if (session.status !== "open") return session;
  const context = await atTimeOf(given, idOf(session.customer));
  const intent = await context.books.find("setup_intent", idOf(session.setup_intent) ?? "");
  const status = findStatus(session, intent, context.now);
  if (status === "open") return session;
  const after: Stripe.Checkout.Session = { ...session, status, url: null };
  await context.books.put("checkout_session", after);
  return after;
}

function findStatus(
  { expires_at: end }: Stripe.Checkout.Session,
  intent: Stripe.SetupIntent | null,
  now: number,
) {
  if (intent?.status === "succeeded") return "complete";
  return now >= end ? "expired" : "open";
}
