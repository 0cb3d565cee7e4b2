import type Stripe from "stripe";
import { idOf } from "../../stripe/reshape";
import { describePrice, describeProduct } from "./describe-price";
import type { Reference } from "./map-references";
import type { Account } from "./match-catalogue";
import { readPages } from "./read-pages";

/** An account without anything: for documents that name nothing new. */
export const emptyAccount: Account = {
  prices: new Map(),
  products: new Map(),
  coupons: new Set(),
  paymentMethodConfigurations: new Set(),
};

/**
 * What an account has of the kinds that are looked for: products and recurring prices on sale, and the ids of coupons
 * and payment method configurations. Throws what `readPages` throws.
 */
export async function readAccount(
  stripe: Stripe,
  wanted: readonly Pick<Reference, "kind">[],
): Promise<Account> {
  const needs = (...kinds: Reference["kind"][]) => wanted.some(({ kind }) => kinds.includes(kind));
  const [catalogue, coupons, methods] = await Promise.all([
    needs("price", "product") ? readCatalogue(stripe) : emptyAccount,
    needs("coupon") ? readPages((page) => stripe.coupons.list(page)) : [],
    needs("payment_method_configuration")
      ? readPages((page) => stripe.paymentMethodConfigurations.list(page))
      : [],
  ]);
  return {
    prices: catalogue.prices,
    products: catalogue.products,
    coupons: idsOf(coupons),
    paymentMethodConfigurations: idsOf(methods),
  };
}

async function readCatalogue(stripe: Stripe): Promise<Pick<Account, "prices" | "products">> {
  const [products, prices] = await Promise.all([
    readPages((page) => stripe.products.list({ active: true, ...page })),
    readPages((page) => stripe.prices.list({ active: true, type: "recurring", ...page })),
  ]);
  const described = new Map(products.map((product) => [product.id, describeProduct(product)]));
  const onSale = prices.filter(({ product }) => described.has(idOf(product) ?? ""));
  return {
    products: described,
    prices: new Map(
      onSale.map((price) => [
        price.id,
        describePrice(price, described.get(idOf(price.product) ?? "")),
      ]),
    ),
  };
}

function idsOf(list: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(list.map(({ id }) => id));
}
