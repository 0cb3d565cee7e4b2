import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import type { Values } from "../protocol/params";
import { changePayment } from "./change-payment";
import { settleCharge } from "./make-charge";
import type { captureShape } from "./payment-params";
import { releaseAuthorization } from "./release-authorization";
import { settleIntent } from "./settle-intent";

/** Takes an authorized payment, or a part of it: the rest is given back. Throws 400 for more. */
export async function capturePayment(
  context: Context,
  before: Stripe.PaymentIntent,
  params: Values<typeof captureShape>,
): Promise<Stripe.PaymentIntent> {
  const { books } = context;
  const amount = params.amount_to_capture ?? before.amount_capturable;
  if (amount > before.amount_capturable) {
    throw invalid(
      `The provided amount of ${amount} is greater than the amount that can be captured (${before.amount_capturable}).`,
      "amount_to_capture",
      "amount_too_large",
    );
  }
  const { amount_details, payment_details } = params;
  const described = await changePayment(context, before, { amount_details, payment_details });
  const released = await releaseAuthorization(context, before, amount);
  const charge = await settleCharge(context, released, amount);
  await books.put("charge", {
    ...charge,
    application_fee_amount: params.application_fee_amount ?? charge.application_fee_amount,
    statement_descriptor: changed(params.statement_descriptor, charge.statement_descriptor),
  });
  const captured: Stripe.PaymentIntent = {
    ...described,
    amount_capturable: 0,
    amount_received: amount,
    application_fee_amount: params.application_fee_amount ?? before.application_fee_amount,
    metadata: changeMetadata(before.metadata, params.metadata),
    statement_descriptor: changed(params.statement_descriptor, before.statement_descriptor),
    statement_descriptor_suffix: changed(
      params.statement_descriptor_suffix,
      before.statement_descriptor_suffix,
    ),
    status: "succeeded",
  };
  await books.put("payment_intent", captured);
  await settleIntent(context, captured);
  return captured;
}
