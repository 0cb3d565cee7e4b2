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
  "portico.customer.default_payment_method_changed": {
    object: "the action",
    summary: "A customer chose another default payment method.",
  },
  "portico.customer.updated": {
    object: "the action",
    summary: "A customer changed their billing information.",
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
