import type { ApiKeyOwner } from "../../db/api-keys";
import { saveAccountId } from "../../db/stripe-connections";
import { PorticoError } from "../../errors";
import { read } from "../../stripe/call";
import { openStripe } from "../../stripe/client";

/**
 * `Stripe-Account` may name the merchant's own account, and no other: a session for somebody's connected account is
 * asked for with `on_behalf_of`. Throws `account_invalid` (403) in Stripe's words, and the errors of reading Stripe.
 */
export async function requireOwnAccount(
  { merchantId, livemode, connection }: ApiKeyOwner,
  account: string,
): Promise<void> {
  const own = connection?.accountId ?? (await askAccount());
  if (account === own) return;
  const message =
    `The provided key does not have access to account '${account.slice(0, 100)}' ` +
    "(or that account does not exist). Application access may have been revoked.";
  throw new PorticoError("account_invalid", { message });

  async function askAccount(): Promise<string> {
    const stripe = openStripe(connection);
    const { id } = await read(() => stripe.accounts.retrieveCurrent());
    await saveAccountId(merchantId, livemode, id);
    return id;
  }
}
