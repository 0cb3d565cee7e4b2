import type { Interval, Money } from "./money";

/** Kept snapshots of another shape are as good as none. Raise it when a field is added or changes its meaning. */
export const snapshotShape = 5;

/**
 * One customer's billing as read from Stripe, in our own shape. Statuses and types are open strings:
 * Stripe adds values, and an unknown one is shown plainly. All times are Unix seconds.
 * Lists are windows: `hasMore` says that Stripe holds more than was read.
 */
export type Snapshot = {
  readonly takenAt: number;
  /**
   * Seconds by which this customer's time at Stripe is ahead of ours: a test clock's, a sandbox's whose time
   * was moved. 0 for everybody real. Negative when behind.
   */
  readonly timeAhead: number;
  readonly livemode: boolean;
  readonly customer: CustomerFact;
  readonly subscriptions: Window<SubscriptionFact>;
  readonly paymentMethods: Window<PaymentMethodFact>;
  readonly invoices: Window<InvoiceFact>;
  /** The catalogue: every product that a subscription or the configuration's plan list names. */
  readonly products: readonly ProductFact[];
  /** Every recurring price of the configuration's plan list. */
  readonly prices: readonly PriceFact[];
  /** What the next invoice will be; a subscription without an entry was not asked for or has none. */
  readonly upcoming: readonly UpcomingFact[];
};

export type Window<T> = { readonly data: readonly T[]; readonly hasMore: boolean };

export type CustomerFact = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Null when no part of it is known. */
  readonly address: AddressFact | null;
  readonly taxIds: readonly TaxIdFact[];
  readonly preferredLocales: readonly string[];
  readonly defaultPaymentMethodId: string | null;
};

export type AddressFact = {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  /** Two letters. */
  readonly country: string | null;
};

/** `type` is Stripe's word: eu_vat, us_ein, … */
export type TaxIdFact = { readonly id: string; readonly type: string; readonly value: string };

export type ProductFact = {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly unitLabel: string | null;
  readonly active: boolean;
  /** Stripe's marketing features, one line each. */
  readonly features: readonly string[];
};

export type PriceFact = {
  readonly id: string;
  readonly productId: string;
  readonly active: boolean;
  readonly currency: string;
  /** Minor units per unit of quantity; null for tiered or fractional prices. */
  readonly unitAmount: number | null;
  readonly interval: Interval | null;
  readonly usageType: string;
};

export type ItemFact = {
  readonly id: string;
  readonly price: PriceFact;
  /** Null for metered items. */
  readonly quantity: number | null;
  readonly currentPeriodStart: number;
  readonly currentPeriodEnd: number;
};

export type SubscriptionFact = {
  readonly id: string;
  readonly status: string;
  readonly currency: string;
  readonly created: number;
  readonly items: readonly ItemFact[];
  readonly cancelAtPeriodEnd: boolean;
  readonly cancelAt: number | null;
  readonly endedAt: number | null;
  readonly trialEnd: number | null;
  readonly collectionMethod: string;
  /** True when invoices are held back by pause_collection. */
  readonly collectionPaused: boolean;
  readonly scheduleId: string | null;
  /** What its schedule will make of it next; null when nothing will change, or nobody may know. */
  readonly scheduled: ScheduledFact | null;
  readonly defaultPaymentMethodId: string | null;
  readonly latestInvoiceId: string | null;
  /** classic or flexible: decides how a cancellation at period end is written. */
  readonly billingMode: string;
  /** The connected account it is charged for; null: the merchant itself. */
  readonly onBehalfOf: string | null;
};

/** A change that a subscription's schedule has ahead. */
export type ScheduledFact = {
  readonly at: number;
  readonly items: readonly { readonly priceId: string; readonly quantity: number | null }[];
};

export type PaymentMethodFact = {
  readonly id: string;
  /** card, us_bank_account, … as Stripe says. */
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
};

export type InvoiceFact = {
  readonly id: string;
  readonly number: string | null;
  readonly created: number;
  readonly status: string;
  readonly total: Money;
  readonly amountDue: Money;
  readonly subscriptionId: string | null;
  /** The connected account it is charged for; null: the merchant itself. */
  readonly onBehalfOf: string | null;
  readonly hostedUrl: string | null;
  readonly pdfUrl: string | null;
};

export type UpcomingFact = {
  readonly subscriptionId: string;
  readonly date: number;
  readonly amountDue: Money;
};
