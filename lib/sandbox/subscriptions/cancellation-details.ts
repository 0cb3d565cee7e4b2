import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { changed } from "../protocol/address";

export type CancelDetails = {
  comment?: string | null | undefined;
  feedback?: Stripe.Subscription.CancellationDetails.Feedback | null | undefined;
  feedback_option?: string | null | undefined;
};

/** Nothing was said about why. */
export const noDetails: Stripe.Subscription.CancellationDetails = {
  comment: null,
  feedback: null,
  feedback_option: null,
  reason: null,
};

/** The cancellation details after a change; null unsets a field. Throws 400 for an unknown option. */
export async function changeDetails(
  { books }: Context,
  subscription: Stripe.Subscription,
  given: CancelDetails | undefined,
): Promise<Stripe.Subscription.CancellationDetails> {
  const option = given?.feedback_option;
  if (option) {
    await requireDocument(
      books,
      "feedback_option",
      option,
      "cancellation_details[feedback_option]",
    );
  }
  const before = subscription.cancellation_details ?? noDetails;
  return {
    comment: changed(given?.comment, before.comment),
    feedback: changed(given?.feedback, before.feedback),
    feedback_option: changed(option, before.feedback_option),
    reason: before.reason,
  };
}
