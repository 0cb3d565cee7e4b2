import type Stripe from "stripe";
import { type ChangeRecordRow, listClaimedInvoices } from "../db/change-records";
import { PorticoError } from "../errors";
import { isActionName } from "../portal/actions";
import type { ChangeDone } from "../portal/change-done";
import { effectOf } from "../portal/change-record";
import type { Preview } from "../portal/preview";
import type { SubscriptionFact } from "../portal/snapshot";
import { loadTarget } from "../snapshot/load-target";
import { read } from "../stripe/call";
import { intentMark } from "../stripe/reshape";

/** What billing a change of ours can cause: renewals are not among it. */
const reasons = new Set(["subscription_update", "subscription_create", "subscription", "manual"]);
const newest = 30;
const mostLines = 100;

/** What was found at Stripe; null where nobody can say what came of it. */
export type Found = { readonly done: ChangeDone; readonly isWhole: boolean };

/**
 * What Stripe made of a change. `isWhole` is false where the invoice of a change cannot be told: then nothing can be
 * compared. Throws the errors of reading Stripe.
 */
export async function findDone(
  stripe: Stripe,
  row: ChangeRecordRow,
  shown: Preview,
): Promise<Found> {
  const id = await findSubscriptionId(stripe, row);
  const fact = id === null ? null : await findSubscription(stripe, row, id);
  const invoice = await findInvoice(stripe, row, shown, id);
  const isWhole = row.invoiceId !== null || id !== null;
  const done = {
    invoice: invoice === null ? null : toDone(invoice),
    subscription: fact === null ? null : toState(fact),
  };
  return { done, isWhole };
}

/**
 * A subscription that began may be known by its mark alone: the answer to its call never came. Null where it is not
 * found either.
 */
async function findSubscriptionId(stripe: Stripe, row: ChangeRecordRow): Promise<string | null> {
  const { action, subscriptionId, invoiceId, customerId: customer, id } = row;
  const begins = action === "resubscribe" || action === "start_subscription";
  if (!begins || invoiceId !== null) return subscriptionId;
  const { data } = await read(() =>
    stripe.subscriptions.list({ customer, status: "all", limit: newest }),
  );
  return data.find(({ metadata }) => metadata[intentMark] === id)?.id ?? null;
}

async function findSubscription(
  stripe: Stripe,
  { customerId }: ChangeRecordRow,
  id: string,
): Promise<SubscriptionFact | null> {
  const target = await loadTarget(stripe, { customerId, scope: { onBehalfOf: null } }, id);
  return target?.kind === "subscription" ? target.value : null;
}

/**
 * The invoice of the change: never one that was there before it, that another change made, or that what was put off
 * made when its time came. Whoever looks may look late.
 */
async function findInvoice(
  stripe: Stripe,
  row: ChangeRecordRow,
  shown: Preview,
  subscription: string | null,
): Promise<Stripe.Invoice | null> {
  const { invoiceId, invoiceBefore, action } = row;
  if (invoiceId !== null) {
    const isOld = invoiceId === invoiceBefore && action !== "pay_invoice";
    return isOld ? null : retrieve(stripe, invoiceId);
  }
  if (subscription === null || action === "pay_invoice" || !isActionName(action)) return null;
  const { data } = await read(() => stripe.invoices.list({ subscription, limit: newest }));
  const before = data.findIndex(({ id }) => id === invoiceBefore);
  const until = effectOf(shown) ?? Number.POSITIVE_INFINITY;
  const later = (before < 0 ? data : data.slice(0, before)).filter(
    ({ billing_reason: reason, created }) => reasons.has(reason ?? "") && created < until,
  );
  const claimed = new Set(await listClaimedInvoices(row));
  return later.findLast(({ id }) => !claimed.has(id ?? "")) ?? null;
}

async function retrieve(stripe: Stripe, id: string): Promise<Stripe.Invoice | null> {
  try {
    return await read(() => stripe.invoices.retrieve(id));
  } catch (error) {
    if (error instanceof PorticoError && error.code === "resource_missing") return null;
    throw error;
  }
}

function toDone(invoice: Stripe.Invoice): NonNullable<ChangeDone["invoice"]> {
  const { currency, lines } = invoice;
  const money = (amount: number | null | undefined) => ({ amount: amount ?? 0, currency });
  return {
    id: invoice.id ?? "",
    number: invoice.number ?? null,
    status: invoice.status ?? "draft",
    total: money(invoice.total),
    amountDue: money(invoice.amount_due),
    amountPaid: money(invoice.amount_paid),
    lines: lines.data.slice(0, mostLines).map(({ description, amount }) => ({
      description: description ?? "",
      amount: money(amount),
    })),
    hasMoreLines: lines.has_more,
  };
}

function toState(fact: SubscriptionFact): NonNullable<ChangeDone["subscription"]> {
  const { status, cancelAt, scheduleId, scheduled } = fact;
  return { status, cancelAt, scheduleId, changesAt: scheduled?.at ?? null };
}
