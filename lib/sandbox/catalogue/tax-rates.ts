import type Stripe from "stripe";
import { automaticRate } from "../billing/automatic-tax";
import { endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { changed } from "../protocol/address";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import { boolean, emptyable, metadata, oneOf, required, string } from "../protocol/params";
import { number } from "./params";

const taxType = oneOf(
  "admissions_tax",
  "amusement_tax",
  "attendance_tax",
  "communications_tax",
  "digital_excise_tax",
  "entertainment_tax",
  "get_fund",
  "gross_receipts_tax",
  "gst",
  "hospitality_tax",
  "hst",
  "igst",
  "jct",
  "lease_tax",
  "luxury_tax",
  "mass_transit_parking_tax",
  "nhil",
  "parking_tax",
  "pst",
  "qst",
  "resort_tax",
  "retail_delivery_fee",
  "rst",
  "sales_tax",
  "service_tax",
  "tourism_tax",
  "utility_users_tax",
  "vat",
);
const shape = {
  active: boolean(),
  country: emptyable(string(2)),
  description: emptyable(string()),
  jurisdiction: emptyable(string(50)),
  metadata: metadata(),
  state: emptyable(string(5)),
  tax_type: emptyable(taxType),
};

/** Tax rates: create, retrieve, update, list. What a rate is stays: percentage and inclusive are for good. */
export const taxRateEndpoints = [
  endpoint(
    "POST",
    "/v1/tax_rates",
    {
      ...shape,
      display_name: required(string(50)),
      inclusive: required(boolean()),
      percentage: required(number(0, 100, 4)),
    },
    async ({ books, now, params }) => {
      const rate: Stripe.TaxRate = {
        id: newId("tax_rate"),
        object: "tax_rate",
        active: params.active ?? true,
        country: params.country ?? null,
        created: now,
        description: params.description ?? null,
        display_name: params.display_name,
        effective_percentage: null,
        flat_amount: null,
        inclusive: params.inclusive,
        jurisdiction: params.jurisdiction ?? null,
        jurisdiction_level: null,
        livemode: false,
        metadata: changeMetadata({}, params.metadata),
        percentage: params.percentage,
        rate_type: null,
        state: params.state ?? null,
        tax_type: params.tax_type ?? null,
      };
      await books.put("tax_rate", rate);
      return rate;
    },
  ),
  endpoint(
    "GET",
    "/v1/tax_rates/:id",
    {},
    async ({ books, id }) => automaticRate(id) ?? requireDocument(books, "tax_rate", id),
  ),
  endpoint(
    "POST",
    "/v1/tax_rates/:id",
    { ...shape, display_name: string(50) },
    async ({ books, id, params }) => {
      const before = await requireDocument(books, "tax_rate", id);
      const rate: Stripe.TaxRate = {
        ...before,
        active: changed(params.active, before.active),
        country: changed(params.country, before.country),
        description: changed(params.description, before.description),
        display_name: changed(params.display_name, before.display_name),
        jurisdiction: changed(params.jurisdiction, before.jurisdiction),
        metadata: changeMetadata(before.metadata, params.metadata),
        state: changed(params.state, before.state),
        tax_type: changed(params.tax_type, before.tax_type),
      };
      await books.put("tax_rate", rate);
      return rate;
    },
  ),
  endpoint(
    "GET",
    "/v1/tax_rates",
    { ...pagination, active: boolean(), created: range, inclusive: boolean() },
    ({ books, params }) => {
      const { active, inclusive } = params;
      const filter = {
        created: rangeOf(params.created),
        statuses: active === undefined ? undefined : [active ? "active" : "inactive"],
      };
      const only = (rate: Stripe.TaxRate) => rate.inclusive === inclusive;
      const sifted = inclusive === undefined ? undefined : only;
      return listPage(books, "/v1/tax_rates", "tax_rate", filter, params, sifted);
    },
  ),
];
