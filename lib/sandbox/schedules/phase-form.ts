import type Stripe from "stripe";
import type { FormHash, FormValue } from "@/lib/wire/decode-form";
import { idOf } from "../documents";

type Phase = Stripe.SubscriptionSchedule.Phase;
type Source = Stripe.SubscriptionSchedule.Phase.Discount;

/** The form of a subscription as it is before a phase, as far as the phase's form depends on it. */
export type Standing = {
  items: readonly Stripe.SubscriptionItem[];
  /** Coupon of each discount that hangs on the subscription or its items, by the discount's id. */
  coupons: ReadonlyMap<string, string>;
};

/**
 * A phase as the parameters of a subscription: a schedule speaks to its subscription in the API's own
 * words. What the phase leaves open is taken from the default settings.
 */
export function phaseForm(
  defaults: Stripe.SubscriptionSchedule.DefaultSettings,
  phase: Phase,
  standing: Standing,
): FormHash {
  return {
    ...settingsForm(defaults, phase),
    ...present("add_invoice_items", addedForm(phase)),
    default_tax_rates: listOrEmpty((phase.default_tax_rates ?? []).map((rate) => rate.id)),
    discounts: listOrEmpty(phase.discounts.map((source) => sourceForm(source, standing))),
    items: itemsForm(phase, standing),
    ...present("metadata", phase.metadata ?? undefined),
  };
}

function settingsForm(
  defaults: Stripe.SubscriptionSchedule.DefaultSettings,
  phase: Phase,
): FormHash {
  const tax = phase.automatic_tax ?? defaults.automatic_tax;
  return {
    ...collectionForm(defaults, phase),
    ...partiesForm(defaults, phase),
    ...present("automatic_tax", tax && { enabled: String(tax.enabled), ...liabilityForm(tax) }),
    billing_thresholds: hashOrEmpty(phase.billing_thresholds ?? defaults.billing_thresholds),
    ...present("description", phase.description ?? defaults.description),
    invoice_settings: invoiceForm(defaults.invoice_settings, phase.invoice_settings),
  };
}

function collectionForm(
  defaults: Stripe.SubscriptionSchedule.DefaultSettings,
  phase: Phase,
): FormHash {
  const method = phase.collection_method ?? defaults.collection_method ?? "charge_automatically";
  const days = phase.invoice_settings?.days_until_due ?? defaults.invoice_settings.days_until_due;
  return {
    collection_method: method,
    ...present("days_until_due", method === "send_invoice" ? String(days ?? 0) : undefined),
    // What neither names stays as the customer may have chosen it since.
    ...present(
      "default_payment_method",
      idOf(phase.default_payment_method ?? defaults.default_payment_method),
    ),
  };
}

function partiesForm(
  defaults: Stripe.SubscriptionSchedule.DefaultSettings,
  phase: Phase,
): FormHash {
  const transfer = phase.transfer_data ?? defaults.transfer_data;
  const fee = phase.application_fee_percent ?? defaults.application_fee_percent;
  return {
    application_fee_percent: fee === null ? "" : String(fee),
    on_behalf_of: idOf(phase.on_behalf_of ?? defaults.on_behalf_of) ?? "",
    transfer_data: hashOrEmpty(
      transfer && {
        amount_percent: transfer.amount_percent,
        destination: idOf(transfer.destination),
      },
    ),
  };
}

function liabilityForm({ liability }: Stripe.SubscriptionSchedule.Phase.AutomaticTax): FormHash {
  return liability === null ? {} : { liability: partyForm(liability) };
}

function partyForm({
  account,
  type,
}: Stripe.SubscriptionSchedule.Phase.AutomaticTax.Liability): FormHash {
  return textHash({ account: idOf(account), type });
}

function invoiceForm(
  defaults: Stripe.SubscriptionSchedule.DefaultSettings.InvoiceSettings,
  own: Stripe.SubscriptionSchedule.Phase.InvoiceSettings | null,
): FormHash {
  const taxIds = own?.account_tax_ids ?? defaults.account_tax_ids;
  const fields = own?.custom_fields ?? defaults.custom_fields;
  return {
    account_tax_ids: listOrEmpty((taxIds ?? []).map((id) => idOf(id) ?? "")),
    custom_fields: listOrEmpty((fields ?? []).map(({ name, value }) => ({ name, value }))),
    description: own?.description ?? defaults.description ?? "",
    footer: own?.footer ?? defaults.footer ?? "",
    issuer: partyForm(own?.issuer ?? defaults.issuer),
  };
}

/** Items keep their id when their price stays; what the phase does not name is taken away. */
function itemsForm(phase: Phase, standing: Standing): FormValue[] {
  const left = [...standing.items];
  const named = phase.items.map((item) => {
    const index = left.findIndex((before) => before.price.id === idOf(item.price));
    const [kept] = index < 0 ? [] : left.splice(index, 1);
    return {
      ...(kept === undefined ? { price: idOf(item.price) ?? "" } : { id: kept.id }),
      ...present("quantity", item.quantity?.toString()),
      ...present("metadata", item.metadata ?? undefined),
      discounts: listOrEmpty(item.discounts.map((source) => sourceForm(source, standing))),
      tax_rates: listOrEmpty((item.tax_rates ?? []).map((rate) => rate.id)),
      ...present(
        "billing_thresholds",
        item.billing_thresholds && textHash(item.billing_thresholds),
      ),
    };
  });
  return [...named, ...left.map(({ id }) => ({ id, deleted: "true" }))];
}

function addedForm(phase: Phase): FormValue[] | undefined {
  if (phase.add_invoice_items.length === 0) return undefined;
  return phase.add_invoice_items.map((added) => ({
    price: idOf(added.price) ?? "",
    quantity: String(added.quantity ?? 1),
    ...present("discountable", added.discountable?.toString()),
    ...present("metadata", added.metadata ?? undefined),
    discounts: listOrEmpty(added.discounts.map((source) => sourceForm(source, null))),
    tax_rates: listOrEmpty((added.tax_rates ?? []).map((rate) => rate.id)),
    period: {
      start: boundForm(added.period.start, "phase_start", phase.start_date),
      end: boundForm(added.period.end, "phase_end", phase.end_date),
    },
  }));
}

/** Subscriptions know no phases: a phase's bound becomes its timestamp. */
function boundForm(
  { type, timestamp }: { type: string; timestamp?: number },
  ofPhase: string,
  at: number,
): FormHash {
  if (type === ofPhase) return { type: "timestamp", timestamp: String(at) };
  return textHash({ type, timestamp });
}

/** The same coupon in the next phase is the same discount: it is not redeemed again. */
function sourceForm(source: Source, standing: Standing | null): FormHash {
  const coupon = idOf(source.coupon);
  const known = [...(standing?.coupons ?? [])].find(([, one]) => one === coupon)?.[0];
  if (coupon !== null && known !== undefined) return { discount: known };
  return textHash({
    coupon,
    discount: idOf(source.discount),
    promotion_code: idOf(source.promotion_code),
  });
}

function listOrEmpty(list: FormValue[]): FormValue {
  return list.length === 0 ? "" : list;
}

function hashOrEmpty(fields: object | null): FormValue {
  return fields === null ? "" : textHash(fields);
}

function present(name: string, value: FormValue | null | undefined): FormHash {
  return value === undefined || value === null ? {} : { [name]: value };
}

/** The fields that have a value, as text. */
function textHash(fields: object): FormHash {
  const known = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
}
