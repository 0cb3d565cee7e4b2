type EventKind = {
  /** What stands in the event's `data.object`. */
  readonly object: string;
  /** When it happens, as one sentence. */
  readonly summary: string;
};

/** Every type of event we emit, and no other. Stripe's own names where Stripe has the event, `portico.` where not. */
export const eventTypes = {
  "billing_portal.session.created": {
    object: "the session, its `url` without the credential",
    summary: "A portal session was created.",
  },
  "billing_portal.configuration.created": {
    object: "the configuration",
    summary: "A portal configuration was created.",
  },
  "billing_portal.configuration.updated": {
    object: "the configuration",
    summary: "A portal configuration was changed.",
  },
  "portico.session.visited": {
    object: "the session with `proof` and `surface`, without its `url`",
    summary: "A customer opened the portal: a link was redeemed, or a mailed one proved.",
  },
  "portico.session.revoked": {
    object: "the session",
    summary: "A session was ended by your server or by a member.",
  },
  "portico.flow.completed": {
    object: "the flow",
    summary: "A customer did what the session's `flow` was for.",
  },
  "portico.subscription.plan_changed": {
    object: "the action",
    summary: "A customer changed plan, at once or for later.",
  },
  "portico.subscription.canceled": {
    object: "the action",
    summary: "A customer cancelled, at once (`applied`) or at the period's end (`scheduled`).",
  },
  "portico.subscription.cancel_undone": {
    object: "the action",
    summary: "A customer took a scheduled cancellation back.",
  },
  "portico.subscription.quantity_changed": {
    object: "the action",
    summary: "A customer changed how many they have, at once or for later.",
  },
  "portico.subscription.change_undone": {
    object: "the action",
    summary: "A customer took back a change that waited for the period's end.",
  },
  "portico.subscription.started": {
    object: "the action",
    summary: "A customer began a subscription from the plan picker.",
  },
  "portico.subscription.resubscribed": {
    object: "the action",
    summary: "A customer came back: a subscription began after another had ended.",
  },
  "portico.subscription.discounted": {
    object: "the action",
    summary: "A customer redeemed a promotion code.",
  },
  "portico.subscription.paused": {
    object: "the action",
    summary: "A customer paused a subscription.",
  },
  "portico.subscription.resumed": {
    object: "the action",
    summary: "A customer had a paused subscription go on.",
  },
  "portico.offer.shown": {
    object: "the offer",
    summary: "A customer who was about to cancel saw the retention offer.",
  },
  "portico.offer.accepted": {
    object: "the action",
    summary: "A customer took the retention offer and stayed.",
  },
  "portico.offer.declined": {
    object: "the action",
    summary: "A customer declined the retention offer.",
  },
  "portico.invoice.paid": { object: "the action", summary: "A customer paid an open invoice." },
  "portico.change.differs": {
    object: "the change record",
    summary: "What Stripe charged for a change is not what its customer was shown.",
  },
  "portico.customer.default_payment_method_changed": {
    object: "the action",
    summary: "A customer chose another default payment method.",
  },
  "portico.customer.payment_method_added": {
    object: "the action",
    summary: "A customer added a payment method, or had a subscription charged to it.",
  },
  "portico.customer.updated": {
    object: "the action",
    summary: "A customer changed their billing information.",
  },
  "portico.customer.email_changed": {
    object: "the action",
    summary: "A customer's bills go to another mailbox, which they have proved.",
  },
} as const satisfies Record<string, EventKind>;

export type EventType = keyof typeof eventTypes;

export const eventTypeNames = Object.keys(eventTypes) as EventType[];

/** The types that a name means; `*` stands for any number of characters: `billing_portal.*`. */
export function matchEventTypes(pattern: string): EventType[] {
  const parts = pattern.split("*");
  return eventTypeNames.filter((name) => isMatch(name, parts));
}

/** Greedy from the left, without a regular expression made of a caller's text. */
function isMatch(name: string, [head = "", ...rest]: readonly string[]): boolean {
  const tail = rest.pop();
  if (tail === undefined) return name === head;
  if (!name.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - tail.length >= at && name.endsWith(tail);
}
