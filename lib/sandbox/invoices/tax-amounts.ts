import type Stripe from "stripe";
import { number } from "../catalogue/params";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";
import {
  array,
  boolean,
  emptyable,
  hash,
  integer,
  oneOf,
  required,
  string,
  type Values,
} from "../protocol/params";

const amount = integer(0, 99_999_999_999);

const taxAmountShape = {
  amount: required(amount),
  tax_rate_data: required(
    hash({
      country: string(2),
      description: string(),
      display_name: required(string(50)),
      inclusive: required(boolean()),
      jurisdiction: string(),
      jurisdiction_level: oneOf("city", "country", "county", "district", "multiple", "state"),
      percentage: required(number(0, 100, 4)),
      state: string(),
      tax_type: string(),
    }),
  ),
  taxability_reason: string(),
  taxable_amount: required(amount),
};

/** Taxes that were computed elsewhere, as lines of drafts take them. */
export const taxAmounts = emptyable(array(hash(taxAmountShape), 20));
type TaxAmount = Values<typeof taxAmountShape>;

/**
 * Keeps an archived tax rate of a flat amount for each tax, as Stripe does; gives their ids. Throws 400
 * where rates decide already: Stripe allows the one or the other.
 */
export async function keepTaxAmounts(
  { books, now }: Context,
  invoice: Stripe.Invoice,
  given: readonly TaxAmount[],
  param: string,
): Promise<string[]> {
  if (invoice.default_tax_rates.length > 0 || invoice.automatic_tax.enabled) {
    throw invalid(
      "You cannot set tax amounts on an invoice with default tax rates or automatic tax.",
      param,
    );
  }
  const ids: string[] = [];
  for (const { amount: tax, tax_rate_data: data } of given) {
    const rate: Stripe.TaxRate = {
      id: newId("tax_rate"),
      object: "tax_rate",
      active: false,
      country: data.country ?? null,
      created: now,
      description: data.description ?? null,
      display_name: data.display_name,
      effective_percentage: null,
      flat_amount: { amount: tax, currency: invoice.currency },
      inclusive: data.inclusive,
      jurisdiction: data.jurisdiction ?? null,
      jurisdiction_level: data.jurisdiction_level ?? null,
      livemode: false,
      metadata: {},
      percentage: data.percentage,
      rate_type: "flat_amount",
      state: data.state ?? null,
      tax_type: data.tax_type ?? null,
    };
    await books.put("tax_rate", rate);
    ids.push(rate.id);
  }
  return ids;
}
