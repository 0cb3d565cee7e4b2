import type Stripe from "stripe";
import { findDefaultConfiguration } from "@/lib/db/configurations";
import type { ActionName } from "@/lib/portal/actions";
import { configurationSchema, type PortalConfiguration } from "@/lib/portal/configuration";
import type { PortalContext } from "@/lib/sessions/load-session";
import type { MintInput } from "@/lib/sessions/prepare-session";
import type { TestMerchant } from "../make-merchant";
import { openSession, type TestCustomer, type TestSession } from "../make-session";
import type { Trail } from "../trail";
import { updateConfiguration } from "../update-configuration";

/** One row of the tables over every action. */
export type ActionCase = {
  readonly name: ActionName;
  /** How it is told apart from others of its name; left out: it is the only one, or the usual one. */
  readonly how?: string;
  /** How the product writes it to Stripe: the first of its requests. Null: Stripe is asked for nothing. */
  readonly write: { readonly method: string; readonly pathPrefix: string } | null;
  /** How many requests it takes when all goes well; left out: one. */
  readonly requests?: number;
  readonly outcome: "applied" | "scheduled" | "requires_action";
  /** The kind of its preview; left out: its own name. */
  readonly shownAs?: ActionName;
  /** True where Stripe's state never shows whether it was done: then it is done again, under the same key. */
  readonly leavesNoSign?: true;
  /** True where doing it again does no harm, and so is not refused: nothing is changed or charged by it. */
  readonly mayRepeat?: true;
  /** True where nobody else hears of it. */
  readonly isQuiet?: true;
  /** What the refusal of a foreign id names; null for an action that names no object but the customer. */
  readonly param: "subscription" | "payment_method" | "setup" | "invoice" | null;
  /** Puts a customer where the action is possible. */
  readonly makeCustomer: (merchant: TestMerchant) => Promise<TestCustomer>;
  readonly inputOf: (
    merchant: TestMerchant,
    customer: TestCustomer,
  ) => Record<string, string | number>;
  /** What its session has to carry; left out: nothing. */
  readonly carried?: (
    merchant: TestMerchant,
    customer: TestCustomer,
  ) => Omit<MintInput, "customer">;
  /** What has to have happened in its session before; left out: nothing. */
  readonly prepare?: (context: PortalContext) => Promise<void>;
  /** Makes the same change behind the portal's back, as the merchant could. */
  readonly doElsewhere: (merchant: TestMerchant, customer: TestCustomer) => Promise<unknown>;
  /** How often the effect is there, told by Stripe itself; 0 or 1 unless something went wrong. */
  readonly countEffects: (merchant: TestMerchant, customer: TestCustomer) => Promise<number>;
};

/** A session of this customer in which the action is possible. */
export async function openFor(
  { carried, prepare }: Pick<ActionCase, "carried" | "prepare">,
  merchant: TestMerchant,
  customer: TestCustomer,
): Promise<TestSession> {
  const opened = await openSession(merchant, customer.id, carried?.(merchant, customer));
  await prepare?.(opened.context);
  return opened;
}

/** Changes what the merchant's default configuration says of some features. */
export async function changeFeatures(
  { id }: TestMerchant,
  change: (features: PortalConfiguration["features"]) => Partial<PortalConfiguration["features"]>,
): Promise<void> {
  const row = await findDefaultConfiguration(id, false);
  const { features, ...rest } = configurationSchema.parse(row?.document);
  const document = { ...rest, features: { ...features, ...change(features) } };
  await updateConfiguration(id, false, row?.id ?? "", { document });
}

/** What the action leaves behind when it is done once. */
export function trailOf({ isQuiet }: Pick<ActionCase, "isQuiet">): Trail {
  const told = isQuiet ? 0 : 1;
  return { audit: 1, events: told, outbox: told };
}

/** Whether each request carried the intent's own key, or one that is derived from it. */
export function isKeyedBy(intent: string, keys: readonly (string | null)[]): boolean {
  return keys.every((key) => key === intent || key?.startsWith(`${intent}-`));
}

/** The subscription a case is about, as Stripe has it. */
export function subscriptionOf({ account }: TestMerchant, { subscription }: TestCustomer) {
  return account.stripe.subscriptions.retrieve(subscription);
}

/** Invoices beyond the subscription's first: one for each change that was billed. */
export async function countInvoices(
  { account }: TestMerchant,
  { id }: TestCustomer,
): Promise<number> {
  const { data } = await account.stripe.invoices.list({ customer: id, limit: 100 });
  return data.filter(isOfChange).length;
}

function isOfChange({ billing_reason: reason }: Stripe.Invoice): boolean {
  return reason === "subscription_update";
}
