import type Stripe from "stripe";
import type { Books } from "../books";
import { type LoadedDiscount, loadDiscounts } from "../discounts/load-discounts";
import { isRunning } from "../discounts/running";
import { automaticRate } from "./automatic-tax";
import type { InvoiceTerms } from "./invoice-terms";

type References = readonly (string | Stripe.Discount)[];

/** Finds discounts for what is billed at a time. One that only a preview knows comes whole. */
export class Discounts {
  readonly #books: Books;
  readonly #at: number;

  /** `at` in unix seconds. */
  constructor(books: Books, at: number) {
    this.#books = books;
    this.#at = at;
  }

  /** Those of them that run, in their order. */
  async running(references: References): Promise<LoadedDiscount[]> {
    const loaded = await this.load(references);
    return loaded.filter(({ discount }) => isRunning(discount, this.#at));
  }

  /** All of them, ended ones too. */
  load(references: References): Promise<LoadedDiscount[]> {
    return loadDiscounts(this.#books, references);
  }
}

/**
 * What a subscription's invoice decides for all of its lines. A subscription's own discounts replace the
 * customer's, as Stripe documents.
 */
export async function loadTerms(
  books: Books,
  subscription: Stripe.Subscription,
  customer: Stripe.Customer,
  discounts: Discounts,
): Promise<InvoiceTerms> {
  const own = await discounts.running(subscription.discounts);
  const inherited = customer.discount ? [customer.discount] : [];
  return {
    discounts: own.length > 0 ? own : await discounts.running(inherited),
    taxRates: subscription.default_tax_rates ?? [],
    exempt: exemptionOf(customer.tax_exempt),
    automaticTax: subscription.automatic_tax.enabled ? await taxPlaceOf(books, customer) : null,
  };
}

/** Where and as whom automatic tax sees a customer: the shipping address goes before the own one. */
export async function taxPlaceOf(books: Books, customer: Stripe.Customer) {
  const taxIds = await loadTaxIds(books, customer);
  const shipping = customer.shipping?.address;
  const address = shipping?.country ? shipping : (customer.address ?? null);
  return { address, taxIds: taxIds.map(({ type }) => type) };
}

/** A customer's tax ids, oldest first. A preview's customer brings its own. */
export async function loadTaxIds(
  books: Books,
  customer: Stripe.Customer,
): Promise<{ type: Stripe.TaxId.Type; value: string }[]> {
  if (customer.tax_ids !== undefined) return customer.tax_ids.data;
  return (await books.all("tax_id", { customer: customer.id })).toReversed();
}

export function exemptionOf(value: Stripe.Customer["tax_exempt"]): InvoiceTerms["exempt"] {
  if (value === "exempt") return "exempt";
  return value === "reverse" ? "reverse" : "none";
}

/** Tax rates by id, those of automatic tax too. */
export async function loadRates(books: Books, ids: readonly string[]): Promise<Stripe.TaxRate[]> {
  const rates: Stripe.TaxRate[] = [];
  for (const id of ids) {
    const rate = automaticRate(id) ?? (await books.find("tax_rate", id));
    if (rate !== null) rates.push(rate);
  }
  return rates;
}
