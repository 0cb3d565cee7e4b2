import type Stripe from "stripe";
import { planOf } from "./billing/plan-of";
import { type Documents, idOf, type Kind } from "./documents";
import { followCustomer } from "./invoices/follow-customer";

type Reader = {
  origin: string;
  find: <K extends "customer" | "price">(kind: K, id: string) => Promise<Documents[K] | null>;
};
type Refresh<K extends Kind> = (
  document: Documents[K],
  reader: Reader,
) => Documents[K] | Promise<Documents[K]>;

const refreshers: { [K in Kind]?: Refresh<K> } = {
  subscription: withCurrentPrices,
  invoice: asInvoiceNow,
  credit_note: (note, { origin }) => ({ ...note, pdf: moveTo(origin, note.pdf) ?? note.pdf }),
  charge: (charge, { origin }) => ({ ...charge, receipt_url: moveTo(origin, charge.receipt_url) }),
  payment_intent: withCurrentAction,
  setup_intent: withCurrentAction,
};

/** A stored copy brought up to date when it is read. */
export function refresh<K extends Kind>(
  kind: K,
  document: Documents[K],
  reader: Reader,
): Documents[K] | Promise<Documents[K]> {
  return refreshers[kind]?.(document, reader) ?? document;
}

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

/** The server may listen elsewhere than when the invoice was made; a draft repeats what its customer is now. */
async function asInvoiceNow(invoice: Stripe.Invoice, reader: Reader): Promise<Stripe.Invoice> {
  const isDraft = invoice.status === "draft";
  const customer = isDraft ? await reader.find("customer", idOf(invoice.customer) ?? "") : null;
  return {
    ...followCustomer(invoice, customer),
    hosted_invoice_url: moveTo(reader.origin, invoice.hosted_invoice_url),
    invoice_pdf: moveTo(reader.origin, invoice.invoice_pdf),
  };
}

/** The page of authentication, too, is where the server listens now. */
function withCurrentAction<I extends Stripe.PaymentIntent | Stripe.SetupIntent>(
  intent: I,
  { origin }: Reader,
): I {
  const { redirect_to_url: redirect, use_stripe_sdk: sdk } = intent.next_action ?? {};
  const page = sdk?.["stripe_js"];
  return {
    ...intent,
    next_action: intent.next_action && {
      ...intent.next_action,
      ...(redirect && { redirect_to_url: { ...redirect, url: moveTo(origin, redirect.url) } }),
      ...(typeof page === "string" && {
        use_stripe_sdk: { ...sdk, stripe_js: moveTo(origin, page) },
      }),
    },
  };
}

function moveTo(origin: string, url: string | null | undefined): string | null {
  return url ? `${origin}${new URL(url).pathname}` : null;
}
