import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { invalid, noSuchPath } from "../protocol/errors";
import { asList, pagination } from "../protocol/list";

/** Some of Stripe's some six hundred: https://docs.stripe.com/tax/tax-codes. */
const taxCodes: readonly Stripe.TaxCode[] = [
  taxCode("txcd_00000000", "Nontaxable", "Any nontaxable good or service."),
  taxCode(
    "txcd_10000000",
    "General - Electronically Supplied Services",
    "A digital service provided mainly through the internet with minimal human involvement, relying on information technology.",
  ),
  taxCode(
    "txcd_10103000",
    "Software as a service (SaaS) - personal use",
    "Software that is accessed over the internet and used by a person for private purposes.",
  ),
  taxCode(
    "txcd_10103001",
    "Software as a service (SaaS) - business use",
    "Software that is accessed over the internet and used by a business.",
  ),
  taxCode(
    "txcd_10701100",
    "Website Hosting",
    "Provides the infrastructure that makes a website accessible on the internet.",
  ),
  taxCode(
    "txcd_20030000",
    "General - Services",
    "General category for services, to be used when there is no more specific one.",
  ),
  taxCode(
    "txcd_99999999",
    "General - Tangible Goods",
    "A physical good that can be moved or touched; tangible personal property.",
  ),
];

/** Tax codes: retrieve and list. */
export const taxCodeEndpoints = [
  endpoint("GET", "/v1/tax_codes/:id", {}, async ({ id }) => {
    const code = taxCodes.find((one) => one.id === id);
    if (code === undefined) throw noSuchPath("tax code", id);
    return code;
  }),
  endpoint("GET", "/v1/tax_codes", pagination, async ({ params }) => {
    const { limit = 10, starting_after: after, ending_before: before } = params;
    const start = after === undefined ? 0 : indexOf(after, "starting_after") + 1;
    const end = before === undefined ? taxCodes.length : indexOf(before, "ending_before");
    const first = before === undefined ? start : Math.max(start, end - limit);
    const data = taxCodes.slice(first, Math.min(end, first + limit));
    const hasMore = before === undefined ? first + limit < end : first > start;
    return asList("/v1/tax_codes", { data, hasMore });
  }),
];

/** A product may bear every code of Stripe's form, also those that are not listed here. */
export function requireTaxCode(id: string, param: string): void {
  if (!/^txcd_\d{8}$/.test(id)) {
    throw invalid(`No such tax code: '${id}'`, param, "resource_missing");
  }
}

function indexOf(id: string, param: string): number {
  const index = taxCodes.findIndex((one) => one.id === id);
  if (index < 0) throw invalid(`No such tax code: '${id}'`, param, "resource_missing");
  return index;
}

function taxCode(id: string, name: string, description: string): Stripe.TaxCode {
  return { id, object: "tax_code", description, name, requirements: null };
}
