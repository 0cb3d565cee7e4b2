import type Stripe from "stripe";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { emptyable, hash, integer, metadata, oneOf, type Values } from "../protocol/params";
import { changeBilling } from "./make-method";
import { accountHolderType, accountType, allowRedisplay, billingDetails } from "./method-params";

export const updateShape = {
  allow_redisplay: allowRedisplay,
  billing_details: billingDetails,
  card: hash({
    exp_month: integer(1, 12),
    exp_year: integer(1970, 9999),
    networks: hash({ preferred: emptyable(oneOf("cartes_bancaires", "mastercard", "visa")) }),
  }),
  metadata: metadata(),
  us_bank_account: hash({ account_holder_type: accountHolderType, account_type: accountType }),
};
type Params = Values<typeof updateShape>;

/** A payment method after a change. Throws 400 for details of another kind than it is. */
export function changeMethod(before: Stripe.PaymentMethod, params: Params): Stripe.PaymentMethod {
  return {
    ...before,
    ...changeCard(before, params.card),
    ...changeAccount(before, params.us_bank_account),
    allow_redisplay: params.allow_redisplay ?? before.allow_redisplay ?? "unspecified",
    billing_details: changeBilling(params.billing_details, before.billing_details),
    metadata: changeMetadata(before.metadata, params.metadata),
  };
}

function changeCard(
  before: Stripe.PaymentMethod,
  given: Params["card"],
): Pick<Stripe.PaymentMethod, "card"> {
  const { card } = before;
  if (given === undefined) return {};
  if (card === undefined) throw wrongKind(before, "card");
  const preferred = given.networks?.preferred;
  const { networks } = card;
  return {
    card: {
      ...card,
      exp_month: given.exp_month ?? card.exp_month,
      exp_year: given.exp_year ?? card.exp_year,
      networks:
        networks === null || preferred === undefined ? networks : { ...networks, preferred },
    },
  };
}

function changeAccount(
  before: Stripe.PaymentMethod,
  given: Params["us_bank_account"],
): Pick<Stripe.PaymentMethod, "us_bank_account"> {
  const { us_bank_account: account } = before;
  if (given === undefined) return {};
  if (account === undefined) throw wrongKind(before, "us_bank_account");
  return {
    us_bank_account: {
      ...account,
      account_holder_type: given.account_holder_type ?? account.account_holder_type,
      account_type: given.account_type ?? account.account_type,
    },
  };
}

function wrongKind(method: Stripe.PaymentMethod, param: string) {
  return invalid(
    `You cannot update \`${param}\` on a PaymentMethod of type \`${method.type}\`.`,
    param,
  );
}
