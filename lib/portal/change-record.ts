import type { ActionName } from "./actions";
import type { ChangeDone } from "./change-done";
import type { Money } from "./money";
import type { Bill, Preview } from "./preview";

/** One change as its customer, and whoever judges it later, reads it. */
export type ChangeRecord = {
  /** Of the intent: one click. */
  readonly id: string;
  readonly livemode: boolean;
  readonly action: ActionName;
  readonly outcome: "applied" | "scheduled";
  readonly customer: string;
  readonly subscription: string | null;
  /** When it was done, Unix seconds. */
  readonly created: number;
  readonly session: {
    readonly id: string;
    /** How the customer had proved who they are: secret_key, email_link. Null: no longer known. */
    readonly proof: string | null;
    /** hosted or embed */
    readonly surface: string | null;
    readonly created: number | null;
  };
  readonly shown: Preview;
  /** Null until it was looked up. */
  readonly done: ChangeDone | null;
  /** Null until it was compared, and where there was no money to compare. */
  readonly agrees: boolean | null;
  readonly checked: number | null;
};

export type ChangeRecordPage = {
  readonly data: readonly ChangeRecord[];
  readonly hasMore: boolean;
};

/** What an id of a record looks like. */
export const changeRecordId = /^int_\w{1,64}$/;

/** The money part of a preview, of whatever kind; null where it has none. */
export function billOf(shown: Preview): Bill | null {
  return "lines" in shown ? shown : null;
}

/**
 * What the customer was told would be charged at the confirm, minor units; 0 where nothing was said of money. Null for
 * what concerns no subscription and no invoice: then there is nothing to compare.
 */
export function shownAmount(
  shown: Preview,
): { readonly amount: number; readonly currency: string | null } | null {
  const nothing = { amount: 0, currency: null };
  const said = (told: Money | null) => told ?? nothing;
  switch (shown.kind) {
    case "change_plan":
    case "change_quantity":
    case "resubscribe":
    case "start_subscription":
      return shown.dueNow;
    case "resume_subscription":
      return said(shown.dueNow);
    case "pause_subscription":
      return said(shown.owed);
    case "cancel_subscription":
      return shown.mode === "immediately" ? said(shown.owed) : nothing;
    case "pay_invoice":
      return shown.amount;
    case "undo_change":
    case "undo_cancel":
    case "accept_offer":
    case "apply_promotion_code":
      return nothing;
    case "decline_offer":
    case "add_payment_method":
    case "use_payment_method":
    case "set_default_payment_method":
    case "update_customer":
      return null;
    default:
      return shown satisfies never;
  }
}

/** When it takes effect, Unix seconds; null: at the confirm. What is billed from then on is not of the confirm. */
export function effectOf(shown: Preview): number | null {
  switch (shown.kind) {
    case "change_plan":
    case "change_quantity":
      return shown.effectiveAt;
    case "cancel_subscription":
      return shown.mode === "at_period_end" ? shown.endsAt : null;
    default:
      return null;
  }
}
