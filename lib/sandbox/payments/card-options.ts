import type Stripe from "stripe";
import {
  array,
  integer,
  oneOf,
  required,
  string,
  timestamp,
  type Values,
} from "../protocol/params";

type PaymentCard = Stripe.PaymentIntent.PaymentMethodOptions.Card;
type SetupCard = Stripe.SetupIntent.PaymentMethodOptions.Card;

/** A mandate for cards of India: how much may be taken, how often. */
export const mandateShape = {
  amount: required(integer(1)),
  amount_type: required(oneOf("fixed", "maximum")),
  description: string(200),
  end_date: timestamp(),
  interval: required(oneOf("day", "month", "sporadic", "week", "year")),
  interval_count: integer(1),
  reference: required(string(80)),
  start_date: required(timestamp()),
  supported_types: array(oneOf("india")),
};

/** A mandate as it is answered. */
export function mandateOf(
  given: Values<typeof mandateShape>,
): NonNullable<PaymentCard["mandate_options"]> {
  return {
    amount: given.amount,
    amount_type: given.amount_type,
    description: given.description ?? null,
    end_date: given.end_date ?? null,
    interval: given.interval,
    interval_count: given.interval_count ?? null,
    reference: given.reference,
    start_date: given.start_date,
    supported_types: given.supported_types ?? null,
  };
}

/** What both kinds of intent say of cards, after a change. */
export function changeCommon(
  before: PaymentCard | SetupCard | undefined,
  given: {
    network?: PaymentCard["network"] | undefined;
    request_three_d_secure?: PaymentCard["request_three_d_secure"] | undefined;
  },
) {
  return {
    network: given.network ?? before?.network ?? null,
    request_three_d_secure:
      given.request_three_d_secure ?? before?.request_three_d_secure ?? "automatic",
  };
}

/** Only what was given: neither absent nor unset. */
export function present<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const result: { [K in keyof T]?: NonNullable<T[K]> } = {};
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && value !== null) result[name] = value;
  }
  return result;
}
