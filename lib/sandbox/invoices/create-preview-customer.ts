import type Stripe from "stripe";
import { changeCustomer } from "../customers/change-customer";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { asList } from "../protocol/list";
import type { CustomerDetails, PreviewParams } from "./create-preview-params";

/**
 * The customer as a preview supposes it: with another address, exemption or tax ids, and with no discount
 * of its own where the preview brings discounts or takes them off.
 */
export async function supposeCustomer(
  { books, now }: Context,
  customer: Stripe.Customer,
  { customer_details: details, discounts }: PreviewParams,
): Promise<void> {
  if (details === undefined && discounts === undefined) return;
  const { address, shipping, tax_exempt: exempt } = details ?? {};
  const changed = changeCustomer(customer, { address, shipping, tax_exempt: exempt });
  const bare = discounts === undefined ? changed : { ...changed, discount: null };
  const taxIds = details?.tax_ids;
  await books.put("customer", taxIds === undefined ? bare : withTaxIds(bare, taxIds, now));
}

function withTaxIds(
  customer: Stripe.Customer,
  given: NonNullable<CustomerDetails["tax_ids"]>,
  created: number,
): Stripe.Customer {
  const data = given.map(
    ({ type, value }): Stripe.TaxId => ({
      id: newId("tax_id"),
      object: "tax_id",
      country: null,
      created,
      customer: customer.id,
      customer_account: null,
      livemode: false,
      owner: null,
      type,
      value,
      verification: null,
    }),
  );
  const url = `/v1/customers/${customer.id}/tax_ids`;
  return { ...customer, tax_ids: asList(url, { data, hasMore: false }) };
}
