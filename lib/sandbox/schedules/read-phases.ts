import type Stripe from "stripe";
import { addIntervals, type Interval, intervalOf } from "../billing/periods";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { missingParam } from "../protocol/params";
import { readTaxRates } from "../subscriptions/change-invoicing";
import type { PhaseParams } from "./params";
import { readAdded, readDiscountSources, readItem } from "./read-phase-items";
import { readSettings } from "./read-settings";

type Phase = Stripe.SubscriptionSchedule.Phase;

/** A customer's phases as a request gives them, the first beginning at `start` (unix seconds). */
export async function readPhases(
  context: Context,
  given: readonly PhaseParams[],
  start: number,
  customer: string,
): Promise<Phase[]> {
  const phases: Phase[] = [];
  let at = start;
  for (const [index, params] of given.entries()) {
    const path = `phases[${index}]`;
    if (index > 0) requireNoGap(context, params, at, path);
    const phase = await readPhase(context, params, at, customer, path);
    phases.push(phase);
    at = phase.end_date;
  }
  return phases;
}

/** A moment that a request names: `now` is the context's. */
export function momentOf({ now }: Context, given: number | "now"): number {
  return given === "now" ? now : given;
}

async function readPhase(
  context: Context,
  params: PhaseParams,
  start: number,
  customer: string,
  path: string,
): Promise<Phase> {
  const items: Stripe.SubscriptionSchedule.Phase.Item[] = [];
  for (const [index, item] of params.items.entries()) {
    items.push(await readItem(context, item, `${path}[items][${index}]`));
  }
  const [first] = items;
  if (first === undefined) throw missingParam(`${path}[items]`);
  const price = await requireDocument(context.books, "price", idOf(first.price) ?? "");
  const end = readEnd(context, params, start, intervalOf(price), path);
  const { default_tax_rates: rates = [], discounts } = params;
  return {
    ...(await readOwnSettings(context, params, customer, path)),
    add_invoice_items: await readAdded(context, params.add_invoice_items ?? [], path),
    currency: params.currency ?? price.currency,
    default_tax_rates: await readTaxRates(context, rates, `${path}[default_tax_rates]`),
    discounts: await readDiscountSources(context, discounts, `${path}[discounts]`),
    end_date: end,
    items,
    metadata: changeMetadata({}, params.metadata),
    proration_behavior: params.proration_behavior ?? "create_prorations",
    start_date: start,
    trial_end: readTrialEnd(context, params, { start, end }, path),
  };
}

/** What a phase sets itself; the rest is null: the default settings count. */
async function readOwnSettings(
  context: Context,
  params: PhaseParams,
  customer: string,
  path: string,
) {
  const settings = await readSettings(context, params, customer, path);
  const { automatic_tax: tax } = settings;
  return {
    application_fee_percent: settings.application_fee_percent ?? null,
    ...(tax === undefined ? {} : { automatic_tax: tax }),
    billing_cycle_anchor: params.billing_cycle_anchor ?? null,
    billing_thresholds: settings.billing_thresholds ?? null,
    collection_method: params.collection_method ?? null,
    default_payment_method: settings.default_payment_method ?? null,
    description: settings.description ?? null,
    invoice_settings: invoiceSettingsOf(settings.invoice_settings),
    on_behalf_of: settings.on_behalf_of ?? null,
    transfer_data: settings.transfer_data ?? null,
  };
}

/** One way to say how long a phase lasts; without any it lasts one interval of its first price. */
function readEnd(
  context: Context,
  { duration, end_date: given, iterations }: PhaseParams,
  start: number,
  interval: Interval,
  path: string,
): number {
  if ([duration, given, iterations].filter((way) => way !== undefined).length > 1) {
    throw invalid(
      "You may only specify one of these parameters: duration, end_date.",
      `${path}[end_date]`,
      "parameters_exclusive",
    );
  }
  if (duration !== undefined) {
    const { interval: unit, interval_count: count = 1 } = duration;
    return addIntervals(start, { unit, count }, 1);
  }
  if (given === undefined) return addIntervals(start, interval, iterations ?? 1);
  const end = momentOf(context, given);
  if (end > start || (given === "now" && end === start)) return end;
  throw invalid("The end_date of a phase must be after its start_date.", `${path}[end_date]`);
}

function readTrialEnd(
  context: Context,
  { trial, trial_end: given, billing_cycle_anchor: anchor }: PhaseParams,
  { start, end }: { start: number; end: number },
  path: string,
): number | null {
  const at = given === undefined ? null : momentOf(context, given);
  if (trial === true && at !== null && at !== end) {
    throw invalid("With `trial=true` the trial_end must be the phase's end.", `${path}[trial_end]`);
  }
  if (at !== null && (at > end || (at < start && given !== "now"))) {
    throw invalid("The trial_end must be within the phase.", `${path}[trial_end]`);
  }
  const trialEnd = trial === true ? end : at;
  if (trialEnd !== null && anchor === "phase_start") {
    throw invalid(
      "`billing_cycle_anchor` cannot be `phase_start` in a phase with a trial.",
      `${path}[billing_cycle_anchor]`,
    );
  }
  return trialEnd !== null && trialEnd > start ? trialEnd : null;
}

function requireNoGap(context: Context, params: PhaseParams, at: number, path: string): void {
  if (params.start_date === undefined || momentOf(context, params.start_date) === at) return;
  throw invalid(
    "The start_date of a phase must be the end_date of the phase before.",
    `${path}[start_date]`,
  );
}

function invoiceSettingsOf(
  given: Awaited<ReturnType<typeof readSettings>>["invoice_settings"],
): Stripe.SubscriptionSchedule.Phase["invoice_settings"] {
  if (given === undefined) return null;
  return {
    account_tax_ids: given.account_tax_ids ?? null,
    custom_fields: given.custom_fields ?? null,
    days_until_due: given.days_until_due ?? null,
    description: given.description ?? null,
    footer: given.footer ?? null,
    issuer: given.issuer ?? null,
  };
}
