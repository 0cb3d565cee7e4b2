import type Stripe from "stripe";
import type { Books } from "../books";
import { invalid } from "../protocol/errors";

/** A lookup key stands for one price; moving it from another takes `transfer_lookup_key`. */
export async function moveLookupKey(
  books: Books,
  price: Stripe.Price,
  before: string | null,
  mayTransfer: boolean,
): Promise<void> {
  const key = price.lookup_key;
  if (key === before) return;
  if (before !== null) await books.remove("lookup_key", before);
  if (key === null) return;
  const holder = await books.find("lookup_key", key);
  const other = holder === null ? null : await books.find("price", holder.price);
  if (other !== null && !mayTransfer) {
    throw invalid(
      `A price (\`${other.id}\`) already uses that lookup key.`,
      "lookup_key",
      "resource_already_exists",
    );
  }
  if (other !== null) await books.put("price", { ...other, lookup_key: null });
  await books.put("lookup_key", { id: key, price: price.id });
}
