import { createHash } from "node:crypto";

/** The account a secret key opens: the SHA-256 (hex) of the key. */
export function accountOf(secretKey: string): string {
  return sha256(secretKey);
}

/**
 * The books of a connected account: their name begins with a hash, as every name does, and says which account
 * of which platform they are of.
 */
export function connectedName(platform: string, id: string): string {
  return `${sha256(`${platform} ${id}`)} ${id} ${platform}`;
}

/** Which connected account of which platform books are of; null: they are a key's own. */
export function connectionOf(account: string): { id: string; platform: string } | null {
  const [, id, platform] = account.split(" ");
  return id === undefined || platform === undefined ? null : { id, platform };
}

/** The id of the account that books are of (acct_…). */
export function ownIdOf(account: string): string {
  return connectionOf(account)?.id ?? `acct_1${account.slice(-15)}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
