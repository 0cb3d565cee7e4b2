/** What a session sees of its customer's billing, and whether anything may be done in it. */
export type SessionScope = {
  /** The only subscription that is shown; null: all of them. */
  readonly subscriptionId: string | null;
  /** The connected account whose subscriptions and invoices alone are shown; null: whoever's. */
  readonly onBehalfOf: string | null;
  /** The service whose subscriptions alone are shown, and whose tiers are the plans; null: as configured. */
  readonly service: string | null;
  /** Of whatever is on offer, only these prices may be chosen; null: all of them. */
  readonly prices: readonly string[] | null;
  /** How many of what a subscription begins with: one number for all of it, or by unit label; null: the least. */
  readonly quantity: StartQuantity | null;
  /** By unit label: how many are in use, which is why no fewer may be chosen. */
  readonly inUse: Readonly<Record<string, number>>;
  /** False where the session has switched the plan picker off: then no subscription is begun at all. */
  readonly mayStart: boolean;
  /** Everything is shown, every action is refused. */
  readonly readOnly: boolean;
};

export type StartQuantity = number | Readonly<Record<string, number>>;

/** All of a customer's billing. */
export const wholeScope: SessionScope = {
  subscriptionId: null,
  onBehalfOf: null,
  service: null,
  prices: null,
  quantity: null,
  inUse: {},
  mayStart: true,
  readOnly: false,
};
