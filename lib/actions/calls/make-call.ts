import type Stripe from "stripe";
import { idOf, intentMark } from "../../stripe/reshape";
import { endSubscription } from "./end-subscription";
import { createSchedule, writePhases } from "./schedule-change";
import { type StripeCall, stripeCallSchema } from "./stripe-call";

/** What Stripe said when it had done it. Null where nothing of the kind came of it. */
export type CallResult = {
  readonly subscriptionId: string | null;
  /** The invoice that the call made or paid. */
  readonly invoiceId: string | null;
  /** Of a payment that the customer's bank wants confirmed: for this session alone, never kept. */
  readonly clientSecret: string | null;
  /** True while nothing of it counts yet: a change waits until its invoice is paid. */
  readonly isPending: boolean;
  /** A page of Stripe's where the customer goes on. */
  readonly page: { readonly url: string; readonly setup: string } | null;
};

/**
 * Makes the call under `idempotencyKey`. Rejects with the SDK's errors, and with a plain one when what was
 * answered is not the object that was to be changed: then nobody knows what became of the call.
 */
export async function makeCall(
  stripe: Stripe,
  call: StripeCall,
  idempotencyKey: string,
): Promise<CallResult> {
  // The schema's order of fields, not jsonb's: the same key needs the same bytes.
  const parsed = stripeCallSchema.parse(call);
  if ("first" in parsed && parsed.first !== undefined) {
    await sendFirst(stripe, parsed.first, `${idempotencyKey}-first`);
  }
  return send(stripe, parsed, idempotencyKey);
}

type First = NonNullable<Extract<StripeCall, { first?: unknown }>["first"]>;

async function sendFirst(stripe: Stripe, call: First, idempotencyKey: string): Promise<void> {
  const options = { idempotencyKey };
  switch (call.method) {
    case "customers.update":
      await stripe.customers.update(call.id, call.params, options);
      return;
    case "subscriptions.update":
      await stripe.subscriptions.update(call.id, call.params, options);
      return;
    case "subscription_schedules.release":
      await stripe.subscriptionSchedules.release(call.id, call.params, options);
      return;
    default:
      call satisfies never;
  }
}

/** Nothing came of it but its effect. */
export const noResult: CallResult = {
  subscriptionId: null,
  invoiceId: null,
  clientSecret: null,
  isPending: false,
  page: null,
};

async function send(stripe: Stripe, call: StripeCall, idempotencyKey: string): Promise<CallResult> {
  const options = { idempotencyKey };
  switch (call.method) {
    case "subscriptions.update":
      return told(call.id, await updateSubscription(stripe, call, idempotencyKey));
    case "subscriptions.cancel":
      return told(call.id, await endSubscription(stripe, call.id, call.params, options));
    case "subscriptions.pause":
      return told(call.id, await stripe.subscriptions.pause(call.id, call.params, options));
    case "subscriptions.resume":
      return told(call.id, await stripe.subscriptions.resume(call.id, call.params, options));
    case "subscriptions.create": {
      const made = await createSubscription(stripe, call, idempotencyKey);
      requireSame(made.metadata?.[intentMark] ?? "", call.params.metadata?.[intentMark] ?? "");
      return { ...told(made.id, made), isPending: made.status === "incomplete" };
    }
    case "subscription_schedules.change_at_period_end": {
      const schedule = await createSchedule(stripe, call, idempotencyKey);
      await writePhases(stripe, call, schedule, idempotencyKey);
      return { ...noResult, subscriptionId: call.id };
    }
    case "subscription_schedules.release": {
      const { id } = await stripe.subscriptionSchedules.release(call.params.schedule, {}, options);
      requireSame(id, call.params.schedule);
      return { ...noResult, subscriptionId: call.id };
    }
    case "invoices.pay": {
      const paid = await stripe.invoices.pay(call.id, call.params, options);
      requireSame(paid.id ?? "", call.id);
      return { ...noResult, invoiceId: call.id };
    }
    case "customers.update": {
      const { id } = await stripe.customers.update(call.id, call.params, options);
      requireSame(id, call.id);
      return noResult;
    }
    case "checkout.sessions.create": {
      const { id, params } = call;
      const made = await stripe.checkout.sessions.create(
        { mode: "setup", customer: id, ...params },
        options,
      );
      requireSame(made.object, "checkout.session");
      return { ...noResult, page: made.url === null ? null : { url: made.url, setup: made.id } };
    }
    case "none":
      return noResult;
    default:
      return call satisfies never;
  }
}

/** With the secret that a payment is confirmed by, when the change waits for one. */
function updateSubscription(
  stripe: Stripe,
  { id, params }: Extract<StripeCall, { method: "subscriptions.update" }>,
  idempotencyKey: string,
): Promise<Stripe.Subscription> {
  const isWaiting = params.payment_behavior === "pending_if_incomplete";
  const expand = isWaiting ? { expand: ["latest_invoice.confirmation_secret"] } : {};
  return stripe.subscriptions.update(id, { ...params, ...expand }, { idempotencyKey });
}

/** With the secret that the first payment is confirmed by, where it begins only once that is. */
function createSubscription(
  stripe: Stripe,
  { id: customer, params }: Extract<StripeCall, { method: "subscriptions.create" }>,
  idempotencyKey: string,
): Promise<Stripe.Subscription> {
  const isWaiting = params.payment_behavior === "default_incomplete";
  const expand = isWaiting ? { expand: ["latest_invoice.confirmation_secret"] } : {};
  return stripe.subscriptions.create({ customer, ...params, ...expand }, { idempotencyKey });
}

function told(asked: string, subscription: Stripe.Subscription): CallResult {
  const { id, latest_invoice: invoice, pending_update: pending } = subscription;
  requireSame(id, asked);
  const secret = typeof invoice === "object" ? invoice?.confirmation_secret?.client_secret : null;
  return {
    ...noResult,
    subscriptionId: id,
    invoiceId: idOf(invoice),
    clientSecret: secret ?? null,
    isPending: pending !== null,
  };
}

function requireSame(answered: string, asked: string): void {
  if (answered !== asked) throw new Error(`Stripe answered ${asked} with ${answered}`);
}
