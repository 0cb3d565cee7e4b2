import type Stripe from "stripe";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";
import { countryOf, isTaxId, verificationOf } from "./tax-id-types";

type Owner = Stripe.TaxId.Owner;

/** Makes and keeps a tax id. `at` is the parameter that holds the value. Throws 400 `tax_id_invalid`. */
export async function createTaxId(
  { books, now }: Context,
  { type, value }: { type: Stripe.TaxIdCreateParams.Type; value: string },
  owner: Owner,
  at: string,
): Promise<Stripe.TaxId> {
  if (!isTaxId(type, value)) {
    throw invalid(`Invalid value for ${type}.`, at, "tax_id_invalid");
  }
  const customer = typeof owner.customer === "string" ? owner.customer : null;
  const taxId: Stripe.TaxId = {
    id: newId("tax_id"),
    object: "tax_id",
    country: countryOf(type, value),
    created: now,
    customer,
    customer_account: owner.customer_account,
    livemode: false,
    owner,
    type,
    value,
    verification: verificationOf(type, value),
  };
  await books.put("tax_id", taxId);
  return taxId;
}

/** The owner of a customer's tax ids. */
export function ownedBy(customer: Stripe.Customer): Owner {
  const account = customer.customer_account ?? null;
  return { customer: customer.id, customer_account: account, type: "customer" };
}
