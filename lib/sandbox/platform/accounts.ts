import type Stripe from "stripe";
import { connectionOf, ownIdOf } from "../account-name";
import type { Documents } from "../documents";
import { type Call, type Context, endpoint } from "../endpoint";
import { newId } from "../ids";
import { SandboxError } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import type { Values } from "../protocol/params";
import { type AccountChanges, createShape, updateShape } from "./account-params";
import { blankAccount, changeAccount } from "./change-account";

const accountUrl = "/v1/accounts/:id";

/** The account itself, and the ones connected to it. Connected ones need no onboarding here. */
export const accountEndpoints = [
  endpoint("GET", "/v1/account", {}, (call) => ownAccount(call)),
  endpoint("POST", "/v1/accounts", createShape, createAccount),
  endpoint("GET", "/v1/accounts", { ...pagination, created: range }, (call) => {
    const { books, params, account } = call;
    const filter = { created: rangeOf(params.created) };
    const only = ({ id }: Documents["account"]) => id !== ownIdOf(account);
    return listPage(books, "/v1/accounts", "account", filter, params, only);
  }),
  endpoint("GET", accountUrl, {}, (call) => findAccount(call, call.id)),
  endpoint("POST", accountUrl, updateShape, async (call) => {
    const after = changeAccount(await findAccount(call, call.id), call.params);
    await call.books.put("account", after);
    return after;
  }),
  endpoint("DELETE", accountUrl, {}, async (call) => {
    const { id } = await findAccount(call, call.id);
    if (id === ownIdOf(call.account)) throw notAllowed("You cannot delete your own account.");
    await call.books.remove("account", id);
    const deleted: Stripe.DeletedAccount = { id, object: "account", deleted: true };
    return deleted;
  }),
];

/** The account that the books are of. */
async function ownAccount({ books, account }: Context): Promise<Stripe.Account> {
  const id = ownIdOf(account);
  return (await books.find("account", id)) ?? blankAccount(id, 0, "standard");
}

async function createAccount(call: Call<Values<typeof createShape>>): Promise<Stripe.Account> {
  const { books, now, params, account } = call;
  if (connectionOf(account) !== null) {
    throw notAllowed("Only Stripe Connect platforms can work with other accounts.");
  }
  const { controller, country, type, ...changes } = params;
  const given: AccountChanges = changes;
  const isFull = (controller?.stripe_dashboard?.type ?? "full") === "full";
  const blank = blankAccount(newId("account"), now, type ?? (controller ? "none" : "standard"));
  const made: Stripe.Account = {
    ...changeAccount(blank, given),
    controller: {
      fees: { payer: controller?.fees?.payer ?? "account" },
      is_controller: true,
      losses: { payments: controller?.losses?.payments ?? "stripe" },
      requirement_collection: controller?.requirement_collection ?? "stripe",
      stripe_dashboard: {
        type: isFull ? dashboardOf(type) : (controller?.stripe_dashboard?.type ?? "none"),
      },
      type: "application",
    },
    country: country?.toUpperCase() ?? "US",
  };
  await books.put("account", made);
  return made;
}

function dashboardOf(type: "custom" | "express" | "standard" | undefined) {
  if (type === "express") return "express";
  return type === "custom" ? "none" : "full";
}

/** Stripe does not say of another's account whether it exists. */
async function findAccount(context: Context, id: string): Promise<Stripe.Account> {
  if (id === ownIdOf(context.account)) return ownAccount(context);
  const found = await context.books.find("account", id);
  if (found !== null) return found;
  throw new SandboxError(403, {
    type: "invalid_request_error",
    code: "account_invalid",
    message: `The provided key does not have access to account '${id.slice(0, 100)}' (or that account does not exist). Application access may have been revoked.`,
  });
}

function notAllowed(message: string): SandboxError {
  return new SandboxError(400, { type: "invalid_request_error", message });
}
