import type { ActionName } from "./actions";
import type { Money } from "./money";
import type { BillingField, CouponView } from "./view";

/**
 * What a change would do, shown before it is confirmed, and beside it what Stripe held at that moment.
 * `expected` travels to the browser and back; when Stripe's state has moved since, nothing is done.
 */
export type Preview =
  | PlanPreview
  | QuantityPreview
  | UndoChangePreview
  | CancelPreview
  | UndoPreview
  | OfferPreview
  | DeclinePreview
  | BeginPreview<"resubscribe">
  | BeginPreview<"start_subscription">
  | PromotionCodePreview
  | PausePreview
  | ResumePreview
  | DefaultPaymentMethodPreview
  | AddPaymentMethodPreview
  | UsePaymentMethodPreview
  | PayInvoicePreview
  | CustomerPreview;

/** The preview of each action, by its name. */
export type PreviewOf<Name extends ActionName> = Extract<Preview, { kind: Name }>;

export type Expected = {
  /** The items at the time of the preview, as "item:price:quantity", sorted. Empty for customer-wide actions. */
  readonly items: readonly string[];
  readonly status: string;
  readonly cancelAt: number | null;
  /** Unix seconds Stripe prorates from; null when nothing is prorated. */
  readonly prorationDate: number | null;
  /** What was shown as due now, minor units; null when the action moves no money. */
  readonly amount: number | null;
};

export type PreviewLine = {
  readonly description: string;
  readonly amount: Money;
  readonly proration: boolean;
};

/** What something costs, as Stripe computed it: nothing in it is added up here. */
export type Bill = {
  /** On which invoice the lines and what follows them are: one made at the confirm, or the next regular one. */
  readonly billed: "now" | "next";
  readonly lines: readonly PreviewLine[];
  /** True when Stripe holds more lines than are listed. */
  readonly hasMoreLines: boolean;
  readonly subtotal: Money;
  readonly tax: Money | null;
  readonly discount: Money | null;
  /** What it adds to the customer's credit, when the lines come to less than nothing. Positive. */
  readonly credit: Money | null;
  /** What the customer's credit pays of it. Positive. */
  readonly balance: Money | null;
  /** What comes along of an earlier debt; negative: it is too little to be charged, and comes with a later invoice. */
  readonly debt: Money | null;
  /** What is charged at the confirm. */
  readonly dueNow: Money;
  readonly next: NextCharge | null;
};

/** The renewal after it. */
export type NextCharge = {
  /** Unix seconds. */
  readonly at: number;
  /** What will be charged. */
  readonly amount: Money;
  /** What the invoice comes to before the customer's balance. */
  readonly total: Money;
  /** What the customer's credit pays of it. Positive. */
  readonly balance: Money | null;
  /** As in a bill. */
  readonly debt: Money | null;
  /** The credit that is left after it. Positive. */
  readonly left: Money | null;
};

/** What is billed, and what it comes to. */
export type BilledLines = Pick<
  Bill,
  "lines" | "hasMoreLines" | "subtotal" | "tax" | "discount" | "credit" | "balance" | "debt"
>;

/** How many of what, by the item's or price's product. */
type PreviewPart = {
  readonly name: string;
  readonly price: string;
  readonly quantity: number | null;
  readonly unitLabel: string | null;
};

export type PaidBy = { readonly brand: string | null; readonly last4: string | null };

/** What is missing before it can be confirmed, in the order it is asked for. */
export type Needed = "address" | "payment_method";

type Change = Bill & {
  readonly subscription: string;
  readonly from: { readonly name: string; readonly price: string };
  readonly to: { readonly name: string; readonly price: string; readonly quantity: number };
  readonly parts: readonly PreviewPart[];
  /** When it takes effect, Unix seconds; null: at the confirm. */
  readonly effectiveAt: number | null;
  /** The promotion code's effect; null: none was typed. */
  readonly coupon: CouponView | null;
  readonly needs: readonly Needed[];
  readonly paymentMethod: PaidBy | null;
};

export type PlanPreview = Change & { readonly kind: "change_plan" };
export type QuantityPreview = Change & {
  readonly kind: "change_quantity";
  readonly item: string;
  readonly fromQuantity: number;
};

/** A subscription that begins: the first, or again. */
export type BeginPreview<
  Kind extends "resubscribe" | "start_subscription" = "resubscribe" | "start_subscription",
> = Bill & {
  readonly kind: Kind;
  /** What ended; null for a first one. */
  readonly subscription: string | null;
  readonly name: string;
  readonly price: string;
  readonly parts: readonly PreviewPart[];
  readonly coupon: CouponView | null;
  readonly needs: readonly Needed[];
  readonly paymentMethod: PaidBy | null;
};

type UndoChangePreview = {
  readonly kind: "undo_change";
  readonly subscription: string;
  readonly name: string;
};

export type CancelPreview = {
  readonly kind: "cancel_subscription";
  readonly subscription: string;
  readonly name: string;
  readonly mode: "at_period_end" | "immediately";
  /** When access ends, Unix seconds. */
  readonly endsAt: number;
  /** What comes back for unused time, as a credit; null: nothing. Positive. */
  readonly credit: Money | null;
  /** What is still billed at the end (usage, prorations); null: nothing. Positive. */
  readonly owed: Money | null;
  /** Invoices that are open now: they stay to be paid, and are tried no further. */
  readonly open: { readonly count: number; readonly amount: Money } | null;
  /** Whether a change that was chosen here for the period's end is given up with it. */
  readonly dropsChange: boolean;
};

type UndoPreview = {
  readonly kind: "undo_cancel";
  readonly subscription: string;
  readonly name: string;
  readonly renewsAt: number;
};

export type OfferPreview = {
  readonly kind: "accept_offer";
  readonly subscription: string;
  readonly coupon: CouponView;
  /** The next invoice without and with it; null when none is known. */
  readonly next: { readonly at: number; readonly before: Money; readonly after: Money } | null;
};

type DeclinePreview = { readonly kind: "decline_offer"; readonly subscription: string };

export type PromotionCodePreview = {
  readonly kind: "apply_promotion_code";
  readonly subscription: string;
  readonly coupon: CouponView;
  /** The next invoice without and with it; null when none is known. */
  readonly next: { readonly at: number; readonly before: Money; readonly after: Money } | null;
};

export type PausePreview = {
  readonly kind: "pause_subscription";
  readonly subscription: string;
  readonly name: string;
  /** Null: until it is resumed. */
  readonly resumesAt: number | null;
  /** Until when it is paid for, and what becomes of that time: it runs on, or ends now and what is left comes back. */
  readonly paidUntil: number;
  readonly paidTime: "runs_on" | "ends";
  /** What comes back for unused time, as a credit. Positive; counted to the second of the confirm. */
  readonly credit: Money | null;
  /** What is charged at the confirm for what was used until then. */
  readonly owed: Money | null;
};

export type ResumePreview = {
  readonly kind: "resume_subscription";
  readonly subscription: string;
  readonly name: string;
  /** What is charged at the confirm; null when nothing is. */
  readonly dueNow: Money | null;
  /** What that consists of; null when nothing is billed. */
  readonly bill: BilledLines | null;
  /** Where it is paid: charged at the confirm, or by the customer on the invoice's own page. */
  readonly paidOn: "confirm" | "page";
  readonly next: NextCharge | null;
  readonly paymentMethod: PaidBy | null;
};

type DefaultPaymentMethodPreview = {
  readonly kind: "set_default_payment_method";
  readonly paymentMethod: string;
};

type AddPaymentMethodPreview = { readonly kind: "add_payment_method" };

export type UsePaymentMethodPreview = {
  readonly kind: "use_payment_method";
  readonly paymentMethod: PaidBy & { readonly id: string };
  /** Null: it becomes the customer's default. */
  readonly subscription: string | null;
};

export type PayInvoicePreview = {
  readonly kind: "pay_invoice";
  readonly invoice: string;
  readonly number: string | null;
  readonly amount: Money;
  readonly paymentMethod: PaidBy | null;
};

type CustomerPreview = {
  readonly kind: "update_customer";
  /** What would be replaced. */
  readonly fields: readonly BillingField[];
};
