import type Stripe from "stripe";

type Options = { readonly idempotencyKey: string };

/**
 * Ends a subscription at once. Stripe keeps no idempotency keys for this call (https://docs.stripe.com/api/idempotent_requests):
 * sent again after its answer was lost, it finds nothing left to end. Then what became of the subscription is the answer.
 */
export async function endSubscription(
  stripe: Stripe,
  id: string,
  params: Stripe.SubscriptionCancelParams,
  options: Options,
): Promise<Stripe.Subscription> {
  try {
    return await stripe.subscriptions.cancel(id, params, options);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const found = await stripe.subscriptions.retrieve(id);
    if (found.ended_at === null) throw error;
    return found;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "resource_missing";
}
