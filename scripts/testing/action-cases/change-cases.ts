import { intentMark } from "@/lib/stripe/reshape";
import type { TestMerchant } from "../make-merchant";
import { makeCustomer, type TestCustomer } from "../make-session";
import { planChange } from "../plan-change";
import { type ActionCase, changeFeatures, countInvoices, subscriptionOf } from "./action-case";

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

/** Puts what costs less off to the end of the period. */
function putOff(merchant: TestMerchant): Promise<void> {
  const schedule_at_period_end = { conditions: [{ type: "decreasing_item_amount" as const }] };
  return changeFeatures(merchant, ({ subscription_update }) => ({
    subscription_update: { ...subscription_update, schedule_at_period_end },
  }));
}

/** Three of this price, where less is put off. */
async function makePuttingOff(merchant: TestMerchant, price: string): Promise<TestCustomer> {
  await putOff(merchant);
  return makeCustomer(merchant, { items: [{ price, quantity: 3 }] });
}

/** Has the merchant write the schedule, whose it is then. */
function scheduleElsewhere({ account }: TestMerchant, { subscription }: TestCustomer) {
  return account.stripe.subscriptionSchedules.create({ from_subscription: subscription });
}

/** 1 when just this is written down for the period's end, and nothing else was done; -1 for a half of it. */
async function countWaiting(
  merchant: TestMerchant,
  customer: TestCustomer,
  next: { readonly price: string; readonly quantity: number },
): Promise<number> {
  const { stripe } = merchant.account;
  const { schedule, items } = await subscriptionOf(merchant, customer);
  const isBilled = (await countInvoices(merchant, customer)) > 0;
  if (isBilled || items.data.length !== 1 || items.data[0]?.quantity !== 3) return -1;
  if (schedule === null) return 0;
  const { phases, metadata } = await stripe.subscriptionSchedules.retrieve(String(schedule));
  // One that the merchant wrote is none of our effects.
  if (metadata?.[intentMark] === undefined && phases.length === 1) {
    return (await wasMadeByUs(merchant, String(schedule))) ? -1 : 0;
  }
  const [item] = phases[1]?.items ?? [];
  return item?.price === next.price && item.quantity === next.quantity ? 1 : -1;
}

/** Whether the product's own request made it: its key is the intent's. */
async function wasMadeByUs({ account }: TestMerchant, id: string): Promise<boolean> {
  const { data } = await account.stripe.events.list({
    type: "subscription_schedule.created",
    limit: 100,
  });
  const made = data.find(({ data: { object } }) => "id" in object && object.id === id);
  return made?.request?.idempotency_key?.startsWith("int_") === true;
}

const schedules = { method: "POST", pathPrefix: "/v1/subscription_schedules" };

/** Changes that wait for the period's end: a schedule is made, and then given its phases. */
export const laterCases: readonly ActionCase[] = [
  {
    name: "change_plan",
    how: "at the period's end",
    write: schedules,
    requests: 2,
    outcome: "scheduled",
    param: "subscription",
    makeCustomer: (merchant) => makePuttingOff(merchant, merchant.prices.pro),
    inputOf: ({ prices }, { subscription }) => ({ subscription, price: prices.starter }),
    doElsewhere: scheduleElsewhere,
    countEffects: (merchant, customer) =>
      countWaiting(merchant, customer, { price: merchant.prices.starter, quantity: 3 }),
  },
  {
    name: "change_quantity",
    how: "at the period's end",
    write: schedules,
    requests: 2,
    outcome: "scheduled",
    param: "subscription",
    makeCustomer: (merchant) => makePuttingOff(merchant, merchant.prices.starter),
    inputOf: (_, { subscription }) => ({ subscription, quantity: 2 }),
    doElsewhere: scheduleElsewhere,
    countEffects: (merchant, customer) =>
      countWaiting(merchant, customer, { price: merchant.prices.starter, quantity: 2 }),
  },
];

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
