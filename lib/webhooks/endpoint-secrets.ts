import { randomBytes } from "node:crypto";
import { decryptSecret, encryptSecret } from "../secrets";

type Row = { readonly id: string; readonly merchantId: string; readonly livemode: boolean };
type Column = "secret" | "previous_secret";

/**
 * 256 random bits as both conventions take them: Standard Webhooks read base64 behind `whsec_`, Stripe's libraries take
 * the whole text as it is.
 */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** The secret as one column of its endpoint's row keeps it. */
export function sealWebhookSecret(secret: string, row: Row, column: Column = "secret"): string {
  return encryptSecret(secret, placeOf(row, column));
}

/** What sealWebhookSecret sealed for this row and column. Throws `merchant_unavailable` for anything else. */
export function openWebhookSecret(sealed: string, row: Row, column: Column = "secret"): string {
  return decryptSecret(sealed, placeOf(row, column));
}

function placeOf({ id, merchantId, livemode }: Row, column: Column) {
  return { table: "webhook_endpoints", column, id, merchantId, livemode };
}
