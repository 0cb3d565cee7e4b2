import { z } from "zod";
import type { SessionTimes } from "../db/kept-sessions";
import { sessionState } from "./state";

/** Stripe's `after_expiration`, as far as we know it: any other type brings nobody back. */
const afterExpirationSchema = z.object({
  type: z.literal("customer_login"),
  /** Unix seconds; none: without a deadline. */
  customer_login: z.object({ expires_at: z.number().nullish() }).nullish(),
});

type Session = SessionTimes & { readonly afterExpiration: unknown };

/**
 * Whether a session's link that opens nothing any more (too old, used, or its visit over) may be made up for by
 * proving its customer's mailbox. A link that still opens needs no such thing, a revoked one may not.
 */
export function isRecoverable(session: Session): boolean {
  const state = sessionState(session);
  if (state === "unused" || state === "revoked") return false;
  const { data } = afterExpirationSchema.safeParse(session.afterExpiration);
  if (data === undefined) return false;
  const until = data.customer_login?.expires_at ?? null;
  return until === null || until * 1000 > session.databaseNow.getTime();
}
