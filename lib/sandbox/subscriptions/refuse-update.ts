import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { invalid } from "../protocol/errors";

/** Whether a subscription is over for good. */
export function isOver({ status }: Stripe.Subscription): boolean {
  return status === "canceled" || status === "incomplete_expired";
}

const openAfterEnd: readonly string[] = ["cancellation_details", "metadata"];
/** The SDK's types of `status`: only metadata and default_source; its newer name beside it. */
const openWhileIncomplete: readonly string[] = [
  "cancellation_details",
  "default_payment_method",
  "default_source",
  "metadata",
  "off_session",
  "payment_behavior",
  "payment_settings",
];
const endings: readonly string[] = ["cancel_at", "cancel_at_period_end"];

/** Throws 400 for an update that the subscription's status or its schedule does not allow. */
export function refuseUpdate(
  context: Context,
  subscription: Stripe.Subscription,
  params: object,
): void {
  const names = Object.entries(params).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
  if (isOver(subscription) && names.some((name) => !openAfterEnd.includes(name))) {
    throw invalid(
      "A canceled subscription can only update its cancellation_details and metadata.",
      undefined,
      "invalid_canceled_subscription_fields",
    );
  }
  const isIncomplete = subscription.status === "incomplete";
  const refused = names.find((name) => !openWhileIncomplete.includes(name));
  if (isIncomplete && refused !== undefined) {
    throw invalid(
      `A subscription with status \`incomplete\` cannot be updated until its first invoice is paid (\`${refused}\`).`,
      refused,
    );
  }
  const schedule = idOf(subscription.schedule);
  const ending = names.find((name) => endings.includes(name));
  if (schedule !== null && schedule !== context.schedule && ending !== undefined) {
    throw invalid(
      `The subscription is managed by the subscription schedule \`${schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
      ending,
    );
  }
}
