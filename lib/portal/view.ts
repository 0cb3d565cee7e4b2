import type { Allowance } from "./allowance";
import type { CancellationReason } from "./features";
import type { Flow } from "./flow";
import type { Completion } from "./flow-state";
import type { Interval, Money } from "./money";
import type { PlanView, QuantityTerms } from "./plan-view";
import type { AddressFact, TaxIdFact } from "./snapshot";

export type { Allowance, ReasonCode } from "./allowance";
export type { PlanPartView, PlanPriceView, PlanView, QuantityTerms } from "./plan-view";

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
  readonly layout: { readonly actions: "buttons" | "dropdown" };
  readonly legal: { readonly privacyUrl: string | null; readonly termsUrl: string | null };
  /** Null when the whole portal is open. */
  readonly flow: FlowView | null;
  readonly attention: readonly Attention[];
  /** By unit label: how many are in use, where the session says so. The bounds of a quantity reckon with it. */
  readonly inUse: Readonly<Record<string, number>>;
  /** What concerns no subscription that there is. */
  readonly actions: { readonly start_subscription: Allowance<StartOffer> };
  readonly subscriptions: readonly SubscriptionView[];
  readonly hasMoreSubscriptions: boolean;
  /** The subscription that the next page of the list follows; null on the first view, and on the last page. */
  readonly nextSubscriptions: string | null;
  /** How to cancel where it can't be done here; null where it can, or where the merchant says nothing. */
  readonly cancelInstructions: string | null;
  /** Null when the section is switched off. */
  readonly paymentMethods: readonly PaymentMethodView[] | null;
  /** Whether another payment method may be added. */
  readonly addPaymentMethod: Allowance;
  /** Null when the section is switched off. */
  readonly billing: BillingView | null;
  /** Null when the section is switched off. */
  readonly invoices: { readonly list: readonly InvoiceView[]; readonly hasMore: boolean } | null;
};

export type SessionView = { readonly id: string; readonly returnUrl: string | null };

/** The one task a session was made for: nothing else is shown until it is over. */
export type FlowView = {
  readonly type: Flow["type"];
  /** Null for one about the customer. */
  readonly subscription: string | null;
  readonly isCompleted: boolean;
  /** What it was completed with; null while it is open. */
  readonly completed: Completion | null;
  /** What follows on it. */
  readonly after:
    | { readonly type: "hosted_confirmation"; readonly message: string | null }
    | { readonly type: "redirect"; readonly url: string }
    | { readonly type: "portal_homepage" };
  /** The exact change that `subscription_update_confirm` asks to confirm; null for the others. */
  readonly change: FlowChange | null;
};

export type FlowChange = {
  readonly item: string;
  /** Null: the item's own stays. */
  readonly price: string | null;
  readonly quantity: number | null;
  readonly coupon: string | null;
  readonly promotionCode: string | null;
};

export type Attention =
  | { readonly kind: "incomplete"; readonly subscriptionId: string; readonly payUrl: string | null }
  | {
      readonly kind: "change_pending";
      readonly subscriptionId: string;
      readonly payUrl: string | null;
      /** When Stripe gives the change up, Unix seconds. */
      readonly expiresAt: number | null;
    }
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
  /** For one unit; where it is `tiered` the least that can be said, null when that is not known. */
  readonly price: Money | null;
  readonly tiered: boolean;
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
  | { readonly kind: "paused"; readonly resumesAt: number | null }
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
  /** What it is charged to; null where nothing is known, or where invoices are sent instead. */
  readonly paymentMethod: PaymentMethodView | null;
  /** True when that is this subscription's own, whatever the customer's default becomes. */
  readonly hasOwnPaymentMethod: boolean;
  /** Stripe's word: `send_invoice` is paid by the customer, everything else is charged. */
  readonly collectionMethod: string;
  readonly discounts: readonly DiscountView[];
  readonly trialEnd: number | null;
  readonly actions: SubscriptionActions;
};

/** Everything that can be done to one subscription: allowed with its terms, or the reason why not. */
export type SubscriptionActions = {
  readonly change_plan: Allowance<ChangeOffer>;
  readonly change_quantity: Allowance<{ readonly items: readonly QuantityView[] }>;
  /** Takes back a change that waits for the period's end. */
  readonly undo_change: Allowance;
  readonly cancel_subscription: Allowance<CancelOffer>;
  readonly undo_cancel: Allowance;
  readonly accept_offer: Allowance<{ readonly coupon: CouponView }>;
  readonly decline_offer: Allowance;
  readonly resubscribe: Allowance<ResubscribeOffer>;
  readonly apply_promotion_code: Allowance;
  readonly pause_subscription: Allowance<{ readonly durations: readonly PauseDuration[] }>;
  readonly resume_subscription: Allowance;
};

type ChangeOffer = {
  readonly plans: readonly PlanView[];
  /** Whether a promotion code may be typed in the same step. */
  readonly promotionCodes: boolean;
};

/** `plans` to begin with; what is held now is marked `current` nowhere. */
type StartOffer = {
  readonly plans: readonly PlanView[];
  readonly promotionCodes: boolean;
};

export type ResubscribeOffer = {
  /** What it was, as far as it can still be had; another one only where `canChangePlan`. */
  readonly plans: readonly PlanView[];
  /** The base price that is filled in; null when nothing of it is on sale any more. */
  readonly price: string | null;
  /** True when the price it had is archived and `price` takes its place. */
  readonly isReplaced: boolean;
  readonly canChangePlan: boolean;
  readonly promotionCodes: boolean;
};

/** An item whose quantity may be changed. */
export type QuantityView = {
  readonly item: string;
  readonly productName: string;
  readonly unitLabel: string | null;
  readonly quantity: number;
  readonly terms: QuantityTerms;
};

/** Null and null: until it is resumed. */
export type PauseDuration = {
  readonly interval: Interval | null;
  readonly resumesAt: number | null;
};

export type CouponView = {
  readonly id: string;
  readonly name: string | null;
  readonly percentOff: number | null;
  readonly amountOff: Money | null;
  /** once, repeating, forever: Stripe's words. */
  readonly duration: string;
  readonly months: number | null;
};

/** A discount that a subscription has. `endsAt` null: it goes on. */
export type DiscountView = {
  readonly id: string;
  readonly coupon: CouponView;
  readonly endsAt: number | null;
};

export type CancelOffer = {
  readonly mode: "at_period_end" | "immediately";
  readonly endsAt: number;
  /** The merchant's own words before the confirmation. Plain text with line breaks. */
  readonly message: string | null;
  /** The reasons to choose from, in the merchant's order; null when none is asked for. */
  readonly reasons: readonly CancelReason[] | null;
  /** True where it may be ended at once as well: what is owed is tried no further. */
  readonly canEndNow: boolean;
};

/** One of Stripe's eight, or the merchant's own with its text. */
export type CancelReason =
  | { readonly kind: "stripe"; readonly feedback: CancellationReason }
  | { readonly kind: "own"; readonly feedbackOption: string; readonly text: string };

/** What a customer may change of their billing information, as far as it is built. */
export type BillingField = "name" | "email" | "phone" | "address";

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
  readonly actions: { readonly pay_invoice: Allowance };
};
