import { database } from "@/lib/db/client";
import { cancelFlow } from "../cancel-flow";
import type { TestMerchant } from "../make-merchant";
import { makeOwingCustomer } from "../make-owing";
import { makeCustomer, type TestCustomer } from "../make-session";
import { type ActionCase, subscriptionOf } from "./action-case";

const subscriptions = { method: "POST", pathPrefix: "/v1/subscriptions/" };

function couponOf({ id }: TestCustomer): string {
  return `stay_${id}`;
}

/** A customer at a merchant who has something to offer for staying. */
async function makeOffered(merchant: TestMerchant): Promise<TestCustomer> {
  const customer = await makeCustomer(merchant);
  const terms = { percent_off: 25, duration: "repeating", duration_in_months: 3 } as const;
  await merchant.account.stripe.coupons.create({ id: couponOf(customer), ...terms });
  return customer;
}

function offerTo(_: TestMerchant, customer: TestCustomer) {
  return { flow: cancelFlow(customer.subscription, couponOf(customer)) };
}

function discountElsewhere({ account }: TestMerchant, customer: TestCustomer) {
  return account.stripe.subscriptions.update(customer.subscription, {
    discounts: [{ coupon: couponOf(customer) }],
  });
}

/** Ends, and what keeps from them. */
export const cancelCases: readonly ActionCase[] = [
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
    // Past due, at once whatever the merchant's mode.
    name: "cancel_subscription",
    write: { method: "DELETE", pathPrefix: "/v1/subscriptions/" },
    outcome: "applied",
    param: "subscription",
    makeCustomer: makeOwingCustomer,
    inputOf: (_, { subscription }) => ({ subscription, mode: "immediately" }),
    doElsewhere: ({ account }, { subscription }) =>
      account.stripe.subscriptions.cancel(subscription),
    countEffects: async (merchant, customer) =>
      (await subscriptionOf(merchant, customer)).status === "canceled" ? 1 : 0,
  },
  {
    name: "accept_offer",
    write: subscriptions,
    outcome: "applied",
    param: "subscription",
    makeCustomer: makeOffered,
    inputOf: (_, customer) => ({
      subscription: customer.subscription,
      coupon: couponOf(customer),
    }),
    carried: offerTo,
    doElsewhere: discountElsewhere,
    countEffects: async (merchant, customer) =>
      (await subscriptionOf(merchant, customer)).discounts.length,
  },
  {
    name: "decline_offer",
    write: null,
    requests: 0,
    outcome: "applied",
    leavesNoSign: true,
    param: "subscription",
    makeCustomer: makeOffered,
    inputOf: (_, { subscription }) => ({ subscription }),
    carried: offerTo,
    doElsewhere: discountElsewhere,
    countEffects: ({ id: merchantId }, { id: customerId }) =>
      database().intent.count({
        where: {
          ...{ merchantId, customerId, action: "decline_offer" },
          outcome: { path: ["outcome"], equals: "applied" },
        },
      }),
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
];
