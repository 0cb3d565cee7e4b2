import type Stripe from "stripe";
import { formatMoney } from "../billing/amounts";
import { minimumCharge } from "../billing/minimum-charge";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireAccount } from "../platform/require-account";
import { addressOf, changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import type { Values } from "../protocol/params";
import { changeCommon, mandateOf, present } from "./card-options";
import { changeOwner } from "./change-owner";
import type { shipping } from "./intent-params";
import { changeTypes } from "./method-types";
import type { createShape } from "./payment-params";

type Given = Values<typeof createShape>;
type Params = { [K in keyof Given]?: Given[K] | undefined };

/**
 * A payment intent with what a request says of it; absent parameters change nothing. Not saved, and the
 * payment method is another step. Throws 400 for amounts that cannot be charged and unknown customers.
 */
export async function changePayment(
  context: Context,
  before: Stripe.PaymentIntent,
  params: Params,
): Promise<Stripe.PaymentIntent> {
  const amount = params.amount ?? before.amount;
  const currency = params.currency ?? before.currency;
  if (params.amount !== undefined || params.currency !== undefined) checkAmount(amount, currency);
  const destination = params.transfer_data?.destination;
  if (destination !== undefined) {
    await requireAccount(context.books, destination, "transfer_data[destination]");
  }
  const behalf = params.on_behalf_of;
  if (behalf !== undefined) await requireAccount(context.books, behalf, "on_behalf_of");
  return {
    ...before,
    ...changeTypes({ ...before, currency }, params),
    ...changeData(before, params),
    amount,
    currency,
    ...(await changeOwner(context, before, params)),
    on_behalf_of: behalf ?? before.on_behalf_of,
  };
}

function changeData(before: Stripe.PaymentIntent, params: Params): Partial<Stripe.PaymentIntent> {
  return {
    amount_details: changeAmountDetails(before.amount_details, params.amount_details),
    application_fee_amount: changed(params.application_fee_amount, before.application_fee_amount),
    capture_method: params.capture_method ?? before.capture_method,
    description: changed(params.description, before.description),
    metadata: changeMetadata(before.metadata, params.metadata),
    ...changePaymentDetails(before, params.payment_details),
    payment_method_options: changeOptions(before, params.payment_method_options),
    receipt_email: changed(params.receipt_email, before.receipt_email),
    setup_future_usage: changed(params.setup_future_usage, before.setup_future_usage),
    shipping: changed(shippingOf(params.shipping), before.shipping),
    statement_descriptor: changed(params.statement_descriptor, before.statement_descriptor),
    statement_descriptor_suffix: changed(
      params.statement_descriptor_suffix,
      before.statement_descriptor_suffix,
    ),
    transfer_data: changeTransfer(before.transfer_data ?? null, params.transfer_data),
    transfer_group: changed(params.transfer_group, before.transfer_group),
  };
}

/** Throws 400 for less or more (minor units) than Stripe charges. */
export function checkAmount(amount: number, currency: string): void {
  const minimum = minimumCharge(currency);
  if (amount < minimum) {
    throw invalid(
      `Amount must be at least ${formatMoney(minimum, currency)} ${currency}`,
      "amount",
      "amount_too_small",
    );
  }
  if (amount > 99999999) {
    throw invalid(
      `Amount must be no more than ${formatMoney(99999999, currency)}`,
      "amount",
      "amount_too_large",
    );
  }
}

/** Where something is sent, every field of it. */
export function shippingOf(
  given: Values<{ shipping: typeof shipping }>["shipping"] | null,
): Stripe.PaymentIntent.Shipping | null | undefined {
  if (!given) return given;
  return {
    address: addressOf(given.address),
    carrier: given.carrier ?? null,
    name: given.name,
    phone: given.phone ?? null,
    tracking_number: given.tracking_number ?? null,
  };
}

function changeAmountDetails(
  before: Stripe.PaymentIntent["amount_details"],
  given: Params["amount_details"],
): Stripe.PaymentIntent.AmountDetails {
  if (given === undefined) return before ?? { tip: {} };
  if (given === null) return { tip: {} };
  const { discount_amount: discount, shipping: freight, tax } = given;
  return {
    tip: {},
    ...(discount == null ? {} : { discount_amount: discount }),
    ...(freight == null
      ? {}
      : {
          shipping: {
            amount: freight.amount ?? null,
            from_postal_code: freight.from_postal_code ?? null,
            to_postal_code: freight.to_postal_code ?? null,
          },
        }),
    ...(tax == null ? {} : { tax }),
  };
}

function changePaymentDetails(
  before: Stripe.PaymentIntent,
  given: Params["payment_details"],
): Pick<Stripe.PaymentIntent, "payment_details"> {
  if (given === undefined) return {};
  const { customer_reference: customer = null, order_reference: order = null } =
    before.payment_details ?? {};
  return {
    payment_details: {
      customer_reference: given === null ? null : changed(given.customer_reference, customer),
      order_reference: given === null ? null : changed(given.order_reference, order),
    },
  };
}

function changeOptions(
  before: Stripe.PaymentIntent,
  given: Params["payment_method_options"],
): Stripe.PaymentIntent["payment_method_options"] {
  const options = before.payment_method_options ?? {};
  if (given === undefined) return options;
  const { card, link, sepa_debit: sepa, us_bank_account: bank } = given;
  return {
    ...options,
    ...(card === undefined ? {} : { card: changeCard(options.card, card) }),
    ...(link === undefined ? {} : { link: { persistent_token: link.persistent_token ?? null } }),
    ...(sepa === undefined ? {} : { sepa_debit: plainOptions(sepa.setup_future_usage) }),
    ...(bank === undefined
      ? {}
      : {
          us_bank_account: {
            ...plainOptions(bank.setup_future_usage),
            verification_method: bank.verification_method ?? "automatic",
          },
        }),
  };
}

function plainOptions(usage: "none" | "off_session" | "on_session" | null | undefined) {
  return usage == null ? {} : { setup_future_usage: usage };
}

type CardParams = NonNullable<NonNullable<Params["payment_method_options"]>["card"]>;

function changeCard(
  before: Stripe.PaymentIntent.PaymentMethodOptions.Card | undefined,
  given: CardParams,
): Stripe.PaymentIntent.PaymentMethodOptions.Card {
  const {
    cvc_token: _cvc,
    installments: _plans,
    mandate_options: mandate,
    moto: _moto,
    three_d_secure: _imported,
    ...data
  } = given;
  return {
    installments: null,
    ...before,
    ...present(data),
    ...changeCommon(before, given),
    mandate_options: mandate === undefined ? (before?.mandate_options ?? null) : mandateOf(mandate),
  };
}

function changeTransfer(
  before: Stripe.PaymentIntent.TransferData | null,
  given: Params["transfer_data"],
): Stripe.PaymentIntent.TransferData | null {
  if (given === undefined) return before;
  const destination = given.destination ?? idOf(before?.destination);
  if (destination === null)
    throw invalid(
      "Missing required param: transfer_data[destination].",
      "transfer_data[destination]",
      "parameter_missing",
    );
  const amount = given.amount ?? before?.amount;
  return { destination, ...(amount === undefined ? {} : { amount }) };
}
