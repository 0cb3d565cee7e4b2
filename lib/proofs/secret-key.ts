import { type ApiKeyOwner, findApiKeyOwner } from "../db/api-keys";
import { PorticoError } from "../errors";
import { hashApiKey } from "../secrets";
import { readCredentials } from "../wire/read-credentials";

/**
 * The proof of a merchant's own server: a secret key of ours, in Stripe's Bearer or Basic form. Gives whose it is.
 * Throws `secret_key_required`, `api_key_invalid` (a Stripe key is told what it is), `api_key_expired`.
 */
export async function proveSecretKey(authorization: string | null): Promise<ApiKeyOwner> {
  const key = readCredentials(authorization);
  if (key === null) throw new PorticoError("secret_key_required");
  if (/^[sr]k_(?:test|live)_/.test(key)) {
    const message =
      "This is a Stripe key. Use the secret key that Portico gave you: it begins with psk_.";
    throw new PorticoError("api_key_invalid", { message });
  }
  const owner = await findApiKeyOwner(hashApiKey(key));
  if (owner === null) {
    throw new PorticoError("api_key_invalid", {
      message: `Invalid API Key provided: ${mask(key)}`,
    });
  }
  if (owner.revoked) throw new PorticoError("api_key_expired");
  return owner;
}

function mask(key: string): string {
  return key.length > 16 ? `${key.slice(0, 9)}****${key.slice(-4)}` : "****";
}
