import type { CancellationReason } from "./features";
import type { Interval, Money } from "./money";
import type { AddressFact, TaxIdFact } from "./snapshot";

/** Why an action is not offered. The catalogue has a polite sentence for each. */
export type ReasonCode =
  | "feature_disabled"
  | "subscription_ended"
  | "cancellation_scheduled"
  | "no_cancellation_scheduled"
  | "schedule_attached"
  | "several_items"
  | "metered"
  | "invoiced"
  | "past_due"
  | "paused"
  | "incomplete"
  | "no_other_plan"
  | "already_default"
  | "read_only"
  | "stripe_unreachable";

/** Either the action may be done, with what it may be done with, or the reason why not. */
export type Allowance<Terms = object> =
  | ({ readonly allowed: true } & Terms)
  | { readonly allowed: false; readonly reason: ReasonCode };

/** What the portal shows and allows: everything the UI needs and nothing it may not know. */
export type PortalView = {
  readonly session: SessionView;
  readonly livemode: boolean;
  /** When this was read from Stripe, Unix seconds. */
  readonly asOf: number;
  /** True when Stripe could not be asked and this is what was last known: nothing can be changed. */
  readonly stale: boolean;
  /** True when this visit is only for looking: nothing can be changed. */
  readonly readOnly: boolean;
  readonly customer: { readonly name: string | null; readonly email: string | null };
  readonly headline: string | null;
  readonly legal: { readonly privacyUrl: string | null; readonly termsUrl: string | null };
  readonly attention: readonly Attention[];
  readonly subscriptions: readonly SubscriptionView[];
  readonly hasMoreSubscriptions: boolean;
  /** How to cancel where it can't be done here; null where it can, or where the merchant says nothing. */
  readonly cancelInstructions: string | null;
  /** Null when the section is switched off. */
  readonly paymentMethods: readonly PaymentMethodView[] | null;
  /** Null when the section is switched off. */
  readonly billing: BillingView | null;
  /** Null when the section is switched off. */
  readonly invoices: { readonly list: readonly InvoiceView[]; readonly hasMore: boolean } | null;
};

export type SessionView = { readonly id: string; readonly returnUrl: string | null };

export type Attention =
  | { readonly kind: "past_due"; readonly subscriptionId: string; readonly payUrl: string | null }
  | { readonly kind: "trial_ending"; readonly subscriptionId: string; readonly at: number }
  | {
      readonly kind: "card_expiring";
      readonly paymentMethodId: string;
      readonly last4: string | null;
    };

export type ItemView = {
  readonly id: string;
  readonly productName: string;
  readonly priceId: string;
  readonly price: Money | null;
  readonly interval: Interval | null;
  readonly quantity: number | null;
  readonly unitLabel: string | null;
  /** Billed by what was used: `price` is for one unit of it. */
  readonly metered: boolean;
};

/** What a subscription will be from some day on. */
export type NextPlanView = Omit<ItemView, "id" | "priceId">;

/** What time will do to the subscription next. */
export type Horizon =
  | {
      readonly kind: "renews";
      readonly at: number;
      readonly amount: Money | null;
      /** True when the amount still grows with what is used. */
      readonly soFar: boolean;
    }
  /** `to` is null when it becomes several things at once, or nothing that is known. */
  | { readonly kind: "changes"; readonly at: number; readonly to: NextPlanView | null }
  | { readonly kind: "paused" }
  | { readonly kind: "trial_until"; readonly at: number; readonly amount: Money | null }
  | { readonly kind: "ends"; readonly at: number }
  | { readonly kind: "ended"; readonly at: number | null }
  | { readonly kind: "unknown" };

export type SubscriptionView = {
  readonly id: string;
  readonly name: string;
  /** Stripe's own word; unknown ones pass through. */
  readonly status: string;
  readonly items: readonly ItemView[];
  readonly horizon: Horizon;
  readonly paymentMethod: PaymentMethodView | null;
  readonly actions: {
    readonly change_plan: Allowance<{ readonly plans: readonly PlanView[] }>;
    readonly cancel_subscription: Allowance<CancelOffer>;
    readonly undo_cancel: Allowance;
  };
};

export type CancelOffer = {
  readonly mode: "at_period_end" | "immediately";
  readonly endsAt: number;
  /** The merchant's own words before the confirmation. Plain text with line breaks. */
  readonly message: string | null;
  /** The reasons to choose from, in the merchant's order; null when none is asked for. */
  readonly reasons: readonly CancellationReason[] | null;
};

/** What a customer may change of their billing information, as far as it is built. */
export type BillingField = "name" | "phone" | "address";

export type BillingView = {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: AddressFact | null;
  readonly taxIds: readonly TaxIdFact[];
  readonly actions: {
    readonly update_customer: Allowance<{ readonly fields: readonly BillingField[] }>;
  };
};

export type PlanView = {
  readonly productId: string;
  readonly name: string;
  readonly description: string | null;
  readonly features: readonly string[];
  readonly unitLabel: string | null;
  readonly prices: readonly PlanPriceView[];
};

export type PlanPriceView = {
  readonly id: string;
  readonly price: Money | null;
  readonly interval: Interval;
  /** True for the price the subscription has now. */
  readonly current: boolean;
};

export type PaymentMethodView = {
  readonly id: string;
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
  readonly isDefault: boolean;
  readonly actions: { readonly set_default_payment_method: Allowance };
};

export type InvoiceView = {
  readonly id: string;
  readonly number: string | null;
  readonly created: number;
  readonly status: string;
  readonly total: Money;
  readonly amountDue: Money;
  readonly subscriptionId: string | null;
  /** True when a PDF can be fetched through a download. */
  readonly hasPdf: boolean;
  readonly hostedUrl: string | null;
};
