import { idOf } from "../documents";
import { type Call, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import { emptyable, hash, integer, metadata, oneOf, required, string } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { shippingOf } from "./change-payment";
import { createCharge, createShape } from "./create-charge";
import { shipping } from "./intent-params";
import { settleCharge } from "./make-charge";

/** Charges: create (with legacy sources), capture, retrieve, update, list. */
export const chargeEndpoints = [
  endpoint("POST", "/v1/charges", createShape, async (given) =>
    createCharge(await atTimeOf(given, given.params.customer ?? null), given.params),
  ),
  endpoint("GET", "/v1/charges/:id", {}, ({ books, id }) => requireDocument(books, "charge", id)),
  endpoint(
    "POST",
    "/v1/charges/:id",
    {
      customer: string(),
      description: emptyable(string()),
      fraud_details: hash({ user_report: required(emptyable(oneOf("fraudulent", "safe"))) }),
      metadata: metadata(),
      receipt_email: emptyable(string()),
      shipping,
      transfer_group: string(),
    },
    async ({ books, id, params }) => {
      const before = await requireDocument(books, "charge", id);
      const report = params.fraud_details?.user_report;
      const charge = {
        ...before,
        customer: params.customer ?? before.customer,
        description: changed(params.description, before.description),
        fraud_details: report ? { user_report: report } : (before.fraud_details ?? {}),
        metadata: changeMetadata(before.metadata, params.metadata),
        receipt_email: changed(params.receipt_email, before.receipt_email),
        shipping: changed(shippingOf(params.shipping), before.shipping),
        transfer_group: changed(params.transfer_group, before.transfer_group),
      };
      await books.put("charge", charge);
      return charge;
    },
  ),
  endpoint(
    "POST",
    "/v1/charges/:id/capture",
    {
      amount: integer(1),
      application_fee_amount: integer(0),
      receipt_email: string(),
      statement_descriptor: string(22),
      statement_descriptor_suffix: string(22),
      transfer_data: hash({ amount: integer(0) }),
      transfer_group: string(),
    },
    captureCharge,
  ),
  endpoint(
    "GET",
    "/v1/charges",
    {
      ...pagination,
      created: range,
      customer: string(),
      payment_intent: string(),
      transfer_group: string(),
    },
    ({ books, params }) => {
      const { customer, payment_intent: parent, transfer_group: group } = params;
      const filter = { customer, parent, created: rangeOf(params.created) };
      const only =
        group === undefined
          ? undefined
          : (charge: { transfer_group: string | null }) => charge.transfer_group === group;
      return listPage(books, "/v1/charges", "charge", filter, params, only);
    },
  ),
];

type CaptureParams = {
  amount: number | undefined;
  receipt_email: string | undefined;
  statement_descriptor: string | undefined;
};

async function captureCharge<P extends CaptureParams>(given: Call<P>) {
  const before = await requireDocument(given.books, "charge", given.id);
  const call = await atTimeOf(given, idOf(before.customer));
  if (before.captured) {
    throw invalid(
      `Charge ${before.id} has already been captured.`,
      undefined,
      "charge_already_captured",
    );
  }
  if (before.payment_intent !== null) {
    throw invalid("This charge belongs to a PaymentIntent: capture the PaymentIntent instead.");
  }
  const amount = call.params.amount ?? before.amount;
  if (amount > before.amount) {
    throw invalid("The amount to capture is greater than the charge's.", "amount");
  }
  const settled = await settleCharge(call, before, amount);
  const charge = {
    ...settled,
    amount_refunded: before.amount - amount,
    receipt_email: call.params.receipt_email ?? before.receipt_email,
    statement_descriptor: call.params.statement_descriptor ?? before.statement_descriptor,
  };
  await call.books.put("charge", charge);
  return charge;
}
