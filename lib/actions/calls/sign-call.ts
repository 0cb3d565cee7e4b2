import { intentMark } from "../../stripe/reshape";
import type { StripeCall } from "./stripe-call";

/** The call with its intent's mark, where it makes something that has no id yet to be found again by. */
export function signCall(call: StripeCall, intent: string): StripeCall {
  if (call.method !== "subscriptions.create") return call;
  const metadata = { ...call.params.metadata, [intentMark]: intent };
  return { ...call, params: { ...call.params, metadata } };
}
