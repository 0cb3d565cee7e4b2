import type Stripe from "stripe";
import type { ActionName } from "@/lib/portal/actions";
import type { MintInput } from "@/lib/sessions/prepare-session";
import type { TestMerchant } from "../make-merchant";
import type { TestCustomer } from "../make-session";

/** One row of the tables over every action. */
export type ActionCase = {
  readonly name: ActionName;
  /** How the product writes it to Stripe. */
  readonly write: { readonly method: string; readonly pathPrefix: string };
  readonly outcome: "applied" | "scheduled";
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
  /** Makes the same change behind the portal's back, as the merchant could. */
  readonly doElsewhere: (merchant: TestMerchant, customer: TestCustomer) => Promise<unknown>;
  /** How often the effect is there, told by Stripe itself; 0 or 1 unless something went wrong. */
  readonly countEffects: (merchant: TestMerchant, customer: TestCustomer) => Promise<number>;
};

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
