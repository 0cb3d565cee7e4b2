import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";

type Redeemer = {
  customer: string | null;
  subscription?: string;
  subscriptionItem?: string;
  invoiceItem?: string;
  amount?: number;
  currency?: string;
};

/**
 * A promotion code that this customer may redeem now. Throws 400 for one that is inactive or used up, is
 * for another customer, or whose restrictions are not met.
 */
export async function requireRedeemableCode(
  context: Context,
  id: string,
  redeemer: Redeemer,
  param: string,
): Promise<Stripe.PromotionCode> {
  const { books, now } = context;
  const code = await requireDocument(books, "promotion_code", id, param);
  const isOver = code.expires_at !== null && code.expires_at < now;
  if (!code.active || isOver) {
    throw invalid("This promotion code is expired or no longer active.", param);
  }
  const customer = idOf(code.customer);
  if (customer !== null && customer !== redeemer.customer) {
    throw invalid("This promotion code cannot be redeemed by this customer.", param);
  }
  const { restrictions } = code;
  if (restrictions.minimum_amount !== null && !canHaveMinimum(redeemer)) {
    throw invalid("This promotion code has a minimum amount and cannot be applied here.", param);
  }
  if (restrictions.first_time_transaction && (await hasBought(context, redeemer.customer))) {
    throw invalid(
      "This promotion code cannot be redeemed because the associated customer has prior transactions.",
      param,
    );
  }
  requireMinimum(restrictions, redeemer, param);
  return code;
}

/**
 * Stripe: a code with amount restrictions goes with no item, and with a subscription only when that is made.
 * (https://docs.stripe.com/billing/subscriptions/coupons#promotion-codes)
 */
function canHaveMinimum({ subscription, subscriptionItem, invoiceItem, amount }: Redeemer) {
  if (subscriptionItem !== undefined || invoiceItem !== undefined) return false;
  return subscription === undefined || amount !== undefined;
}

/** Open invoices count as well as paid ones: https://github.com/stripe/stripe-node/issues/2349. */
async function hasBought({ books }: Context, customer: string | null): Promise<boolean> {
  if (customer === null) return false;
  const invoices = await books.list(
    "invoice",
    { customer, statuses: ["open", "paid", "uncollectible"] },
    { limit: 1 },
  );
  if (invoices.data.length > 0) return true;
  const charges = await books.list("charge", { customer, statuses: ["succeeded"] }, { limit: 1 });
  return charges.data.length > 0;
}

function requireMinimum(
  restrictions: Stripe.PromotionCode.Restrictions,
  { amount, currency }: Redeemer,
  param: string,
): void {
  if (restrictions.minimum_amount === null || amount === undefined) return;
  const isOwn = currency === undefined || currency === restrictions.minimum_amount_currency;
  const minimum = isOwn
    ? restrictions.minimum_amount
    : restrictions.currency_options?.[currency]?.minimum_amount;
  if (minimum === undefined || amount < minimum) {
    throw invalid(
      "This promotion code cannot be redeemed because the minimum amount requirement was not met.",
      param,
    );
  }
}
