import type Stripe from "stripe";
import { currency } from "../catalogue/params";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer } from "../find";
import { invalid, SandboxError } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import {
  boolean,
  hash,
  integer,
  metadata,
  missingParam,
  required,
  string,
  type Values,
} from "../protocol/params";
import { cardDeclined } from "./attach-method";
import { checkAmount, shippingOf } from "./change-payment";
import { declines } from "./declines";
import { findInstrument, type Instrument } from "./instrument";
import { shipping } from "./intent-params";
import { judgeCharge } from "./judge-card";
import { makeCharge } from "./make-charge";
import { makeSource } from "./make-source";

export const createShape = {
  amount: required(integer(1)),
  application_fee_amount: integer(0),
  capture: boolean(),
  currency: required(currency()),
  customer: string(),
  description: string(),
  metadata: metadata(),
  on_behalf_of: string(),
  radar_options: hash({ session: string() }),
  receipt_email: string(),
  shipping,
  source: string(),
  statement_descriptor: string(22),
  statement_descriptor_suffix: string(22),
  transfer_data: hash({
    amount: integer(0),
    description: string(),
    destination: required(string()),
  }),
  transfer_group: string(),
};

/** A charge without an intent, of a token or a customer's source. A refused one is kept, and answered 402. */
export async function createCharge(
  context: Context,
  params: Values<typeof createShape>,
): Promise<Stripe.Charge | SandboxError> {
  checkAmount(params.amount, params.currency);
  const instrument = await instrumentOf(context, params.customer, params.source);
  const verdict = judgeCharge(instrument.card, {
    isOffSession: true,
    isSetUp: instrument.isSetUp,
    isAuthenticated: false,
    asksFor3ds: false,
  });
  const approved = verdict.kind === "approved" ? null : declines.authentication_required;
  const decline = verdict.kind === "declined" ? verdict.decline : approved;
  const charge = await makeCharge(context, termsOf(params), instrument, {
    decline,
    wasAuthenticated: false,
    isCaptured: params.capture !== false,
  });
  return decline === null ? charge : cardDeclined(decline, { charge: charge.id });
}

async function instrumentOf(
  context: Context,
  customerId: string | undefined,
  source: string | undefined,
): Promise<Instrument> {
  const { books } = context;
  if (customerId === undefined) {
    if (source === undefined) throw missingParam("source");
    return makeSource(context, source, null, "source");
  }
  const customer = await requireCustomer(books, customerId, "customer");
  const id = source ?? idOf(customer.default_source);
  if (id === null) {
    throw new SandboxError(402, {
      type: "card_error",
      code: "missing",
      message: "Cannot charge a customer that has no active card",
      param: "card",
    });
  }
  const instrument = await findInstrument(books, id);
  if (instrument === null || idOf(instrument.method.customer) !== customer.id) {
    throw invalid(
      `Customer ${customer.id} does not have a linked source with ID ${id}.`,
      "source",
      "missing",
    );
  }
  return instrument;
}

function termsOf(params: Values<typeof createShape>) {
  const transfer = params.transfer_data;
  return {
    amount: params.amount,
    application_fee_amount: params.application_fee_amount ?? null,
    currency: params.currency,
    customer: params.customer ?? null,
    description: params.description ?? null,
    metadata: changeMetadata(null, params.metadata),
    on_behalf_of: params.on_behalf_of ?? null,
    payment_intent: null,
    receipt_email: params.receipt_email ?? null,
    shipping: shippingOf(params.shipping) ?? null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    transfer_data:
      transfer === undefined
        ? null
        : { amount: transfer.amount ?? null, destination: transfer.destination },
    transfer_group: params.transfer_group ?? null,
  };
}
