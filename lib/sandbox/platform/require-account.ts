import type Stripe from "stripe";
import type { Books } from "../books";
import { noSuchReference } from "../protocol/errors";

/** A connected account that a parameter names (on_behalf_of, issuer, …). Throws 400 resource_missing. */
export async function requireAccount(
  books: Books,
  id: string,
  param: string,
): Promise<Stripe.Account> {
  const account = await books.find("account", id);
  if (account === null) throw noSuchReference("destination", id, param);
  return account;
}
