import { newId } from "../ids";
import { decryptSecret, encryptSecret, type SecretPlace } from "../secrets";
import { database } from "./client";

export type StripeConnection = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly secretKey: string;
};

/** The same with its key still in the envelope. */
export type SealedConnection = StripeConnection & {
  /** Stripe's id of the account; null until it was asked for. */
  readonly accountId: string | null;
};

function place(id: string, merchantId: string, livemode: boolean): SecretPlace {
  return { table: "stripe_connections", column: "secret_key", id, merchantId, livemode };
}

/** Keeps the merchant's Stripe key for one mode, encrypted for that row; a former key is replaced. */
export async function saveStripeConnection(input: {
  merchantId: string;
  livemode: boolean;
  secretKey: string;
}): Promise<void> {
  const { merchantId, livemode, secretKey } = input;
  const key = { merchantId_livemode: { merchantId, livemode } };
  const held = await database().stripeConnection.findUnique({ where: key });
  const id = held?.id ?? newId("stripeConnection");
  const data = {
    secretKey: encryptSecret(secretKey, place(id, merchantId, livemode)),
    secretKeyLast4: secretKey.slice(-4),
  };
  await database().stripeConnection.upsert({
    where: key,
    create: { id, merchantId, livemode, ...data },
    // The id too: of two that come at once, the second finds a row it did not make, and its key is bound to its own.
    update: { id, accountId: null, ...data },
  });
}

/** The merchant's Stripe account of one mode with its key opened; null when none is connected. */
export async function findStripeConnection(
  merchantId: string,
  livemode: boolean,
): Promise<StripeConnection | null> {
  const row = await database().stripeConnection.findUnique({
    where: { merchantId_livemode: { merchantId, livemode } },
  });
  if (row === null) return null;
  return openConnection(row);
}

/** Opens a connection's key. Throws `merchant_unavailable` when it does not open. */
export function openConnection(sealed: StripeConnection): StripeConnection {
  const { id, merchantId, livemode } = sealed;
  const secretKey = decryptSecret(sealed.secretKey, place(id, merchantId, livemode));
  return { id, merchantId, livemode, secretKey };
}

/** Keeps Stripe's id of a connected account. */
export async function saveAccountId(
  merchantId: string,
  livemode: boolean,
  accountId: string,
): Promise<void> {
  await database().stripeConnection.updateMany({
    where: { merchantId, livemode },
    data: { accountId },
  });
}

/** The modes in which the merchant has a Stripe account. Opens no key. */
export async function listConnectedModes(merchantId: string): Promise<boolean[]> {
  const rows = await database().stripeConnection.findMany({
    where: { merchantId },
    select: { livemode: true },
  });
  return rows.map(({ livemode }) => livemode);
}
