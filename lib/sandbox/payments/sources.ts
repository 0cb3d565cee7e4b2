import type Stripe from "stripe";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { listLiving, requireCustomer } from "../find";
import { changed } from "../protocol/address";
import { noSuchPath } from "../protocol/errors";
import { listPage, pagination } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import {
  emptyable,
  integer,
  metadata,
  oneOf,
  required,
  string,
  type Values,
} from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { attachSource } from "./attach-source";

const text = emptyable(string());
const updateShape = {
  account_holder_name: string(),
  account_holder_type: oneOf("company", "individual"),
  address_city: text,
  address_country: text,
  address_line1: text,
  address_line2: text,
  address_state: text,
  address_zip: text,
  exp_month: integer(1, 12),
  exp_year: integer(1970, 9999),
  metadata: metadata(),
  name: text,
};

/** Legacy cards of a customer, under both addresses that Stripe gives them. */
export const sourceEndpoints = ["sources", "cards"].flatMap((folder) => [
  endpoint(
    "POST",
    `/v1/customers/:id/${folder}`,
    { metadata: metadata(), source: required(string()), validate: string() },
    async (given) => {
      const call = await atTimeOf(given, given.id);
      const source = await attachSource(call, given.id, given.params.source);
      const card = { ...source, metadata: changeMetadata(null, given.params.metadata) };
      await call.books.put("source", card);
      return card;
    },
  ),
  endpoint("GET", `/v1/customers/:id/${folder}/:child`, {}, (call) =>
    requireSource(call, call.id, call.child),
  ),
  endpoint("POST", `/v1/customers/:id/${folder}/:child`, updateShape, async (call) => {
    const card = changeCard(await requireSource(call, call.id, call.child), call.params);
    await call.books.put("source", card);
    return card;
  }),
  endpoint("DELETE", `/v1/customers/:id/${folder}/:child`, {}, async (call) => {
    const card = await requireSource(call, call.id, call.child);
    await forgetSource(call, call.id, card.id);
    const gone: Stripe.DeletedCard = { id: card.id, object: "card", deleted: true };
    return gone;
  }),
  endpoint(
    "GET",
    `/v1/customers/:id/${folder}`,
    { ...pagination, object: string() },
    async ({ books, id, params }) => {
      await requireCustomer(books, id);
      const statuses = params.object === undefined ? undefined : [params.object];
      const filter = { customer: id, statuses };
      return listPage(books, `/v1/customers/${id}/${folder}`, "source", filter, params);
    },
  ),
]);

async function requireSource(
  { books }: Context,
  customer: string,
  id: string,
): Promise<Stripe.Card> {
  await requireCustomer(books, customer);
  const source = await books.find("source", id);
  if (source?.object !== "card" || idOf(source.customer) !== customer) {
    throw noSuchPath("source", id);
  }
  return source;
}

/** The default becomes the newest card that is left. */
async function forgetSource({ books }: Context, customerId: string, id: string): Promise<void> {
  await books.remove("source", id);
  await books.remove("test_card", id);
  for (const subscription of await listLiving(books, customerId)) {
    if (idOf(subscription.default_source) !== id) continue;
    await books.put("subscription", { ...subscription, default_source: null });
  }
  const customer = await requireCustomer(books, customerId);
  if (idOf(customer.default_source) !== id) return;
  const left = await books.list("source", { customer: customerId }, { limit: 1 });
  await books.put("customer", { ...customer, default_source: left.data[0]?.id ?? null });
}

function changeCard(before: Stripe.Card, params: Values<typeof updateShape>): Stripe.Card {
  return {
    ...before,
    address_city: changed(params.address_city, before.address_city),
    address_country: changed(params.address_country, before.address_country),
    address_line1: changed(params.address_line1, before.address_line1),
    address_line2: changed(params.address_line2, before.address_line2),
    address_state: changed(params.address_state, before.address_state),
    address_zip: changed(params.address_zip, before.address_zip),
    exp_month: params.exp_month ?? before.exp_month,
    exp_year: params.exp_year ?? before.exp_year,
    metadata: changeMetadata(before.metadata, params.metadata),
    name: changed(params.name, before.name),
  };
}
