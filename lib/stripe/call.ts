import Stripe from "stripe";
import { PorticoError } from "../errors";

const tries = 3;
const longestWaitMs = 2000;

/**
 * Reads from Stripe: up to 3 tries for what may pass (busy, locked, unreachable, 5xx), then an error that
 * says which. Never for writes: see `write`.
 */
export async function read<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= tries || !isPassing(error)) throw translate(error);
      await wait(attempt, error);
    }
  }
}

/** What became of a write: done, refused (nothing was done), or nobody knows. */
export type WriteResult<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "refused"; readonly error: PorticoError }
  | { readonly kind: "unknown"; readonly cause: unknown };

/**
 * Writes to Stripe. Only answers that prove nothing was done (429, `lock_timeout`) are tried again, with the
 * same idempotency key; a reset, a time-out or a 5xx leaves the outcome unknown, and says so.
 */
export async function write<T>(call: () => Promise<T>): Promise<WriteResult<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { kind: "done", value: await call() };
    } catch (error) {
      if (isUnknownOutcome(error)) return { kind: "unknown", cause: error };
      if (attempt >= tries || !isBusy(error)) return { kind: "refused", error: translate(error) };
      await wait(attempt, error);
    }
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError &&
    (error.statusCode === 429 || error.code === "lock_timeout")
  );
}

/** The request never left, so nothing can have been done. */
function wasNeverSent(error: unknown): boolean {
  const detail = error instanceof Stripe.errors.StripeConnectionError ? error.detail : undefined;
  const code = detail instanceof Error && "code" in detail ? detail.code : undefined;
  return code === "ECONNREFUSED" || code === "ENOTFOUND";
}

function isUnknownOutcome(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return true;
  if (isBusy(error) || wasNeverSent(error)) return false;
  const status = error.statusCode ?? 0;
  return status === 0 || status === 409 || status >= 500 || status < 400;
}

/** Stripe keeps the first answer to a key, a 500 too: a replayed fault will never become anything else. */
export function wasReplayed(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError && error.headers?.["idempotent-replayed"] === "true"
  );
}

/** https://docs.stripe.com/error-codes: the customer's bank wants them to confirm, and nothing was changed. */
export function wantsCustomer({ cause }: PorticoError): boolean {
  return (
    cause instanceof Stripe.errors.StripeError &&
    cause.code === "subscription_payment_intent_requires_action"
  );
}

/** The same of an open invoice's payment: the attempt stands, and goes on once the customer has confirmed it. */
export function wantsPayer({ cause }: PorticoError): boolean {
  return (
    cause instanceof Stripe.errors.StripeError &&
    cause.code === "invoice_payment_intent_requires_action"
  );
}

function isPassing(error: unknown): boolean {
  return isBusy(error) || isUnknownOutcome(error) || wasNeverSent(error);
}

/** Doubling with full jitter from 250 ms, or what Stripe asks for, at most 2 s. */
async function wait(attempt: number, error: unknown): Promise<void> {
  const headers = error instanceof Stripe.errors.StripeError ? error.headers : undefined;
  // A date, which HTTP allows here too, is no number: then our own wait counts.
  const asked = Number(headers?.["retry-after"] ?? 0) * 1000 || 0;
  const backoff = Math.random() * 250 * 2 ** (attempt - 1);
  const ms = Math.min(Math.max(asked, backoff), longestWaitMs);
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Whether Stripe refused the merchant's key itself, or what the key may do. */
export function isKeyRefused(error: unknown): boolean {
  if (!(error instanceof PorticoError) || error.code !== "merchant_unavailable") return false;
  const { cause } = error;
  return cause instanceof Stripe.errors.StripeError;
}

/** Stripe's error in our words. The merchant's own trouble (key, permissions) is not told to customers. */
export function translate(error: unknown): PorticoError {
  if (error instanceof PorticoError) return error;
  if (!(error instanceof Stripe.errors.StripeError)) {
    return new PorticoError("stripe_unavailable", { cause: error });
  }
  const cause = error;
  if (isBusy(error)) return new PorticoError("stripe_busy", { cause, retryAfterSeconds: 5 });
  // Stripe's 403 for an account that does not exist or is not connected: it does not say which.
  if (error.code === "account_invalid") return new PorticoError("resource_missing", { cause });
  if (error.statusCode === 401 || error.statusCode === 403) {
    return new PorticoError("merchant_unavailable", { cause });
  }
  if (error instanceof Stripe.errors.StripeCardError)
    return new PorticoError("card_declined", { cause });
  if (hasNoMeansToPay(error)) return new PorticoError("card_declined", { cause });
  if (error.code === "resource_missing") return new PorticoError("resource_missing", { cause });
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    return new PorticoError("subscription_state", { cause });
  }
  return new PorticoError("stripe_unavailable", { cause, retryAfterSeconds: 5 });
}

/** Stripe's way of saying that there is nothing to charge: `resource_missing`, but no object was named. */
function hasNoMeansToPay({ code, statusCode, param }: Stripe.errors.StripeError): boolean {
  return code === "resource_missing" && statusCode === 400 && param === undefined;
}
