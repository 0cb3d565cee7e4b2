import type { PortalConfiguration } from "./configuration";
import type { Snapshot, SubscriptionFact } from "./snapshot";
import { isOwing } from "./subscription-state";
import type { Attention } from "./view";

const trialNoticeSeconds = 3 * 86_400;

/** What the customer should know first: money owed, a trial about to bill, a card about to fail. */
export function findAttention(
  snapshot: Snapshot,
  { features }: PortalConfiguration,
  now: number,
): Attention[] {
  const { data } = snapshot.subscriptions;
  return [
    ...data.filter(isOwing).map((subscription) => findDebt(subscription, snapshot)),
    ...data.filter(isBegun).map((subscription) => findFirstPayment(subscription, snapshot)),
    ...data.flatMap((subscription) => findPendingChange(subscription, snapshot)),
    ...data.flatMap((subscription) => findTrialEnd(subscription, now)),
    // Where payment methods are not shown there is nothing to be done about one.
    ...(features.payment_method_update.enabled ? findExpiringCard(snapshot, now) : []),
  ];
}

function findDebt(subscription: SubscriptionFact, snapshot: Snapshot): Attention {
  const payUrl = findPayUrl(subscription, snapshot);
  return { kind: "past_due", subscriptionId: subscription.id, payUrl };
}

function isBegun({ status }: SubscriptionFact): boolean {
  return status === "incomplete";
}

function findFirstPayment(subscription: SubscriptionFact, snapshot: Snapshot): Attention {
  const payUrl = findPayUrl(subscription, snapshot);
  return { kind: "incomplete", subscriptionId: subscription.id, payUrl };
}

function findPendingChange(subscription: SubscriptionFact, snapshot: Snapshot): Attention[] {
  const { id: subscriptionId, pendingUpdate: pending } = subscription;
  if (pending === null) return [];
  const payUrl = findPayUrl(subscription, snapshot);
  return [{ kind: "change_pending", subscriptionId, payUrl, expiresAt: pending.expiresAt }];
}

/** Where what is open is paid: the newest invoice's page, else that of another open one. */
function findPayUrl({ id, latestInvoiceId }: SubscriptionFact, { invoices, owed = [] }: Snapshot) {
  const open = [...invoices.data, ...owed].filter(
    ({ subscriptionId, status }) => subscriptionId === id && status === "open",
  );
  const newest = open.find((invoice) => invoice.id === latestInvoiceId) ?? open[0];
  return newest?.hostedUrl ?? null;
}

function findTrialEnd({ id, status, trialEnd }: SubscriptionFact, now: number): Attention[] {
  if (status !== "trialing" || trialEnd === null || trialEnd - now > trialNoticeSeconds) return [];
  return [{ kind: "trial_ending", subscriptionId: id, at: trialEnd }];
}

/** Only the card that will be charged, and only when it ends before the month after this one does. */
function findExpiringCard({ customer, paymentMethods }: Snapshot, now: number): Attention[] {
  const card = paymentMethods.data.find(({ id }) => id === customer.defaultPaymentMethodId);
  if (card === undefined || card.expMonth === null || card.expYear === null) return [];
  const today = new Date(now * 1000);
  const months = (card.expYear - today.getUTCFullYear()) * 12 + card.expMonth - today.getUTCMonth();
  if (months > 2) return [];
  return [{ kind: "card_expiring", paymentMethodId: card.id, last4: card.last4 }];
}
