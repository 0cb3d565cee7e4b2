import { createFormatter, createTranslator } from "use-intl/core";
import { billOf, type ChangeRecord } from "../portal/change-record";
import { minorDigits } from "../portal/minor-digits";
import type { Money } from "../portal/money";
import type { Bill, PaidBy, Preview } from "../portal/preview";
import type { CouponView } from "../portal/view";
import { catalogueFor } from "./catalogue";
import { formats } from "./formats";

export type Row = { readonly term: string; readonly value: string };

/** A change in a reader's words: the same on the page, in the mail and in the document. */
export type RecordWords = {
  readonly title: string;
  readonly when: string;
  readonly effect: string;
  /** What was shown before the confirm, line by line. */
  readonly shown: readonly Row[];
  /** What Stripe made of it; empty while that is not known. */
  readonly done: readonly Row[];
  /** Null while it is not known, and where there was nothing to compare. */
  readonly agreement: string | null;
  readonly who: string;
};

type Voice = ReturnType<typeof voiceOf>;

type Term =
  | `record.${"before" | "after" | "access" | "creditBack" | "stillOwed" | "openInvoices"}`
  | `record.${"resumes" | "dueNow" | "fields" | "invoice" | "asked" | "paid" | "ends" | "changes"}`
  | `preview.${"subtotal" | "discount" | "tax" | "creditUsed" | "creditKept" | "debt" | "putOff"}`;

function voiceOf(locale: string) {
  const catalogue = catalogueFor(locale);
  const t = createTranslator(catalogue);
  const format = createFormatter({ locale: catalogue.locale, timeZone: "UTC", formats });
  const day = (seconds: number) => format.dateTime(new Date(seconds * 1000), "day");
  const money = ({ amount, currency }: Money) => {
    const digits = minorDigits(currency);
    return format.number(amount / 10 ** digits, {
      style: "currency",
      currency: currency.toUpperCase(),
      minimumFractionDigits: digits,
    });
  };
  const row = (name: Term, value: string): Row => ({ term: t(name), value });
  return { t, day, money, row };
}

/** To the second, in UTC, whatever the language: 2026-11-22 19:04:10. */
export function momentOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}

/** Says a change in `locale`; `merchant` is the name its customers know. */
export function describeRecord(
  record: ChangeRecord,
  { locale, merchant }: { readonly locale: string; readonly merchant: string },
): RecordWords {
  const voice = voiceOf(locale);
  const { t } = voice;
  const { agrees, shown, created } = record;
  return {
    title: titleOf(shown, voice),
    when: t("record.at", { time: momentOf(created) }),
    effect: effectOf(shown, voice),
    shown: shownRows(shown, voice),
    done: doneRows(record, voice),
    agreement:
      agrees === null ? null : t(agrees ? "record.agrees" : "record.differs", { merchant }),
    who: whoOf(record, merchant, voice),
  };
}

function titleOf(shown: Preview, { t }: Voice): string {
  switch (shown.kind) {
    case "change_plan":
      return t("record.title.change_plan", { name: shown.to.name });
    case "change_quantity":
      return t("record.title.change_quantity", {
        name: shown.to.name,
        quantity: `${shown.to.quantity}`,
      });
    case "undo_change":
    case "cancel_subscription":
    case "undo_cancel":
    case "resubscribe":
    case "start_subscription":
    case "pause_subscription":
    case "resume_subscription":
      return t(`record.title.${shown.kind}`, { name: shown.name });
    case "accept_offer":
    case "apply_promotion_code":
      return t(`record.title.${shown.kind}`, { coupon: nameOf(shown.coupon) });
    case "use_payment_method":
      return t("record.title.use_payment_method", { method: methodOf(shown.paymentMethod) });
    case "pay_invoice":
      return t("record.title.pay_invoice", { number: shown.number ?? shown.invoice });
    case "decline_offer":
    case "set_default_payment_method":
    case "add_payment_method":
    case "update_customer":
      return t(`record.title.${shown.kind}`);
    default:
      return shown satisfies never;
  }
}

function nameOf({ name, id }: CouponView): string {
  return name ?? id;
}

function methodOf({ brand, last4 }: PaidBy): string {
  return [brand, last4].filter((part) => part !== null).join(" ");
}

/** When it takes effect: at once unless it was planned for a day. */
function effectOf(shown: Preview, { t, day }: Voice): string {
  const at = effectiveAt(shown);
  return at === null ? t("record.effectNow") : t("record.effectOn", { date: day(at) });
}

function effectiveAt(shown: Preview): number | null {
  if (shown.kind === "change_plan" || shown.kind === "change_quantity") return shown.effectiveAt;
  const isLater = shown.kind === "cancel_subscription" && shown.mode === "at_period_end";
  return isLater ? shown.endsAt : null;
}

function shownRows(shown: Preview, voice: Voice): Row[] {
  const bill = billOf(shown);
  return [...ownRows(shown, voice), ...(bill === null ? [] : billRows(bill, voice))];
}

/** What is shown of one kind of change alone. */
function ownRows(shown: Preview, voice: Voice): Row[] {
  const { t, row, money, day } = voice;
  switch (shown.kind) {
    case "change_plan":
      return [row("record.before", shown.from.name), row("record.after", shown.to.name)];
    case "change_quantity":
      return [
        row("record.before", `${shown.fromQuantity}`),
        row("record.after", `${shown.to.quantity}`),
      ];
    case "cancel_subscription":
      return [
        row("record.access", day(shown.endsAt)),
        ...moneyRow("record.creditBack", shown.credit, voice),
        ...moneyRow("record.stillOwed", shown.owed, voice),
        ...moneyRow("record.openInvoices", shown.open?.amount ?? null, voice),
      ];
    case "undo_cancel":
      return [row("record.resumes", day(shown.renewsAt))];
    case "pause_subscription":
      return [
        row(
          "record.resumes",
          shown.resumesAt === null ? t("record.resumesByHand") : day(shown.resumesAt),
        ),
        ...moneyRow("record.creditBack", shown.credit, voice),
      ];
    case "resume_subscription":
      return [...moneyRow("record.dueNow", shown.dueNow, voice), ...nextRows(shown.next, voice)];
    case "accept_offer":
    case "apply_promotion_code":
      return shown.next === null
        ? []
        : nextRows({ at: shown.next.at, amount: shown.next.after }, voice);
    case "pay_invoice":
      return [row("record.dueNow", money(shown.amount))];
    case "update_customer":
      return [
        row("record.fields", shown.fields.map((name) => t(`record.field.${name}`)).join(", ")),
      ];
    default:
      return [];
  }
}

function billRows(bill: Bill, voice: Voice): Row[] {
  const { money, row } = voice;
  const { lines, subtotal, discount, tax, balance, credit, debt, dueNow, next } = bill;
  const isBetween = [discount, tax, credit, balance, debt].some((part) => part !== null);
  return [
    ...lines.map(({ description, amount }) => ({ term: description, value: money(amount) })),
    ...(isBetween ? [row("preview.subtotal", money(subtotal))] : []),
    ...moneyRow("preview.discount", discount && less(discount), voice),
    ...moneyRow("preview.tax", tax, voice),
    ...moneyRow("preview.creditUsed", balance && less(balance), voice),
    ...(debt ? moneyRow(debt.amount > 0 ? "preview.debt" : "preview.putOff", debt, voice) : []),
    ...moneyRow("preview.creditKept", credit, voice),
    row("record.dueNow", money(dueNow)),
    ...nextRows(next, voice),
  ];
}

function less({ amount, currency }: Money): Money {
  return { amount: -Math.abs(amount), currency };
}

function moneyRow(name: Term, amount: Money | null, voice: Voice): Row[] {
  return amount === null ? [] : [voice.row(name, voice.money(amount))];
}

function nextRows(
  next: { readonly at: number; readonly amount: Money } | null,
  { t, day, money }: Voice,
): Row[] {
  if (next === null) return [];
  return [{ term: t("record.dueNext", { date: day(next.at) }), value: money(next.amount) }];
}

function doneRows({ done }: ChangeRecord, voice: Voice): Row[] {
  if (done === null) return [];
  const { row, money, day } = voice;
  const { invoice, subscription } = done;
  return [
    ...(invoice === null
      ? []
      : [
          row("record.invoice", invoice.number ?? invoice.id),
          row("record.asked", money(invoice.amountDue)),
          row("record.paid", money(invoice.amountPaid)),
        ]),
    ...dayRow("record.ends", subscription?.cancelAt),
    ...dayRow("record.changes", subscription?.changesAt),
  ];

  function dayRow(name: Term, at: number | null | undefined): Row[] {
    return at === null || at === undefined ? [] : [row(name, day(at))];
  }
}

function whoOf({ session }: ChangeRecord, merchant: string, { t }: Voice): string {
  const where = session.surface === "embed" ? "record.inFrame" : "record.onPage";
  return `${byWhom()}, ${t(where, { merchant })}`;

  function byWhom(): string {
    if (session.proof === "secret_key") return t("record.byLink", { merchant });
    return session.proof === "email_link" ? t("record.byMail") : t("record.byUnknown");
  }
}
