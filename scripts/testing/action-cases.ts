import type Stripe from "stripe";
import type { ActionName } from "@/lib/portal/actions";
import type { TestMerchant } from "./make-merchant";
import { makeCustomer, type TestCustomer } from "./make-session";

/** One row of the tables over every action. */
export type ActionCase = {
  readonly name: ActionName;
  /** How the product writes it to Stripe. */
  readonly write: { readonly method: string; readonly pathPrefix: string };
  readonly outcome: "applied" | "scheduled";
  /** What the refusal of a foreign id names; null for an action that names no object but the customer. */
  readonly param: "subscription" | "payment_method" | null;
  /** Puts a customer where the action is possible. */
  readonly makeCustomer: (merchant: TestMerchant) => Promise<TestCustomer>;
  readonly inputOf: (merchant: TestMerchant, customer: TestCustomer) => Record<string, string>;
  /** Makes the same change behind the portal's back, as the merchant could. */
  readonly doElsewhere: (merchant: TestMerchant, customer: TestCustomer) => Promise<unknown>;
  /** How often the effect is there, told by Stripe itself; 0 or 1 unless something went wrong. */
  readonly countEffects: (merchant: TestMerchant, customer: TestCustomer) => Promise<number>;
};

const subscriptions = { method: "POST", pathPrefix: "/v1/subscriptions/" };

function subscriptionOf({ account }: TestMerchant, { subscription }: TestCustomer) {
  return account.stripe.subscriptions.retrieve(subscription);
}

/** Invoices beyond the subscription's first: one for each change that was billed. */
async function countInvoices({ account }: TestMerchant, { id }: TestCustomer): Promise<number> {
  const { data } = await account.stripe.invoices.list({ customer: id, limit: 100 });
  return data.filter(isOfChange).length;
}

function isOfChange({ billing_reason: reason }: Stripe.Invoice): boolean {
  return reason === "subscription_update";
}

export const actionCases: readonly ActionCase[] = [
  {
    name: "change_plan",
    write: subscriptions,
    outcome: "applied",
    param: "subscription",
    makeCustomer: (merchant) => makeCustomer(merchant),
    inputOf: ({ prices }, { subscription }) => ({ subscription, price: prices.pro }),
    doElsewhere: ({ account, prices }, { subscription, item }) =>
      account.stripe.subscriptions.update(subscription, {
        items: [{ id: item, price: prices.pro }],
        proration_behavior: "none",
      }),
    countEffects: async (merchant, customer) => {
      const [item] = (await subscriptionOf(merchant, customer)).items.data;
      const invoices = await countInvoices(merchant, customer);
      // One without the other is a change that was not billed, or a bill for nothing.
      return item?.price.id === merchant.prices.pro ? invoices : 0 - invoices;
    },
  },
  {
    name: "cancel_subscription",
    write: subscriptions,
    outcome: "scheduled",
    param: "subscription",
    makeCustomer: (merchant) => makeCustomer(merchant),
    inputOf: (_, { subscription }) => ({ subscription }),
    doElsewhere: ({ account }, { subscription }) =>
      account.stripe.subscriptions.update(subscription, { cancel_at: "min_period_end" }),
    countEffects: async (merchant, customer) =>
      (await subscriptionOf(merchant, customer)).cancel_at === null ? 0 : 1,
  },
  {
    name: "undo_cancel",
    write: subscriptions,
    outcome: "applied",
    param: "subscription",
    makeCustomer: async (merchant) => {
      const customer = await makeCustomer(merchant);
      await merchant.account.stripe.subscriptions.update(customer.subscription, {
        cancel_at: "min_period_end",
      });
      return customer;
    },
    inputOf: (_, { subscription }) => ({ subscription }),
    doElsewhere: ({ account }, { subscription }) =>
      account.stripe.subscriptions.update(subscription, { cancel_at: "" }),
    countEffects: async (merchant, customer) =>
      (await subscriptionOf(merchant, customer)).cancel_at === null ? 1 : 0,
  },
  {
    name: "set_default_payment_method",
    write: { method: "POST", pathPrefix: "/v1/customers/" },
    outcome: "applied",
    param: "payment_method",
    makeCustomer: (merchant) => makeCustomer(merchant),
    inputOf: (_, { otherCard }) => ({ payment_method: otherCard }),
    doElsewhere: ({ account }, { id, otherCard }) =>
      account.stripe.customers.update(id, {
        invoice_settings: { default_payment_method: otherCard },
      }),
    countEffects: async ({ account }, { id, otherCard }) => {
      const customer = await account.stripe.customers.retrieve(id);
      if (customer.deleted) return -1;
      return customer.invoice_settings.default_payment_method === otherCard ? 1 : 0;
    },
  },
  {
    name: "update_customer",
    write: { method: "POST", pathPrefix: "/v1/customers/" },
    outcome: "applied",
    param: null,
    makeCustomer: (merchant) => makeCustomer(merchant),
    inputOf: () => ({ name: "Grace Hopper", phone: "+1 555 0100" }),
    doElsewhere: ({ account }, { id }) =>
      account.stripe.customers.update(id, { name: "Grace Hopper", phone: "+1 555 0100" }),
    countEffects: async ({ account }, { id }) => {
      const customer = await account.stripe.customers.retrieve(id);
      if (customer.deleted) return -1;
      return customer.name === "Grace Hopper" && customer.phone === "+1 555 0100" ? 1 : 0;
    },
  },
];
