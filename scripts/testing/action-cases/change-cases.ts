import type { TestMerchant } from "../make-merchant";
import { makeCustomer } from "../make-session";
import { planChange } from "../plan-change";
import { type ActionCase, countInvoices, subscriptionOf } from "./action-case";

const subscriptions = { method: "POST", pathPrefix: "/v1/subscriptions/" };

/** A code that anybody may redeem, once for an account. */
async function makeCode({ account: { stripe } }: TestMerchant): Promise<void> {
  const { data } = await stripe.promotionCodes.list({ code: "TWENTY" });
  if (data.length > 0) return;
  const coupon = await stripe.coupons.create({ percent_off: 20, duration: "forever" });
  await stripe.promotionCodes.create({
    code: "TWENTY",
    promotion: { type: "coupon", coupon: coupon.id },
  });
}

/** Other plans, other numbers, codes. */
export const changeCases: readonly ActionCase[] = [
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
    name: "change_quantity",
    write: subscriptions,
    outcome: "applied",
    param: "subscription",
    makeCustomer: (merchant) => makeCustomer(merchant),
    inputOf: (_, { subscription }) => ({ subscription, quantity: 3 }),
    doElsewhere: ({ account }, { subscription, item }) =>
      account.stripe.subscriptions.update(subscription, {
        items: [{ id: item, quantity: 3 }],
        proration_behavior: "none",
      }),
    countEffects: async (merchant, customer) => {
      const [item] = (await subscriptionOf(merchant, customer)).items.data;
      const invoices = await countInvoices(merchant, customer);
      return item?.quantity === 3 ? invoices : 0 - invoices;
    },
  },
  {
    name: "undo_change",
    write: { method: "POST", pathPrefix: "/v1/subscription_schedules/" },
    outcome: "applied",
    param: "subscription",
    makeCustomer: async (merchant) => {
      const customer = await makeCustomer(merchant);
      await planChange(merchant, customer.subscription);
      return customer;
    },
    inputOf: (_, { subscription }) => ({ subscription }),
    doElsewhere: async (merchant, customer) => {
      const { schedule } = await subscriptionOf(merchant, customer);
      return merchant.account.stripe.subscriptionSchedules.release(String(schedule));
    },
    countEffects: async (merchant, customer) =>
      (await subscriptionOf(merchant, customer)).schedule === null ? 1 : 0,
  },
  {
    name: "apply_promotion_code",
    write: subscriptions,
    outcome: "applied",
    param: "subscription",
    makeCustomer: async (merchant) => {
      await makeCode(merchant);
      return makeCustomer(merchant);
    },
    inputOf: (_, { subscription }) => ({ subscription, promotion_code: "twenty" }),
    doElsewhere: async ({ account: { stripe } }, { subscription }) => {
      const { data } = await stripe.promotionCodes.list({ code: "TWENTY" });
      const [code] = data;
      return stripe.subscriptions.update(subscription, {
        discounts: [{ promotion_code: code?.id ?? "" }],
      });
    },
    countEffects: async (merchant, customer) =>
      (await subscriptionOf(merchant, customer)).discounts.length,
  },
];
