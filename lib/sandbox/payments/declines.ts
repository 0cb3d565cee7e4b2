/** Why a card is refused, in Stripe's words (https://docs.stripe.com/declines/codes). */
export type Decline = {
  code:
    | "authentication_required"
    | "card_declined"
    | "expired_card"
    | "incorrect_cvc"
    | "processing_error";
  decline_code: string;
  message: string;
  advice_code: "confirm_card_data" | "do_not_try_again" | "try_again_later";
  param?: "cvc" | "exp_month";
};

const declined = { code: "card_declined", message: "Your card was declined." } as const;

/** The refusals that Stripe's test cards show. */
export const declines = {
  authentication_required: {
    code: "authentication_required",
    decline_code: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
    advice_code: "try_again_later",
  },
  card_velocity_exceeded: {
    code: "card_declined",
    decline_code: "card_velocity_exceeded",
    message:
      "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
    advice_code: "try_again_later",
  },
  expired_card: {
    code: "expired_card",
    decline_code: "expired_card",
    message: "Your card has expired.",
    advice_code: "do_not_try_again",
    param: "exp_month",
  },
  fraudulent: { ...declined, decline_code: "fraudulent", advice_code: "do_not_try_again" },
  generic_decline: { ...declined, decline_code: "generic_decline", advice_code: "try_again_later" },
  incorrect_cvc: {
    code: "incorrect_cvc",
    decline_code: "incorrect_cvc",
    message: "Your card's security code is incorrect.",
    advice_code: "confirm_card_data",
    param: "cvc",
  },
  insufficient_funds: {
    code: "card_declined",
    decline_code: "insufficient_funds",
    message: "Your card has insufficient funds.",
    advice_code: "try_again_later",
  },
  lost_card: { ...declined, decline_code: "lost_card", advice_code: "do_not_try_again" },
  processing_error: {
    code: "processing_error",
    decline_code: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
    advice_code: "try_again_later",
  },
  stolen_card: { ...declined, decline_code: "stolen_card", advice_code: "do_not_try_again" },
} as const satisfies Record<string, Decline>;

export type DeclineName = keyof typeof declines;
