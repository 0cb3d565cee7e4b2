import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer } from "../find";
import { cardDeclined } from "./attach-method";
import { declines } from "./declines";
import { makeSource } from "./make-source";

/**
 * Gives a customer a legacy card made of a token. The first one becomes the default source. Gives the
 * card, saved; throws 402 for one that its bank refuses, 400 for a token that is unknown or used.
 */
export async function attachSource(
  context: Context,
  customerId: string,
  token: string,
): Promise<Stripe.Card> {
  const { books } = context;
  const customer = await requireCustomer(books, customerId);
  const { source, card } = await makeSource(context, token, customerId, "source");
  if (card.declines !== undefined) throw cardDeclined(declines[card.declines]);
  if (source === null) throw new Error(`Token ${token} made no card.`);
  if (idOf(customer.default_source) === null) {
    await books.put("customer", { ...customer, default_source: source.id });
  }
  return source;
}
