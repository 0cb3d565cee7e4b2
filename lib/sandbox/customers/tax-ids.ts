import type Stripe from "stripe";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import { noSuchPath } from "../protocol/errors";
import { listPage, pagination } from "../protocol/list";
import { hash, missingParam, oneOf, required, string, type Values } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { createTaxId, ownedBy } from "./create-tax-id";
import { resolveCustomer } from "./resolve-customer";
import { taxIdType } from "./tax-id-types";

const customersUrl = "/v1/customers/:id/tax_ids";
const url = "/v1/tax_ids";
const taxIdShape = { type: required(taxIdType), value: required(string(100)) };
const ownerShape = {
  account: string(),
  customer: string(),
  customer_account: string(),
  type: required(oneOf("account", "application", "customer", "self")),
};
const owner = hash(ownerShape);

/** Tax ids of customers, and of the account itself: create, retrieve, delete, list. */
export const taxIdEndpoints = [
  endpoint("POST", customersUrl, taxIdShape, async (given) => {
    const customer = await requireCustomer(given.books, given.id);
    const call = await atTimeOf(given, customer.id);
    return createTaxId(call, call.params, ownedBy(customer), "value");
  }),
  endpoint("GET", `${customersUrl}/:child`, {}, (call) => requireOwn(call, call.id, call.child)),
  endpoint("DELETE", `${customersUrl}/:child`, {}, async (call) =>
    remove(call, await requireOwn(call, call.id, call.child)),
  ),
  endpoint("GET", customersUrl, pagination, async ({ books, id, params }) => {
    await requireCustomer(books, id);
    return listPage(books, `/v1/customers/${id}/tax_ids`, "tax_id", { customer: id }, params);
  }),
  endpoint("POST", url, { ...taxIdShape, owner }, async (given) => {
    const of = await readOwner(given, given.params.owner);
    const call = await atTimeOf(given, idOf(of.customer));
    return createTaxId(call, call.params, of, "value");
  }),
  endpoint("GET", `${url}/:id`, {}, ({ books, id }) => requireDocument(books, "tax_id", id)),
  endpoint("DELETE", `${url}/:id`, {}, async (call) =>
    remove(call, await requireDocument(call.books, "tax_id", call.id)),
  ),
  endpoint("GET", url, { ...pagination, owner }, async (call) => {
    const of = await readOwner(call, call.params.owner);
    const customer = idOf(of.customer);
    const isTheirs = (taxId: Stripe.TaxId) =>
      taxId.owner?.type === of.type && idOf(taxId.owner.account) === idOf(of.account);
    const filter = customer === null ? {} : { customer };
    return listPage(call.books, url, "tax_id", filter, call.params, isTheirs);
  }),
];

async function requireOwn({ books }: Context, customer: string, id: string) {
  await requireCustomer(books, customer);
  const taxId = await requireDocument(books, "tax_id", id);
  if (idOf(taxId.customer) !== customer) throw noSuchPath("tax id", id);
  return taxId;
}

async function remove({ books }: Context, { id }: Stripe.TaxId) {
  await books.remove("tax_id", id);
  return { id, object: "tax_id" as const, deleted: true as const };
}

/** "Defaults to `owner[type]=self`." */
async function readOwner(
  { books }: Context,
  given: Values<typeof ownerShape> | undefined,
): Promise<Stripe.TaxId.Owner> {
  if (given?.type === "customer") {
    const { customer, customer_account } = given;
    return ownedBy(await resolveCustomer(books, { customer, customer_account }, "owner[customer]"));
  }
  if (given?.type !== "account") return { customer_account: null, type: given?.type ?? "self" };
  if (given.account === undefined) throw missingParam("owner[account]");
  const { id } = await requireDocument(books, "account", given.account, "owner[account]");
  return { account: id, customer_account: null, type: "account" };
}
