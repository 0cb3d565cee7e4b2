import type { Documents } from "../documents";
import { searchEndpoint } from "../protocol/search";
import type { FieldValue, SearchFields } from "../protocol/search-query";

type Living = Exclude<Documents["customer"], { deleted: true }>;

const fields: SearchFields<Documents["customer"]> = {
  created: ofLiving(({ created }) => created),
  email: ofLiving(({ email }) => email),
  name: ofLiving(({ name }) => name),
  phone: ofLiving(({ phone }) => phone),
};

/** Customers by the fields of https://docs.stripe.com/search#query-fields-for-customers; no deleted ones. */
export const customerSearchEndpoints = [
  searchEndpoint({
    kind: "customer",
    resource: "customers",
    fields,
    filter: { exceptStatuses: ["deleted"] },
  }),
];

function ofLiving(read: (customer: Living) => FieldValue) {
  return (customer: Documents["customer"]) => (customer.deleted === true ? null : read(customer));
}
