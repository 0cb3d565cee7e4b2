/** At most `points` within `seconds`. Who goes beyond waits at least `blockSeconds`, when that is said. */
export type Window = {
  readonly points: number;
  readonly seconds: number;
  readonly blockSeconds?: number;
};

/** Everything that is counted, and how much of it is allowed. A window that is fixed lets twice its points pass
 * at its edge; the longer one beside it does not. */
export const limits = {
  /** Mails to one mailbox, whoever asks and for whichever merchant. */
  link_mailbox: [
    { points: 2, seconds: 60 },
    { points: 5, seconds: 3600 },
  ],
  /** Links asked for from one network address. */
  link_address: [
    { points: 6, seconds: 60, blockSeconds: 900 },
    { points: 12, seconds: 3600, blockSeconds: 900 },
  ],
  /** Mails of one merchant. */
  link_merchant: [{ points: 600, seconds: 3600 }],
  /** Keys that are none, at our API, from one network address. */
  api_key_address: [{ points: 10, seconds: 60 }],
  /** Requests of one merchant in one mode to our API: Stripe's 100 a second in live mode, with room for bursts. */
  api_merchant: [{ points: 1000, seconds: 10 }],
  /** Wrong codes of members, from one network address. */
  member_code: [
    { points: 6, seconds: 60, blockSeconds: 900 },
    { points: 30, seconds: 3600, blockSeconds: 900 },
  ],
  /** What one customer does to one subscription, or to what is theirs besides. */
  portal_action: [{ points: 60, seconds: 3600 }],
  /** Codes that one customer has mailed to another mailbox, to prove it. */
  email_change: [{ points: 5, seconds: 3600 }],
  /** Promotion codes of one customer that could not be used; one that can be is given back. */
  promotion_code: [
    { points: 10, seconds: 600 },
    { points: 30, seconds: 86_400 },
  ],
} as const satisfies Record<string, readonly Window[]>;

export type LimitName = keyof typeof limits;
