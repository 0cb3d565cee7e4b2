import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { requireAccount } from "../platform/require-account";
import { changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import type { Values } from "../protocol/params";
import { changeCommon, mandateOf } from "./card-options";
import { changeOwner } from "./change-owner";
import { changeTypes } from "./method-types";
import type { createShape } from "./setup-params";

type Given = Values<typeof createShape>;
type Params = { [K in keyof Given]?: Given[K] | undefined };

/** A setup intent with what a request says of it, without the payment method. Not saved. */
export async function changeSetup(
  context: Context,
  before: Stripe.SetupIntent,
  params: Params,
): Promise<Stripe.SetupIntent> {
  const owner = await changeOwner(context, before, params);
  if (params.attach_to_self === true && owner.customer !== null) {
    throw invalid(
      "You cannot set `attach_to_self` to true when setting up a PaymentMethod for a Customer.",
      "attach_to_self",
    );
  }
  const behalf = params.on_behalf_of;
  if (behalf !== undefined) await requireAccount(context.books, behalf, "on_behalf_of");
  const self = params.attach_to_self ?? before.attach_to_self;
  return {
    ...before,
    ...changeTypes(before, params),
    ...(self === undefined ? {} : { attach_to_self: self }),
    ...owner,
    on_behalf_of: behalf ?? before.on_behalf_of,
    description: changed(params.description, before.description),
    flow_directions: params.flow_directions ?? before.flow_directions ?? null,
    metadata: changeMetadata(before.metadata, params.metadata),
    payment_method_options: changeOptions(before, params.payment_method_options),
  };
}

function changeOptions(
  before: Stripe.SetupIntent,
  given: Params["payment_method_options"],
): Stripe.SetupIntent["payment_method_options"] {
  const options = before.payment_method_options ?? {};
  if (given === undefined) return options;
  const { card, link, sepa_debit: sepa, us_bank_account: bank } = given;
  const prefix = sepa?.mandate_options?.reference_prefix;
  return {
    ...options,
    ...(card === undefined ? {} : { card: changeCard(options.card, card) }),
    ...(link === undefined ? {} : { link: { persistent_token: link.persistent_token ?? null } }),
    ...(sepa === undefined
      ? {}
      : { sepa_debit: { mandate_options: prefix == null ? {} : { reference_prefix: prefix } } }),
    ...(bank === undefined
      ? {}
      : { us_bank_account: { verification_method: bank.verification_method ?? "automatic" } }),
  };
}

type CardParams = NonNullable<NonNullable<Params["payment_method_options"]>["card"]>;

function changeCard(
  before: Stripe.SetupIntent.PaymentMethodOptions.Card | undefined,
  given: CardParams,
): Stripe.SetupIntent.PaymentMethodOptions.Card {
  const { mandate_options: mandate, setup_credential_usage: usage } = given;
  const kept = before?.mandate_options ?? null;
  return {
    ...before,
    ...changeCommon(before, given),
    mandate_options: mandate == null ? kept : { ...mandateOf(mandate), currency: mandate.currency },
    ...(usage === undefined ? {} : { setup_credential_usage: usage }),
  };
}
