import type Stripe from "stripe";
import { type WriteResult, wantsCustomer, wantsPayer, write } from "../../stripe/call";
import { type CallResult, makeCall, noResult } from "./make-call";
import { type LaterChange, leavesNothing } from "./schedule-change";
import type { StripeCall } from "./stripe-call";

type Result = WriteResult<CallResult>;
type Refused = Extract<Result, { kind: "refused" }>;
type Update = Extract<StripeCall, { method: "subscriptions.update" }>;
type Create = Extract<StripeCall, { method: "subscriptions.create" }>;

/**
 * Makes an intent's call under its key, and what belongs to it under keys derived from it, so that asking again is
 * asking the same. A refusal leaves nothing behind; where that could not be made sure, the outcome is unknown.
 */
export async function writeCall(stripe: Stripe, call: StripeCall, key: string): Promise<Result> {
  const result = await write(() => makeCall(stripe, call, key));
  if (result.kind !== "refused") return result;
  switch (call.method) {
    case "subscription_schedules.change_at_period_end":
      return takeBack(stripe, call, key, result);
    case "subscriptions.update":
      return wantsCustomer(result.error) ? askCustomer(stripe, call, key, result) : result;
    case "subscriptions.create":
      return wantsCustomer(result.error) ? askBeginner(stripe, call, key, result) : result;
    case "invoices.pay":
      return wantsPayer(result.error) ? askPayer(stripe, call.id) : result;
    default:
      return result;
  }
}

/** The schedule was made and its phases were refused: without them it is of no use, and in the way. */
async function takeBack(
  stripe: Stripe,
  call: LaterChange,
  key: string,
  refused: Refused,
): Promise<Result> {
  try {
    if (await leavesNothing(stripe, call, key)) return refused;
    return { kind: "unknown", cause: refused.error };
  } catch (cause) {
    return { kind: "unknown", cause };
  }
}

/** What the attempt is confirmed by; without it there is still the invoice's own page. */
async function askPayer(stripe: Stripe, invoiceId: string): Promise<Result> {
  const expand = ["confirmation_secret"];
  const found = await write(() => stripe.invoices.retrieve(invoiceId, { expand }));
  const secret = found.kind === "done" ? found.value.confirmation_secret?.client_secret : null;
  const value = { ...noResult, invoiceId, clientSecret: secret ?? null, isPending: true };
  return { kind: "done", value };
}

/**
 * Makes the same change wait for its payment (https://docs.stripe.com/billing/subscriptions/pending-updates). What
 * Stripe does not let wait, because of what else it changes, was declined and stays so.
 */
async function askCustomer(
  stripe: Stripe,
  { first: _sent, ...call }: Update,
  key: string,
  refused: Refused,
): Promise<Result> {
  const params = { ...call.params, payment_behavior: "pending_if_incomplete" as const };
  const waiting = await write(() => makeCall(stripe, { ...call, params }, pendingKey(key)));
  return waiting.kind === "refused" ? refused : waiting;
}

/** Makes the same subscription wait for its first payment: it has not begun before. */
async function askBeginner(
  stripe: Stripe,
  { first: _sent, ...call }: Create,
  key: string,
  refused: Refused,
): Promise<Result> {
  const params = { ...call.params, payment_behavior: "default_incomplete" as const };
  const waiting = await write(() => makeCall(stripe, { ...call, params }, pendingKey(key)));
  return waiting.kind === "refused" ? refused : waiting;
}

/** The key of the change that waits for its payment. */
export function pendingKey(key: string): string {
  return `${key}-pending`;
}
