import type { PortalConfiguration } from "./configuration";
import type { Snapshot, SubscriptionFact } from "./snapshot";
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
    ...data.flatMap((subscription) => findTrialEnd(subscription, now)),
    // Where payment methods are not shown there is nothing to be done about one.
    ...(features.payment_method_update.enabled ? findExpiringCard(snapshot, now) : []),
  ];
}

function isOwing({ status }: SubscriptionFact): boolean {
  return status === "past_due" || status === "unpaid";
}

function findDebt(subscription: SubscriptionFact, snapshot: Snapshot): Attention {
  const open = snapshot.invoices.data.find(
    ({ subscriptionId, status }) => subscriptionId === subscription.id && status === "open",
  );
  return { kind: "past_due", subscriptionId: subscription.id, payUrl: open?.hostedUrl ?? null };
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
