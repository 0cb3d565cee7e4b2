import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { missingParam, type Values } from "../protocol/params";
import type { commonShape } from "./params/common-shape";
import type { PartyParams } from "./params/invoice-shape";

type Params = Partial<Values<typeof commonShape>>;
type Parties = Pick<
  Stripe.Subscription,
  "application_fee_percent" | "automatic_tax" | "on_behalf_of" | "transfer_data"
>;

/** Who is paid, who is liable for tax and for whom: connected accounts, which must be known. */
export async function changeParties(
  context: Context,
  before: Stripe.Subscription,
  params: Params,
): Promise<Parties> {
  const { application_fee_percent: fee, on_behalf_of: behalf } = params;
  if (behalf) await requireDocument(context.books, "account", behalf, "on_behalf_of");
  return {
    application_fee_percent: fee === undefined ? before.application_fee_percent : fee,
    automatic_tax: await changeAutomaticTax(context, before, params),
    on_behalf_of: behalf === undefined ? before.on_behalf_of : behalf,
    transfer_data: await changeTransfer(context, before, params),
  };
}

/** The account that a `liability` or `issuer` names. */
export async function readParty(
  context: Context,
  given: PartyParams,
  param: string,
): Promise<{ account?: string; type: "account" | "self" }> {
  const { account, type } = given;
  if (type === "self" && account !== undefined) {
    throw invalid("An account can only be given with `type=account`.", `${param}[account]`);
  }
  if (type === "self") return { type };
  if (account === undefined) throw missingParam(`${param}[account]`);
  await requireDocument(context.books, "account", account, `${param}[account]`);
  return { account, type };
}

async function changeAutomaticTax(
  context: Context,
  before: Stripe.Subscription,
  { automatic_tax: given, default_tax_rates: rates }: Params,
): Promise<Stripe.Subscription.AutomaticTax> {
  if (given === undefined) return before.automatic_tax;
  if (!given.enabled) return { disabled_reason: null, enabled: false, liability: null };
  if (rates !== undefined && rates !== null && rates.length > 0) {
    throw invalid(
      "You cannot set `default_tax_rates` when automatic tax is enabled.",
      "default_tax_rates",
    );
  }
  const party = given.liability ?? { account: undefined, type: "self" as const };
  const liability = await readParty(context, party, "automatic_tax[liability]");
  return { disabled_reason: null, enabled: true, liability };
}

async function changeTransfer(
  context: Context,
  before: Stripe.Subscription,
  { transfer_data: given }: Params,
): Promise<Stripe.Subscription.TransferData | null> {
  if (given === undefined) return before.transfer_data;
  if (given === null) return null;
  await requireDocument(context.books, "account", given.destination, "transfer_data[destination]");
  return { amount_percent: given.amount_percent ?? null, destination: given.destination };
}
