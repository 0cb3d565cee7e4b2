import type Stripe from "stripe";
import type { Books } from "../books";
import { idOf } from "../documents";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import type { ProductParams } from "./portal-params";

type Product = Stripe.BillingPortal.Configuration.Features.SubscriptionUpdate.Product;

const root = "features[subscription_update][products]";
const maxProducts = 10;

/**
 * The products customers may change to. Throws 400 for more than ten, for prices that are not theirs or not
 * recurring, and for two prices of one product with the same interval.
 */
export async function readPortalProducts(
  books: Books,
  given: ProductParams | null | undefined,
): Promise<Product[]> {
  const products: Product[] = [];
  for (const [index, { product, prices, adjustable_quantity: quantity }] of (
    given ?? []
  ).entries()) {
    const param = `${root}[${index}]`;
    if (index === maxProducts) throw invalid("You can configure at most 10 products.", root);
    await requireDocument(books, "product", product, `${param}[product]`);
    await checkPrices(books, product, prices, `${param}[prices]`);
    const { enabled = false, minimum = 0, maximum = null } = quantity ?? {};
    if (maximum !== null && maximum < minimum) {
      throw invalid(
        "The maximum must not be less than the minimum.",
        `${param}[adjustable_quantity][maximum]`,
      );
    }
    products.push({ adjustable_quantity: { enabled, maximum, minimum }, prices, product });
  }
  return products;
}

async function checkPrices(
  books: Books,
  product: string,
  prices: readonly string[],
  param: string,
) {
  const intervals = new Set<string>();
  for (const [index, id] of prices.entries()) {
    const price = await requireDocument(books, "price", id, `${param}[${index}]`);
    if (idOf(price.product) !== product) {
      throw invalid(
        `The price '${id}' does not belong to the product '${product}'.`,
        `${param}[${index}]`,
      );
    }
    if (price.recurring === null) {
      throw invalid(`The price '${id}' is not recurring.`, `${param}[${index}]`);
    }
    const { interval, interval_count: count } = price.recurring;
    const name = `${interval} ${count} ${price.currency}`;
    if (intervals.has(name)) {
      throw invalid(
        `The product '${product}' has several prices with the same interval.`,
        `${param}[${index}]`,
      );
    }
    intervals.add(name);
  }
}
