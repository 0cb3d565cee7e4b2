import { database } from "./client";
import { Prisma } from "./generated/client";

/** How long what is given lives, in seconds, by the database's clock. */
type Lifetimes = {
  readonly tokenSeconds: number;
  readonly idleSeconds: number;
  readonly absoluteSeconds: number;
};

function alive({ idleSeconds, absoluteSeconds }: Lifetimes): Prisma.Sql {
  return Prisma.sql`
    revoked_at IS NULL AND ended_at IS NULL
    AND redeemed_at > now() - make_interval(secs => ${absoluteSeconds})
    AND last_active_at > now() - make_interval(secs => ${idleSeconds})`;
}

/**
 * Puts a new bearer in the place of a live one: one conditional update, so of any number of renewals of one
 * bearer one wins. Gives the session's id; null when bearer or session is over or unknown. No activity of the
 * customer's. Finds a merchant.
 */
export async function replaceBearer(
  input: { readonly held: string; readonly fresh: string },
  lifetimes: Lifetimes,
): Promise<string | null> {
  const [row] = await database().$queryRaw<{ id: string }[]>(Prisma.sql`
    UPDATE portal_sessions
    SET access_token_hash = ${input.fresh},
      token_expires_at = now() + make_interval(secs => ${lifetimes.tokenSeconds})
    WHERE access_token_hash = ${input.held} AND token_expires_at > now() AND ${alive(lifetimes)}
    RETURNING id`);
  return row?.id ?? null;
}

/**
 * Uses a resume token up: it and the bearer that went before are replaced, and the customer is back. Gives the
 * session's id; null when the token was used, or the session is over or unknown. Finds a merchant.
 */
export async function replaceResume(
  input: { readonly held: string; readonly fresh: string; readonly bearer: string },
  lifetimes: Lifetimes,
): Promise<string | null> {
  const [row] = await database().$queryRaw<{ id: string }[]>(Prisma.sql`
    UPDATE portal_sessions
    SET resume_hash = ${input.fresh}, access_token_hash = ${input.bearer}, last_active_at = now(),
      token_expires_at = now() + make_interval(secs => ${lifetimes.tokenSeconds})
    WHERE resume_hash = ${input.held} AND ${alive(lifetimes)}
    RETURNING id`);
  return row?.id ?? null;
}
