import type Stripe from "stripe";
import { planOf } from "../billing/plan-of";
import { readDiscounts } from "../discounts/read-discounts";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { invalid, noSuchReference } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { missingParam } from "../protocol/params";
import { readTaxRates } from "./change-invoicing";
import type { ItemParams } from "./params/item-shape";
import { resolvePrice } from "./resolve-price";

/** Whose items they are. `now` (unix seconds) is when a new one begins, for the time being. */
export type ItemOwner = { id: string; customer: string; now: number };

/** A new item. Its period is set when the subscription's is known. `path` begins the parameters' names. */
export async function addItem(
  context: Context,
  owner: ItemOwner,
  params: ItemParams,
  path: string,
): Promise<Stripe.SubscriptionItem> {
  const price = await resolvePrice(context, params, path);
  if (price === null) throw missingParam(`${path}[price]`);
  const blank: Stripe.SubscriptionItem = {
    id: newId("subscription_item"),
    object: "subscription_item",
    billing_thresholds: null,
    created: owner.now,
    current_period_end: owner.now,
    current_period_start: owner.now,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price,
    subscription: owner.id,
    tax_rates: [],
  };
  return fill(context, owner, blank, params, path);
}

/** An item after a change. Another price begins with a quantity of 1 unless one is given, as documented. */
export async function changeItem(
  context: Context,
  owner: ItemOwner,
  before: Stripe.SubscriptionItem,
  params: ItemParams,
  path: string,
): Promise<Stripe.SubscriptionItem> {
  const isSame = params.price === before.price.id;
  const price = isSame ? before.price : await resolvePrice(context, params, path);
  if (price === null || price.id === before.price.id) {
    return fill(context, owner, before, params, path);
  }
  const { quantity: _quantity, ...rest } = before;
  return fill(context, owner, { ...rest, plan: planOf(price), price }, params, path);
}

async function fill(
  context: Context,
  owner: ItemOwner,
  item: Stripe.SubscriptionItem,
  params: ItemParams,
  path: string,
): Promise<Stripe.SubscriptionItem> {
  const { billing_thresholds: thresholds, tax_rates: rates, current_trial: trial } = params;
  if (trial !== undefined) {
    throw noSuchReference("trial offer", trial.trial_offer, `${path}[current_trial][trial_offer]`);
  }
  const changed: Stripe.SubscriptionItem = {
    ...item,
    billing_thresholds: thresholds === undefined ? item.billing_thresholds : thresholds,
    discounts: await changeDiscounts(context, owner, item, params, path),
    metadata: changeMetadata(item.metadata, params.metadata),
    tax_rates:
      rates === undefined
        ? item.tax_rates
        : await readTaxRates(context, rates, `${path}[tax_rates]`),
  };
  return withQuantity(changed, params.quantity, path);
}

/** Metered items have no quantity: their usage is it. */
function withQuantity(
  item: Stripe.SubscriptionItem,
  quantity: number | undefined,
  path: string,
): Stripe.SubscriptionItem {
  if (item.price.recurring?.usage_type !== "metered") {
    return { ...item, quantity: quantity ?? item.quantity ?? 1 };
  }
  if (quantity === undefined) return item;
  throw invalid(
    `Quantity should not be specified where usage_type is \`metered\`. Remove quantity from \`${path}\``,
    `${path}[quantity]`,
  );
}

async function changeDiscounts(
  context: Context,
  owner: ItemOwner,
  item: Stripe.SubscriptionItem,
  { discounts: given }: ItemParams,
  path: string,
): Promise<Stripe.SubscriptionItem["discounts"]> {
  if (given === null) return [];
  if (given === undefined || given.length === 0) return item.discounts;
  const bearer = { customer: owner.customer, subscription: owner.id, subscriptionItem: item.id };
  const loaded = await readDiscounts(context, given, bearer, `${path}[discounts]`);
  return loaded.map(({ discount }) => discount);
}
