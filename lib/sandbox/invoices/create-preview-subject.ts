import type Stripe from "stripe";
import { endsWithPeriod } from "../billing/renewal";
import { blankCustomer } from "../customers/blank-customer";
import { resolveCustomer } from "../customers/resolve-customer";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { listLiving, requireCustomer, requireDocument } from "../find";
import { newId } from "../ids";
import { invalid, noSuchReference, SandboxError } from "../protocol/errors";
import { missingParam } from "../protocol/params";
import { subscriptionDueAt } from "../time/due-at";
import type { PreviewParams } from "./create-preview-params";

/** Whose invoice is asked for, and what of. `isKnown`: the customer exists. */
export type Subject = { customer: Stripe.Customer; isKnown: boolean } & (
  | { kind: "change"; subscription: Stripe.Subscription }
  | {
      kind: "schedule";
      subscription: Stripe.Subscription | null;
      schedule: Stripe.SubscriptionSchedule | null;
    }
  | { kind: "new" | "one-off"; subscription: null }
);

/** A schedule goes without a subscription and its changes, as Stripe documents. Throws 400. */
export function refuseMixed(params: PreviewParams): void {
  const isScheduled = params.schedule !== undefined || params.schedule_details !== undefined;
  const other = (["subscription", "subscription_details"] as const).find(
    (name) => params[name] !== undefined,
  );
  if (isScheduled && other !== undefined) {
    const name = params.schedule === undefined ? "schedule_details" : "schedule";
    throw invalid(
      `You may only specify one of these parameters: ${name}, ${other}.`,
      name,
      "parameters_exclusive",
    );
  }
}

/** What the parameters mean: a named subscription or schedule, a new one, or what the customer has next. */
export async function findSubject(context: Context, params: PreviewParams): Promise<Subject> {
  const { books } = context;
  if (params.subscription !== undefined) {
    const subscription = await requireDocument(
      books,
      "subscription",
      params.subscription,
      "subscription",
    );
    const customer = await ownerOf(context, subscription, params, "subscription");
    return { kind: "change", customer, isKnown: true, subscription };
  }
  if (params.schedule !== undefined) {
    const schedule = await requireDocument(
      books,
      "subscription_schedule",
      params.schedule,
      "schedule",
    );
    const customer = await ownerOf(context, schedule, params, "schedule");
    const id = idOf(schedule.subscription);
    const subscription = id === null ? null : await books.find("subscription", id);
    return { kind: "schedule", customer, isKnown: true, schedule, subscription };
  }
  const { customer, isKnown } = await findCustomer(context, params);
  if (params.schedule_details !== undefined) {
    return { kind: "schedule", customer, isKnown, schedule: null, subscription: null };
  }
  if (params.subscription_details?.items !== undefined) {
    return { kind: "new", customer, isKnown, subscription: null };
  }
  const living = isKnown ? (await listLiving(books, customer.id)).filter(renews) : [];
  const [next] = living.sort((first, second) => dueAt(first) - dueAt(second));
  if (next === undefined) return { kind: "one-off", customer, isKnown, subscription: null };
  return { kind: "change", customer, isKnown, subscription: next };
}

/** The customer of a request; without one, somebody who is not a customer yet. */
async function findCustomer(
  { books, now }: Context,
  params: PreviewParams,
): Promise<{ customer: Stripe.Customer; isKnown: boolean }> {
  const isNamed = params.customer !== undefined || params.customer_account !== undefined;
  if (isNamed) return { customer: await resolveCustomer(books, params), isKnown: true };
  if (params.customer_details === undefined && !isForAnybody(params)) {
    throw missingParam("customer");
  }
  const customer = blankCustomer(newId("customer"), now, null);
  await books.put("customer", customer);
  return { customer, isKnown: false };
}

/** What is bought says enough, unless tax depends on where (https://docs.stripe.com/invoicing/preview). */
function isForAnybody(params: PreviewParams): boolean {
  const { invoice_items: items, schedule_details: phases, subscription_details: details } = params;
  const isKnown = items !== undefined || phases !== undefined || details?.items !== undefined;
  return isKnown && params.automatic_tax?.enabled !== true;
}

async function ownerOf(
  { books }: Context,
  owned: Stripe.Subscription | Stripe.SubscriptionSchedule,
  params: PreviewParams,
  param: "subscription" | "schedule",
): Promise<Stripe.Customer> {
  const owner = await requireCustomer(books, idOf(owned.customer) ?? "");
  const isNamed = params.customer !== undefined || params.customer_account !== undefined;
  if (isNamed && (await resolveCustomer(books, params)).id !== owner.id) {
    throw noSuchReference(param, owned.id, param);
  }
  return owner;
}

export function noUpcoming(customer: string): SandboxError {
  return new SandboxError(404, {
    type: "invalid_request_error",
    code: "invoice_upcoming_none",
    message: `No upcoming invoices for customer: ${customer}`,
  });
}

function renews(subscription: Stripe.Subscription): boolean {
  const isRunning = ["active", "trialing", "past_due"].includes(subscription.status);
  return isRunning && !endsWithPeriod(subscription);
}

function dueAt(subscription: Stripe.Subscription): number {
  return subscriptionDueAt(subscription) ?? Number.POSITIVE_INFINITY;
}
