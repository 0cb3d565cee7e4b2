import type Stripe from "stripe";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import { boolean, integer, metadata, missingParam, oneOf, string } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { refundCharge } from "./refund-charge";

/** Refunds: create, retrieve, update, cancel, list. */
export const refundEndpoints = [
  endpoint(
    "POST",
    "/v1/refunds",
    {
      amount: integer(1),
      charge: string(),
      currency: string(3),
      customer: string(),
      instructions_email: string(),
      metadata: metadata(),
      origin: oneOf("customer_balance"),
      payment_intent: string(),
      reason: oneOf("duplicate", "fraudulent", "requested_by_customer"),
      refund_application_fee: boolean(),
      reverse_transfer: boolean(),
    },
    async (given) => {
      const charge = await chargeOf(given, given.params.charge, given.params.payment_intent);
      const call = await atTimeOf(given, idOf(charge.customer));
      return refundCharge(call, charge, call.params.amount, call.params);
    },
  ),
  endpoint("GET", "/v1/refunds/:id", {}, ({ books, id }) => requireDocument(books, "refund", id)),
  endpoint("POST", "/v1/refunds/:id", { metadata: metadata() }, async ({ books, id, params }) => {
    const before = await requireDocument(books, "refund", id);
    const refund = { ...before, metadata: changeMetadata(before.metadata, params.metadata) };
    await books.put("refund", refund);
    return refund;
  }),
  endpoint("POST", "/v1/refunds/:id/cancel", {}, async ({ books, id }) => {
    const refund = await requireDocument(books, "refund", id);
    throw invalid(
      `You cannot cancel a refund with status ${refund.status}. Only refunds that require action can be canceled.`,
    );
  }),
  endpoint(
    "GET",
    "/v1/refunds",
    { ...pagination, charge: string(), created: range, payment_intent: string() },
    async ({ books, params }) => {
      const { payment_intent: intent, charge } = params;
      if (charge !== undefined) await requireDocument(books, "charge", charge, "charge");
      if (intent !== undefined) {
        await requireDocument(books, "payment_intent", intent, "payment_intent");
      }
      const filter = { parent: charge, created: rangeOf(params.created) };
      const only = (refund: Stripe.Refund) => idOf(refund.payment_intent) === intent;
      const sifted = intent === undefined ? undefined : only;
      return listPage(books, "/v1/refunds", "refund", filter, params, sifted);
    },
  ),
];

/** What is to be refunded: a charge, or the one by which an intent succeeded. */
async function chargeOf(
  { books }: Context,
  id: string | undefined,
  intentId: string | undefined,
): Promise<Stripe.Charge> {
  if (id !== undefined) return requireDocument(books, "charge", id, "charge");
  if (intentId === undefined) throw missingParam("payment_intent");
  const intent = await requireDocument(books, "payment_intent", intentId, "payment_intent");
  const charge = await books.find("charge", idOf(intent.latest_charge) ?? "");
  if (charge === null || charge.status === "failed") {
    throw invalid(
      "This PaymentIntent does not have a successful charge to refund.",
      "payment_intent",
    );
  }
  return charge;
}
