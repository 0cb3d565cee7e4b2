/** What a session sees of its customer's billing, and whether anything may be done in it. */
export type SessionScope = {
  /** The only subscription that is shown; null: all of them. */
  readonly subscriptionId: string | null;
  /** The connected account whose subscriptions and invoices alone are shown; null: whoever's. */
  readonly onBehalfOf: string | null;
  /** Everything is shown, every action is refused. */
  readonly readOnly: boolean;
};

/** All of a customer's billing. */
export const wholeScope: SessionScope = { subscriptionId: null, onBehalfOf: null, readOnly: false };
