import type Stripe from "stripe";
import type { LoadedDiscount } from "../discounts/load-discounts";

/** A line before discounts and taxes, with all that decides about them. */
export type PricedLine = {
  /** Its amount, period and texts; what it says of discounts and taxes is replaced. */
  line: Stripe.InvoiceLineItem;
  /** Its own discounts, in order. */
  discounts: readonly LoadedDiscount[];
  /**
   * What discounts took off when the line was made: prorations, which no later discount changes.
   * null: discounts are computed with the invoice.
   */
  settled: readonly Stripe.InvoiceLineItem.DiscountAmount[] | null;
  /** Its own tax rates; empty: the invoice's default ones, null: not even those. */
  taxRates: readonly Stripe.TaxRate[] | null;
  /** The price's, for automatic tax. */
  taxBehavior: "inclusive" | "exclusive" | "unspecified";
};

/** A tax rate as it counts for one line; not taxed: it is named with an amount of 0. */
export type TaxedRate = {
  rate: Stripe.TaxRate;
  reason: Stripe.InvoiceLineItem.Tax["taxability_reason"];
  isTaxed: boolean;
};

/** Where and whom automatic tax looks at. */
export type AutomaticTaxTerms = { address: Stripe.Address | null; taxIds: readonly string[] };

/** What an invoice decides for all of its lines. */
export type InvoiceTerms = {
  /** The invoice's discounts: the subscription's, or else the customer's, in order. */
  discounts: readonly LoadedDiscount[];
  taxRates: readonly Stripe.TaxRate[];
  exempt: "none" | "exempt" | "reverse";
  /** null: automatic tax is off. */
  automaticTax: AutomaticTaxTerms | null;
};
