import type Stripe from "stripe";
import { country } from "./country";
import { emptyable, hash, string, type Values } from "./params";

const addressShape = {
  city: emptyable(string()),
  country: emptyable(string(2)),
  line1: emptyable(string()),
  line2: emptyable(string()),
  postal_code: emptyable(string()),
  state: emptyable(string()),
};

/** An address as several endpoints take it. */
export const address = hash(addressShape);

/** The address of who pays: its country must be one. A customer's is data, whatever it says. */
export const billingAddress = hash({ ...addressShape, country: emptyable(country()) });

/** An address as it is answered: every field, absent ones null. */
export function addressOf(given: Values<typeof addressShape>): Stripe.Address {
  return {
    city: given.city ?? null,
    country: given.country ?? null,
    line1: given.line1 ?? null,
    line2: given.line2 ?? null,
    postal_code: given.postal_code ?? null,
    state: given.state ?? null,
  };
}

/** The address after a change; null unsets it. */
export function changeAddress(
  given: Values<typeof addressShape> | null | undefined,
  before: Stripe.Address | null | undefined,
): Stripe.Address | null {
  if (given === undefined) return before ?? null;
  return given === null ? null : addressOf(given);
}

/** What was given, or what was there; null unsets. */
export function changed<T>(given: T | undefined, before: T): T {
  return given === undefined ? before : given;
}
