import type Stripe from "stripe";
import { SandboxError } from "../protocol/errors";

type Status = Stripe.PaymentIntent["status"];

const before: readonly Status[] = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
];

/** Throws Stripe's payment_intent_unexpected_state unless an intent can still be confirmed. */
export function requireConfirmable(intent: Stripe.PaymentIntent): void {
  if (before.includes(intent.status)) return;
  const isDone = intent.status === "succeeded";
  throw unexpected(
    intent,
    isDone
      ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
      : `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: ${before.join(", ")}.`,
  );
}

export function requireCancelable(intent: Stripe.PaymentIntent): void {
  const open = [
    "requires_payment_method",
    "requires_capture",
    "requires_confirmation",
    "requires_action",
    "processing",
  ];
  if (open.includes(intent.status)) return;
  throw unexpected(
    intent,
    `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${open.join(", ")}.`,
  );
}

export function requireCapturable(intent: Stripe.PaymentIntent): void {
  if (intent.status === "requires_capture") return;
  throw unexpected(
    intent,
    `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
  );
}

/** Throws when what decides a payment is changed after it was made. */
export function requireChangeable(intent: Stripe.PaymentIntent, param: string): void {
  if (before.includes(intent.status)) return;
  throw unexpected(
    intent,
    `This PaymentIntent's ${param} could not be updated because it has a status of ${intent.status}. You may only update the ${param} of a PaymentIntent with one of the following statuses: ${before.join(", ")}.`,
    param,
  );
}

/** Throws when a client means to confirm another amount (minor units) than the intent's. */
export function requireAmount(intent: Stripe.PaymentIntent, amount: number | undefined): void {
  if (amount === undefined || amount === intent.amount) return;
  throw unexpected(
    intent,
    `The amount to confirm (${amount}) is not the PaymentIntent's amount (${intent.amount}).`,
    "amount_to_confirm",
  );
}

/** 400: the intent's status does not allow it; the error carries the intent. */
export function unexpected(
  intent: Stripe.PaymentIntent,
  message: string,
  param?: string,
): SandboxError {
  return new SandboxError(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message,
    payment_intent: intent,
    ...(param === undefined ? {} : { param }),
  });
}
