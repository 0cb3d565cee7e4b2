import { makeCustomer } from "../make-session";
import { type ActionCase, countInvoices, subscriptionOf } from "./action-case";

const subscriptions = { method: "POST", pathPrefix: "/v1/subscriptions/" };

const classic = { billing_mode: { type: "classic" } } as const;
const flexible = { billing_mode: { type: "flexible" } } as const;

/** Pauses and their ends, of both billing modes. */
export const pauseCases: readonly ActionCase[] = [
  {
    name: "pause_subscription",
    write: subscriptions,
    outcome: "applied",
    param: "subscription",
    makeCustomer: (merchant) => makeCustomer(merchant, classic),
    inputOf: (_, { subscription }) => ({ subscription, interval: "month" }),
    doElsewhere: ({ account }, { subscription }) =>
      account.stripe.subscriptions.update(subscription, { pause_collection: { behavior: "void" } }),
    countEffects: async (merchant, customer) =>
      (await subscriptionOf(merchant, customer)).pause_collection === null ? 0 : 1,
  },
  {
    name: "pause_subscription",
    write: subscriptions,
    outcome: "applied",
    param: "subscription",
    makeCustomer: (merchant) => makeCustomer(merchant, flexible),
    inputOf: (_, { subscription }) => ({ subscription, interval: "month" }),
    doElsewhere: ({ account }, { subscription }) =>
      account.stripe.subscriptions.pause(subscription),
    countEffects: async (merchant, customer) =>
      (await subscriptionOf(merchant, customer)).status === "paused" ? 1 : 0,
  },
  {
    name: "resume_subscription",
    write: subscriptions,
    outcome: "applied",
    param: "subscription",
    makeCustomer: async (merchant) => {
      const customer = await makeCustomer(merchant, classic);
      await merchant.account.stripe.subscriptions.update(customer.subscription, {
        pause_collection: { behavior: "void" },
      });
      return customer;
    },
    inputOf: (_, { subscription }) => ({ subscription }),
    doElsewhere: ({ account }, { subscription }) =>
      account.stripe.subscriptions.update(subscription, { pause_collection: "" }),
    countEffects: async (merchant, customer) =>
      (await subscriptionOf(merchant, customer)).pause_collection === null ? 1 : 0,
  },
  {
    name: "resume_subscription",
    write: subscriptions,
    outcome: "applied",
    param: "subscription",
    makeCustomer: async (merchant) => {
      const customer = await makeCustomer(merchant, flexible);
      await merchant.account.stripe.subscriptions.pause(customer.subscription);
      return customer;
    },
    inputOf: (_, { subscription }) => ({ subscription }),
    doElsewhere: ({ account }, { subscription }) =>
      account.stripe.subscriptions.resume(subscription, {
        payment_behavior: "resume_on_payment_success",
      }),
    countEffects: async (merchant, customer) => {
      const invoices = await countInvoices(merchant, customer);
      // Running again without a bill, or billed twice: neither is what was confirmed.
      const isPaused = (await subscriptionOf(merchant, customer)).status === "paused";
      return isPaused ? 0 - invoices : invoices;
    },
  },
];
