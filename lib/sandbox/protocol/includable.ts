import type { Books } from "../books";
import { customerInclusions } from "../customers/included";
import { loadConfirmationSecret, loadPayments } from "../invoices/included-payments";
import { chargeInclusions } from "../payments/included";

/** Makes a field's value when it is asked for. What more than the id it needs, it finds in the books. */
type Loader = (object: { id: string }, books: Books) => Promise<unknown>;

/**
 * Fields that Stripe answers only when they are expanded, by object type and dotted path: `stored` ones
 * are part of the document and left out of answers that did not ask; others are made when asked for.
 * (https://docs.stripe.com/expand#includable-properties)
 */
export const includable: Record<string, Record<string, "stored" | Loader>> = {
  "billing_portal.configuration": { "features.subscription_update.products": "stored" },
  charge: chargeInclusions,
  customer: {
    ...customerInclusions,
    cash_balance: "stored",
    invoice_credit_balance: "stored",
    tax: "stored",
  },
  invoice: { confirmation_secret: loadConfirmationSecret, payments: loadPayments },
  coupon: { applies_to: "stored", currency_options: "stored" },
  price: { currency_options: "stored", tiers: "stored" },
  plan: { tiers: "stored" },
  promotion_code: { "restrictions.currency_options": "stored" },
  search_result: { total_count: "stored" },
};
