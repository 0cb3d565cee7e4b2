import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { openPage } from "./payment-page";

type NextAction = Stripe.SetupIntent.NextAction & Stripe.PaymentIntent.NextAction;

/**
 * Where the customer authenticates: by redirect when the merchant told where to come back to, else
 * through Stripe.js, for which `stripe_js` is the same page.
 */
export async function nextAction(
  context: Context,
  intentId: string,
  returnUrl: string | undefined,
): Promise<NextAction> {
  const url = await openPage(context, "authenticate", intentId);
  if (returnUrl !== undefined) {
    return { type: "redirect_to_url", redirect_to_url: { return_url: returnUrl, url } };
  }
  return {
    type: "use_stripe_sdk",
    use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url },
  };
}
