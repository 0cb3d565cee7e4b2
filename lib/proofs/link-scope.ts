/** Who a mailed link lets in: a merchant's customer into the portal, or a member into the dashboard. Never both. */
export type Audience = "customer" | "member";

/** Where a link counts. Members belong to several merchants: theirs has none. */
export type LinkScope = { readonly merchantId: string | null; readonly livemode: boolean };

export const memberScope: LinkScope = { merchantId: null, livemode: false };

/** Seconds: how long link and code live from when they were sent, and the leave to choose from its proof. */
export const linkSeconds = 600;
export const ticketSeconds = 600;

/** How often the 6-digit code of one mail may be tried. */
export const mostAttempts = 5;

/** A mailbox that was proved, by the link or the code that was sent to it. */
export type ProvedMailbox = {
  /** The link's id. */
  readonly id: string;
  readonly email: string;
  readonly configurationId: string | null;
  /** The session that the proof replaces; null: none. */
  readonly sessionId: string | null;
};

/** The mailbox that a link (its row, or anything with these fields of it) was sent to. */
export function provedBy({ id, email, configurationId, sessionId }: ProvedMailbox): ProvedMailbox {
  return { id, email, configurationId, sessionId };
}
