import { Webhook } from "standardwebhooks";
import Stripe from "stripe";

const { webhooks } = new Stripe("sk_test_unused");

type Delivered = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

/** What a merchant's server makes of a delivery with Stripe's own library. Throws what that throws. */
export function readAsStripe({ body, headers }: Delivered, secret: string): unknown {
  const signature = headers["stripe-signature"] ?? headers["Stripe-Signature"] ?? "";
  return webhooks.constructEvent(body, signature, secret);
}

/** The same with the library of Standard Webhooks. */
export function readAsStandard({ body, headers }: Delivered, secret: string): unknown {
  return new Webhook(secret).verify(body, { ...headers });
}
