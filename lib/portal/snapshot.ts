import type { Interval, Money } from "./money";
import type { Service } from "./service";

/** Kept snapshots of another shape are as good as none. Raise it when a field is added or changes its meaning. */
export const snapshotShape = 8;

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
  /** What subscriptions wait to have paid and the window does not hold; left out: nothing. */
  readonly owed?: readonly InvoiceFact[];
  /** The catalogue: every product that a subscription or the configuration's plan list names. */
  readonly products: readonly ProductFact[];
  /** Every recurring price of the configuration's plan list. */
  readonly prices: readonly PriceFact[];
  /** What the next invoice will be; a subscription without an entry was not asked for or has none. */
  readonly upcoming: readonly UpcomingFact[];
  /** The service whose tiers are the plan list; null: the configuration's own list is. */
  readonly service: Service | null;
  /** The only prices that a tier may be chosen at, as the session says; left out: all that it has. */
  readonly choosable?: readonly string[];
  /** The coupon that the session's cancel flow offers, and whether this subscription has had it before. */
  readonly offer: OfferFact | null;
  /** A visit of Stripe's page for a payment method, where the reading was asked for one. */
  readonly setup?: SetupFact;
  /** The merchant's own reasons that the configuration names, as far as they are active. */
  readonly feedbackOptions: readonly { readonly id: string; readonly text: string }[];
};

export type CouponFact = {
  readonly id: string;
  readonly name: string | null;
  /** False when it has run out or was used up. */
  readonly valid: boolean;
  readonly percentOff: number | null;
  readonly amountOff: Money | null;
  readonly duration: string;
  readonly months: number | null;
};

export type OfferFact = { readonly coupon: CouponFact; readonly isUsed: boolean };

/** `code` is the promotion code it came by. */
export type DiscountFact = {
  readonly id: string;
  readonly coupon: CouponFact;
  readonly promotionCodeId: string | null;
  readonly endsAt: number | null;
};

export type Window<T> = {
  readonly data: readonly T[];
  readonly hasMore: boolean;
  /** What the next window follows, where there is one; left out where windows are not turned. */
  readonly next?: string | null;
};

export type CustomerFact = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Null when no part of it is known. */
  readonly address: AddressFact | null;
  readonly taxIds: readonly TaxIdFact[];
  readonly preferredLocales: readonly string[];
  /** Minor units of `currency`; negative: a credit in the customer's favour, as Stripe counts. */
  readonly balance: number;
  readonly currency: string | null;
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
  /** Of its metadata, what says how it is sold: the keys that begin with `sb_`. */
  readonly metadata: Readonly<Record<string, string>>;
};

export type PriceFact = {
  readonly id: string;
  readonly productId: string;
  readonly active: boolean;
  readonly currency: string;
  /** Minor units per unit of quantity, maybe a fraction of one; null for tiered prices. */
  readonly unitAmount: number | null;
  readonly interval: Interval | null;
  readonly usageType: string;
  /** graduated or volume; null for a price that is the same for every unit. */
  readonly tiersMode: string | null;
  /** Minor units for the first unit of a tiered price; null for others, and where its tiers were not read. */
  readonly startsAt: number | null;
  readonly nickname: string | null;
  /** inclusive, exclusive, unspecified. */
  readonly taxBehavior: string | null;
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
  /** When a pause ends by itself; null: when it is ended. */
  readonly resumesAt: number | null;
  /** When it was paused, where Stripe tells: in the flexible way. */
  readonly pausedAt: number | null;
  /** A change that waits for its payment; null: none. */
  readonly pendingUpdate: { readonly expiresAt: number } | null;
  readonly discounts: readonly DiscountFact[];
  /** Whether Stripe works its taxes out, which takes an address. */
  readonly automaticTax: boolean;
  /** The tax rates that stand for all its items where no tax is worked out; of one item's, the first's. */
  readonly taxRates: readonly string[];
  readonly scheduleId: string | null;
  /** Whether that schedule carries our mark: this product wrote it, and may end it. */
  readonly isScheduleOurs: boolean;
  /** What its schedule will make of it next; null when nothing will change, or nobody may know. */
  readonly scheduled: ScheduledFact | null;
  readonly defaultPaymentMethodId: string | null;
  /** What it pays with itself, in Stripe's new way or an old one; null: as the customer does, or not read. */
  readonly ownPaymentMethod: PaymentMethodFact | null;
  readonly latestInvoiceId: string | null;
  /** classic or flexible: decides how a cancellation at period end is written. */
  readonly billingMode: string;
  /** The connected account it is charged for; null: the merchant itself. */
  readonly onBehalfOf: string | null;
  /** The intent that began it here; null: it was begun elsewhere. */
  readonly begunBy: string | null;
  /** The ended subscription whose place it took here; null: none. */
  readonly resubscribes: string | null;
};

/** A change that a subscription's schedule has ahead. */
export type ScheduledFact = {
  readonly at: number;
  /** Whether this product wrote it, so that it can be undone here. */
  readonly isOurs: boolean;
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

/** `paymentMethodId` is null until it is complete. */
export type SetupFact = { readonly id: string; readonly paymentMethodId: string | null };

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
