import type { TestMerchant } from "../make-merchant";
import { makeCustomer } from "../make-session";
import type { ActionCase } from "./action-case";

/** How many subscriptions to this price go on. */
async function countLiving(
  { stripe }: TestMerchant["account"],
  customer: string,
  price: string,
): Promise<number> {
  const { data } = await stripe.subscriptions.list({ customer, price, status: "active" });
  return data.length;
}

/** Subscriptions that begin. */
export const beginCases: readonly ActionCase[] = [
  {
    name: "resubscribe",
    write: { method: "POST", pathPrefix: "/v1/subscriptions" },
    outcome: "applied",
    param: "subscription",
    makeCustomer: async (merchant) => {
      const customer = await makeCustomer(merchant);
      await merchant.account.stripe.subscriptions.cancel(customer.subscription);
      return customer;
    },
    inputOf: ({ prices }, { subscription }) => ({ subscription, price: prices.starter }),
    doElsewhere: ({ account, prices }, { id }) =>
      account.stripe.subscriptions.create({ customer: id, items: [{ price: prices.starter }] }),
    countEffects: ({ account, prices }, { id }) => countLiving(account, id, prices.starter),
  },
  {
    name: "start_subscription",
    write: { method: "POST", pathPrefix: "/v1/subscriptions" },
    outcome: "applied",
    param: null,
    makeCustomer: (merchant) => makeCustomer(merchant),
    inputOf: ({ prices }) => ({ price: prices.pro }),
    doElsewhere: ({ account, prices }, { id }) =>
      account.stripe.subscriptions.create({ customer: id, items: [{ price: prices.pro }] }),
    countEffects: ({ account, prices }, { id }) => countLiving(account, id, prices.pro),
  },
];
