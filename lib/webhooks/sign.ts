import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";

type Signed = {
  /** The same for every attempt, so that a receiver knows what it has already seen. */
  readonly id: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly body: string;
  /** The endpoint's secret, and during a rotation its former one after it. */
  readonly secrets: readonly string[];
};

/**
 * The headers that prove a delivery, twice: as Standard Webhooks write them, and as Stripe does, so that
 * `stripe.webhooks.constructEvent` verifies it. One signature for each secret.
 * Sources: https://www.standardwebhooks.com and https://docs.stripe.com/webhooks/signatures
 */
export function signatureHeaders({
  id,
  timestamp,
  body,
  secrets,
}: Signed): Readonly<Record<string, string>> {
  const at = new Date(timestamp * 1000);
  const standard = secrets.map((secret) => new Webhook(secret).sign(id, at, body));
  // Stripe's key is the secret as it is read, prefix and all.
  const stripe = secrets.map((secret) =>
    createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex"),
  );
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": standard.join(" "),
    "Stripe-Signature": [`t=${timestamp}`, ...stripe.map((hex) => `v1=${hex}`)].join(","),
  };
}
