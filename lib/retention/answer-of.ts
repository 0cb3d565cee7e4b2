import type { OfferAnswer } from "../db/accepted-offers";
import { type ActionName, actionInputs } from "../portal/actions";

/**
 * What an action that was done makes of the retention offer; null for one that has nothing to do with it. `event` tells
 * of the action: cancelling while the offer stands is told as declining it.
 */
export function offerAnswerOf(
  action: ActionName,
  input: unknown,
  event: object,
): OfferAnswer | null {
  switch (action) {
    case "accept_offer": {
      const { coupon } = actionInputs.accept_offer.parse(input);
      return { kind: "accepted", coupon };
    }
    case "decline_offer":
      return { kind: "declined" };
    case "cancel_subscription":
      return { kind: "passed_over", event };
    default:
      return null;
  }
}
