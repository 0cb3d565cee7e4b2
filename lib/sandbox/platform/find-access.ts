import type Stripe from "stripe";
import { accountOf, connectedName, ownIdOf } from "../account-name";
import { Books } from "../books";
import { authenticate, mask } from "../protocol/authenticate";
import { SandboxError } from "../protocol/errors";
import type { SandboxStore } from "../store";
import type { Permissions } from "./permissions";

/** Whose books a request is about, and what its key may do there. */
export type Access = {
  account: string;
  key: string;
  /** The connected account that `Stripe-Account` named, as its platform knows it; null: the key's own. */
  connected: Stripe.Account | null;
  /** Null: a secret key, or a restricted one that was not restricted. */
  permissions: Permissions | null;
};

/**
 * Reads the key, and the `Stripe-Account` header. Throws 401 for what is no test key and, as Stripe does,
 * 403 account_invalid for an account that is not connected.
 */
export async function findAccess(store: SandboxStore, request: Request): Promise<Access> {
  const key = authenticate(request);
  const restriction = key.startsWith("rk_") ? await findRestriction(store, key) : null;
  const platform = restriction?.account ?? accountOf(key);
  const access = { key, permissions: restriction?.permissions ?? null };
  const id = request.headers.get("stripe-account") ?? contextOf(request);
  if (id === null || id === ownIdOf(platform))
    return { ...access, account: platform, connected: null };
  const connected = await store.transact(platform, (tx) => new Books(tx, "").find("account", id));
  if (connected === null) throw noAccess(key, id);
  return { ...access, account: connectedName(platform, id), connected };
}

/** `Stripe-Context` is a path of accounts; the last one is meant. */
function contextOf(request: Request): string | null {
  return request.headers.get("stripe-context")?.split("/").at(-1) ?? null;
}

/** Stripe's answer for an account that the key has nothing to do with, or that does not exist. */
function noAccess(key: string, id: string): SandboxError {
  return new SandboxError(403, {
    type: "invalid_request_error",
    code: "account_invalid",
    message: `The provided key '${mask(key)}' does not have access to account '${id.slice(0, 100)}' (or that account does not exist). Application access may have been revoked.`,
  });
}

function findRestriction(store: SandboxStore, key: string) {
  return store.transact(accountOf(key), (tx) => new Books(tx, "").find("restricted_key", "own"));
}
