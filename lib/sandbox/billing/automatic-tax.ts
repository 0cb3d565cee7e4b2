import type Stripe from "stripe";
import type { AutomaticTaxTerms, PricedLine, TaxedRate } from "./invoice-terms";

/** What a place asks: percent, how it calls its tax, Stripe's type of tax. */
type Levy = { percent: number; name: string; type: Stripe.TaxRate.TaxType };

const vat = (percent: number): Levy => ({ percent, name: "VAT", type: "vat" });
const gst = (percent: number): Levy => ({ percent, name: "GST", type: "gst" });
const salesTax = (percent: number): Levy => ({ percent, name: "Sales Tax", type: "sales_tax" });

// A small table of standard rates, state-wide in the United States: enough to see tax happen.
const countries: { [country: string]: Levy } = {
  AT: vat(20),
  AU: gst(10),
  BE: vat(21),
  CA: gst(5),
  CH: vat(8.1),
  CZ: vat(21),
  DE: vat(19),
  DK: vat(25),
  ES: vat(21),
  FI: vat(25.5),
  FR: vat(20),
  GB: vat(20),
  IE: vat(23),
  IT: vat(22),
  JP: { percent: 10, name: "Consumption Tax", type: "jct" },
  LU: vat(17),
  NL: vat(21),
  NO: vat(25),
  NZ: gst(15),
  PL: vat(23),
  PT: vat(23),
  SE: vat(25),
  SG: gst(9),
};
const states: { [state: string]: Levy } = {
  CA: salesTax(7.25),
  CO: salesTax(2.9),
  FL: salesTax(6),
  GA: salesTax(4),
  IL: salesTax(6.25),
  MA: salesTax(6.25),
  NJ: salesTax(6.625),
  NY: salesTax(4),
  OH: salesTax(5.75),
  PA: salesTax(6),
  TX: salesTax(6.25),
  VA: salesTax(5.3),
  WA: salesTax(6.5),
};
const union = "AT BE CZ DE DK ES FI FR IE IT LU NL PL PT SE".split(" ");

/** Whether the address says enough to compute tax: the country, in the United States also where there. */
export function isLocated(address: Stripe.Address | null): boolean {
  if (!address?.country) return false;
  return address.country !== "US" || Boolean(address.state) || Boolean(address.postal_code);
}

/** The rate automatic tax applies to a line; none where the customer's place is not known. */
export function automaticRates(
  { address, taxIds }: AutomaticTaxTerms,
  behavior: PricedLine["taxBehavior"],
): TaxedRate[] {
  if (address === null || !isLocated(address)) return [];
  const country = address.country ?? "";
  const levy = levyOf({ country, state: address.state ?? null });
  const rate = rateOf({ country, state: address.state ?? null }, behavior === "inclusive");
  if (levy === undefined) return [{ rate, reason: "not_collecting", isTaxed: false }];
  if (isBusinessAbroad(country, taxIds))
    return [{ rate, reason: "reverse_charge", isTaxed: false }];
  return [{ rate, reason: "standard_rated", isTaxed: true }];
}

/** A business of the European Union or the United Kingdom accounts for the tax itself. */
function isBusinessAbroad(country: string, taxIds: readonly string[]): boolean {
  if (union.includes(country)) return taxIds.includes("eu_vat");
  return country === "GB" && taxIds.includes("gb_vat");
}

/** A tax rate of automatic tax by its id, which says where it is from; null for any other id. */
export function automaticRate(id: string): Stripe.TaxRate | null {
  const [, country, state, behavior] =
    /^txr_auto_([A-Z]{2})(?:_(.+))?_(in|ex)clusive$/.exec(id) ?? [];
  if (country === undefined) return null;
  return rateOf({ country, state: state ?? null }, behavior === "in");
}

type Place = { country: string; state: string | null };

function levyOf({ country, state }: Place): Levy | undefined {
  return country === "US" ? states[state ?? ""] : countries[country];
}

function rateOf({ country, state }: Place, inclusive: boolean): Stripe.TaxRate {
  const levy = levyOf({ country, state });
  const place = country === "US" && state ? `${country}_${state}` : country;
  const percentage = levy?.percent ?? 0;
  return {
    id: `txr_auto_${place}_${inclusive ? "inclusive" : "exclusive"}`,
    object: "tax_rate",
    active: false,
    country,
    created: 0,
    description: null,
    display_name: levy?.name ?? "Tax",
    effective_percentage: percentage,
    flat_amount: null,
    inclusive,
    jurisdiction: country === "US" ? state : country,
    jurisdiction_level: country === "US" ? "state" : "country",
    livemode: false,
    metadata: {},
    percentage,
    rate_type: levy === undefined ? null : "percentage",
    state: country === "US" ? state : null,
    tax_type: levy?.type ?? null,
  };
}
