import type { Money } from "./money";
import type { BillingField } from "./view";

/**
 * What a change would do, shown before it is confirmed, and beside it what Stripe held at that moment.
 * `expected` travels to the browser and back; when Stripe's state has moved since, nothing is done.
 */
export type Preview =
  | PlanPreview
  | CancelPreview
  | UndoPreview
  | DefaultPaymentMethodPreview
  | CustomerPreview;

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

export type PlanPreview = {
  readonly kind: "change_plan";
  readonly subscription: string;
  readonly from: { readonly name: string; readonly price: string };
  readonly to: { readonly name: string; readonly price: string; readonly quantity: number };
  /** On which invoice the lines and what follows them are: one made at the confirm, or the next regular one. */
  readonly billed: "now" | "next";
  readonly lines: readonly PreviewLine[];
  readonly subtotal: Money;
  readonly tax: Money | null;
  readonly discount: Money | null;
  /** What the lines come to when they come to less than nothing: kept for later invoices. Positive. */
  readonly credit: Money | null;
  /** What the customer's balance pays of it. Positive. */
  readonly balance: Money | null;
  /** What is charged at the confirm. */
  readonly dueNow: Money;
  /** The renewal after it. */
  readonly next: { readonly at: number; readonly amount: Money } | null;
  readonly paymentMethod: { readonly brand: string | null; readonly last4: string | null } | null;
};

type CancelPreview = {
  readonly kind: "cancel_subscription";
  readonly subscription: string;
  readonly name: string;
  readonly mode: "at_period_end" | "immediately";
  /** When access ends, Unix seconds. */
  readonly endsAt: number;
};

type UndoPreview = {
  readonly kind: "undo_cancel";
  readonly subscription: string;
  readonly name: string;
  readonly renewsAt: number;
};

type DefaultPaymentMethodPreview = {
  readonly kind: "set_default_payment_method";
  readonly paymentMethod: string;
};

type CustomerPreview = {
  readonly kind: "update_customer";
  /** What would be replaced. */
  readonly fields: readonly BillingField[];
};
