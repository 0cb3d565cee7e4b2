import type Stripe from "stripe";

/** What an account holds, by kind. A new resource adds a line here and its columns in record-of.ts. */
export type Documents = {
  account: Stripe.Account;
  balance_transaction: Stripe.BalanceTransaction;
  charge: Stripe.Charge;
  checkout_session: Stripe.Checkout.Session;
  coupon: Stripe.Coupon;
  credit_note: Stripe.CreditNote;
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  customer_balance_transaction: Stripe.CustomerBalanceTransaction;
  discount: Stripe.Discount;
  event: Stripe.Event;
  feedback_option: Stripe.Billing.FeedbackOption;
  invoice: Stripe.Invoice;
  invoice_payment: Stripe.InvoicePayment;
  invoiceitem: Stripe.InvoiceItem;
  meter: Stripe.Billing.Meter;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  payment_method_configuration: Stripe.PaymentMethodConfiguration;
  portal_configuration: Stripe.BillingPortal.Configuration;
  portal_session: Stripe.BillingPortal.Session;
  price: Stripe.Price;
  product: Stripe.Product;
  promotion_code: Stripe.PromotionCode;
  refund: Stripe.Refund;
  setup_attempt: Stripe.SetupAttempt;
  setup_intent: Stripe.SetupIntent;
  source: Stripe.CustomerSource;
  subscription: Stripe.Subscription;
  subscription_schedule: Stripe.SubscriptionSchedule;
  tax_id: Stripe.TaxId;
  tax_rate: Stripe.TaxRate;
  test_clock: Stripe.TestHelpers.TestClock;
  token: Stripe.Token;
  webhook_endpoint: Stripe.WebhookEndpoint;
  // What Stripe keeps and shows nobody as an object of its own:
  /** Which price bears a lookup key; the id is the key. */
  lookup_key: { id: string; price: string };
  /** A preview, as long as it can be retrieved; `created` (unix seconds): when it was made. */
  invoice_preview: { id: string; created: number; invoice: Stripe.Invoice };
  /** What of an invoice's payment goes to whom, as it was told; the id is the invoice's. Minor units. */
  invoice_shares: {
    id: string;
    application_fee_amount: number | null;
    transfer_data: { amount?: number; destination: string } | null;
  };
  /** Which invoice a page shows; the id is the unguessable token of its address. */
  invoice_page: { id: string; invoice: string };
  /** Which credit note a PDF shows; the id is the unguessable token of its address. */
  credit_note_page: { id: string; credit_note: string };
  /** What the sandbox knows of a payment method, card or token beside what it shows; the id is theirs. */
  test_card: {
    id: string;
    /** Its line in the table of test cards. */
    name: string;
    /** Authentication was done for charges while the customer is away. */
    isSetUp: boolean;
    /** Charged or detached without a customer: it may not be attached any more. */
    isSpent: boolean;
  };
  /** Which invoice a payment intent pays; the id is the intent's. */
  intent_invoice: { id: string; invoice: string };
  /** What a page of payments is about (a charge, an intent, a checkout session); the id is its address's token. */
  payment_page: { id: string; subject: string };
  /** Which customer an account carries (`customer_account`); the id is the account's. */
  account_customer: { id: string; customer: string };
  /** An account of API v2 that carries a customer. */
  v2_account: Stripe.V2.Core.Account;
  /** A coupon that was deleted and goes on for those who redeemed it. */
  deleted_coupon: Stripe.Coupon;
  /** When a repeating discount ends (unix seconds), and by which test clock; the id is the discount's. */
  discount_end: { id: string; at: number; clock: string | null };
  /** A discount that nothing bears any more; invoices still name it. */
  ended_discount: Stripe.Discount;
  /** One meter event; the id is its identifier. `time` and `received` in unix seconds, `value` as decimal text. */
  meter_usage: {
    id: string;
    received: number;
    customer: string;
    event_name: string;
    time: number;
    value: string;
    payload: { [key: string]: string };
  };
  /**
   * Which subscription an item belongs to; the id is the item's. `since` (unix seconds): from when on it
   * had metered prices, by id, that it did not begin with.
   */
  item_owner: { id: string; subscription: string; since?: { [price: string]: number } };
  /** What a subscription becomes when an invoice is paid; the id is the invoice's. */
  awaited_change: {
    id: string;
    /** `resume_on_payment_attempt`: a failed payment is enough, and leaves it past due. */
    reason: "pending_update" | "resume_on_payment_attempt" | "resume_on_payment_success";
    subscription: Stripe.Subscription;
    clock: string | null;
    /** When the invoice is voided unless somebody tried to pay it (unix seconds); null: others see to it. */
    expires_at: number | null;
  };
  /** What deliveries to a webhook endpoint are signed with; the id is the endpoint's. */
  webhook_key: { id: string; secret: string; isConnect: boolean };
  /** An event that a webhook endpoint has not taken yet. `books`: the account that holds the event. */
  webhook_delivery: {
    id: string;
    endpoint: string;
    event: string;
    books: string;
    payload: string;
    attempts: number;
    /** When it is tried next (unix seconds). */
    at: number;
    status: "pending" | "failed";
  };
  /** Which account a restricted key opens, and what it may do there; in the books of the key, as "own". */
  restricted_key: { id: string; account: string; permissions: { [resource: string]: string } };
  /** The customer whose next charge is declined, by the demo's wish. */
  payment_fault: { id: string };
  /** How far the demo's time machine has moved the account; the only id is "offset". */
  account_time: { id: string; seconds: number };
};
export type Kind = keyof Documents;

/** The id of a reference, expanded or not. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === "string" ? reference : reference.id;
}
