import type Stripe from "stripe";

// The sandbox's only type assertions. Everything else is checked by the compiler.

/**
 * A decimal as it stands in JSON. The SDK types decimals as the objects it makes of the text it
 * receives; what a server sends, and what this sandbox stores, is that text.
 */
export function decimal(text: string): Stripe.Decimal {
  return text as unknown as Stripe.Decimal;
}

/** The values `readParams` collected: one per name of the table `T` describes, each by its own reader. */
export function asValues<T>(values: Record<string, unknown>): T {
  return values as T;
}

/**
 * An event of any type. The SDK has a type per name, each with its own kind of object; ours are made of what
 * changed, whatever it is, and the table in events/ says which name goes with which.
 */
export function asEvent(event: Stripe.EventBase): Stripe.Event {
  return event as Stripe.Event;
}
