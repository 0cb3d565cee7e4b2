import type Stripe from "stripe";
import { planOf } from "./billing/plan-of";
import type { Documents, Kind } from "./documents";

type Reader = {
  origin: string;
  find: (kind: "price", id: string) => Promise<Stripe.Price | null>;
};
type Refreshers = {
  [K in Kind]: (document: Documents[K], reader: Reader) => Documents[K] | Promise<Documents[K]>;
};

const asStored = <T>(document: T) => document;

/** What a stored copy must be brought up to date with when it is read. */
export const refreshers: Refreshers = {
  customer: asStored,
  product: asStored,
  price: asStored,
  payment_method: asStored,
  subscription: withCurrentPrices,
  invoice: withCurrentOrigin,
  invoiceitem: asStored,
  lookup_key: asStored,
  invoice_page: asStored,
};

/** Items embed their price; what was archived or renamed since must show. */
async function withCurrentPrices(
  subscription: Stripe.Subscription,
  reader: Reader,
): Promise<Stripe.Subscription> {
  const data = await Promise.all(
    subscription.items.data.map(async (item) => {
      const price = (await reader.find("price", item.price.id)) ?? item.price;
      return { ...item, price, plan: planOf(price) };
    }),
  );
  return { ...subscription, items: { ...subscription.items, data } };
}

/** The server may listen elsewhere than when the invoice was made. */
function withCurrentOrigin(invoice: Stripe.Invoice, reader: Reader): Stripe.Invoice {
  const moved = (url: string | null | undefined) =>
    url ? `${reader.origin}${new URL(url).pathname}` : null;
  return {
    ...invoice,
    hosted_invoice_url: moved(invoice.hosted_invoice_url),
    invoice_pdf: moved(invoice.invoice_pdf),
  };
}
