import { accountOf } from "../account-name";
import { Books } from "../books";
import { invalid } from "../protocol/errors";
import type { SandboxStore } from "../store";
import { type Permissions, permissionNames } from "./permissions";

/** A restricted key: `key` (rk_test_…) opens the account of the secret key `account`, within `permissions`. */
export type Restriction = { key: string; account: string; permissions: Permissions };

/** Keeps a restriction; the newest counts. Throws 400 for names and levels that there are not. */
export async function restrictKey(store: SandboxStore, restriction: Restriction): Promise<void> {
  const { key, account, permissions } = restriction;
  if (!/^rk_test_\w{1,240}$/.test(key)) throw invalid("Only rk_test_ keys are restricted.", "key");
  if (!/^sk_test_\w{1,240}$/.test(account)) throw invalid("Invalid secret key.", "account");
  for (const [name, level] of Object.entries(permissions)) {
    if (!permissionNames.has(name) || !["none", "read", "write"].includes(level)) {
      throw invalid(`Invalid permission: ${name}=${level}`, `permissions[${name}]`);
    }
  }
  await store.transact(accountOf(key), (tx) =>
    new Books(tx, "").put("restricted_key", {
      id: "own",
      account: accountOf(account),
      permissions,
    }),
  );
}
