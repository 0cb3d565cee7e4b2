import type Stripe from "stripe";
import { idOf } from "../../stripe/reshape";

type Phase = Stripe.SubscriptionSchedule.Phase;
type Discount = Pick<Phase["discounts"][number], "discount">;
type Item = Stripe.SubscriptionSchedule.Phase.Item;
type PhaseParams = Stripe.SubscriptionScheduleUpdateParams.Phase;
type ItemParams = Stripe.SubscriptionScheduleUpdateParams.Phase.Item;

/**
 * A phase as a request says it again, without its times: what is left out would not stay as it is, but fall back on
 * the schedule's defaults. https://docs.stripe.com/api/subscription_schedules/update
 */
export function keepPhase(phase: Phase): PhaseParams {
  return {
    items: phase.items.map(keepItem),
    proration_behavior: "none",
    ...given("discounts", unlessEmpty(phase.discounts.map(keepDiscount))),
    ...given("default_tax_rates", unlessEmpty(idsOf(phase.default_tax_rates))),
    ...given("application_fee_percent", phase.application_fee_percent),
    ...given("automatic_tax", keepTax(phase.automatic_tax)),
    ...given("billing_thresholds", keepThresholds(phase.billing_thresholds)),
    ...given("collection_method", phase.collection_method),
    ...given("default_payment_method", idOf(phase.default_payment_method)),
    ...given("description", phase.description),
    ...given("invoice_settings", keepInvoiceSettings(phase.invoice_settings)),
    ...given("metadata", phase.metadata),
    ...given("on_behalf_of", idOf(phase.on_behalf_of)),
    ...given("transfer_data", keepTransfer(phase.transfer_data)),
  };
}

/** An item of a phase as a request says it again. */
export function keepItem(item: Item): ItemParams {
  const { price, quantity, metadata, tax_rates: rates, discounts } = item;
  return {
    ...given("price", idOf(price)),
    ...given("quantity", quantity),
    ...given("metadata", metadata),
    ...given("tax_rates", unlessEmpty(idsOf(rates))),
    ...given("discounts", unlessEmpty(discounts.map(keepDiscount))),
  };
}

/** One that hangs on the subscription already goes on as it is: what is left of its months too. */
function keepDiscount({ coupon, discount, promotion_code: code }: Phase["discounts"][number]) {
  if (discount !== null) return { discount: idOf(discount) ?? "" };
  if (code !== null) return { promotion_code: idOf(code) ?? "" };
  return { coupon: idOf(coupon) ?? "" };
}

function keepTax(tax: Phase["automatic_tax"]) {
  if (tax === undefined) return null;
  const { enabled, liability } = tax;
  return { enabled, ...given("liability", keepParty(liability)) };
}

function keepThresholds(thresholds: Phase["billing_thresholds"]) {
  if (thresholds === null) return null;
  const { amount_gte: amount, reset_billing_cycle_anchor: resets } = thresholds;
  return { ...given("amount_gte", amount), ...given("reset_billing_cycle_anchor", resets) };
}

function keepInvoiceSettings(settings: Phase["invoice_settings"]) {
  if (settings === null) return null;
  const { account_tax_ids: taxIds, custom_fields: fields, days_until_due: days } = settings;
  return {
    ...given("account_tax_ids", taxIds === null ? null : idsOf(taxIds)),
    ...given("custom_fields", fields),
    ...given("days_until_due", days),
    ...given("description", settings.description),
    ...given("footer", settings.footer),
    ...given("issuer", keepParty(settings.issuer)),
  };
}

type Party = { readonly type: string; readonly account?: string | Stripe.Account };

function keepParty(party: Party | null) {
  if (party === null) return null;
  return { type: party.type, ...given("account", idOf(party.account)) };
}

function keepTransfer(transfer: Phase["transfer_data"]) {
  if (transfer === null) return null;
  const { destination, amount_percent: percent } = transfer;
  return { destination: idOf(destination) ?? "", ...given("amount_percent", percent) };
}

function idsOf(list: readonly (string | { id: string })[] | null | undefined): string[] {
  return (list ?? []).flatMap((each) => idOf(each) ?? []);
}

/** Without any of its own, what it has from its customer goes on: an empty text would take that away. */
function unlessEmpty<T>(list: T[]): T[] | null {
  return list.length === 0 ? null : list;
}

/** A phase without the discounts that will have run out by `at`: Stripe could not enter it with them. */
export function withoutEnded(phase: Phase, at: number): Phase {
  const runs = ({ discount }: Discount) =>
    typeof discount !== "object" || discount?.end == null || discount.end > at;
  return {
    ...phase,
    discounts: phase.discounts.filter(runs),
    items: phase.items.map((item) => ({ ...item, discounts: item.discounts.filter(runs) })),
  };
}

function given<Name extends string, T>(name: Name, value: T | null | undefined) {
  return value === null || value === undefined ? {} : ({ [name]: value } as { [K in Name]: T });
}
