import type Stripe from "stripe";
import type { Books } from "../books";
import { requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { missingParam } from "../protocol/params";
import type { PriceParams } from "./price-params";

const mostOfInterval = { day: 1095, week: 156, month: 36, year: 3 };

/** The recurring components of a price; null: it is one-time. Throws 400 for more than three years. */
export async function readRecurring(
  books: Books,
  { recurring, custom_unit_amount: custom }: PriceParams,
): Promise<Stripe.Price.Recurring | null> {
  if (recurring === undefined) return null;
  if (custom !== undefined) {
    throw invalid("`custom_unit_amount` cannot be used with `recurring`.", "custom_unit_amount");
  }
  const count = recurring.interval_count ?? 1;
  if (count > mostOfInterval[recurring.interval]) {
    throw invalid("The maximum interval is three years.", "recurring[interval_count]");
  }
  const usage = recurring.usage_type ?? "licensed";
  return {
    interval: recurring.interval,
    interval_count: count,
    meter: await readMeter(books, recurring.meter, usage === "metered"),
    trial_period_days: recurring.trial_period_days ?? null,
    usage_type: usage,
  };
}

/** Since 2025-03-31.basil every metered price has a meter. */
async function readMeter(
  books: Books,
  id: string | undefined,
  isMetered: boolean,
): Promise<string | null> {
  const param = "recurring[meter]";
  if (id === undefined && isMetered) throw missingParam(param);
  if (id === undefined) return null;
  if (!isMetered) {
    throw invalid("A meter can only be used with `recurring[usage_type]=metered`.", param);
  }
  const meter = await requireDocument(books, "meter", id, param);
  if (meter.status !== "active") {
    throw invalid("A deactivated meter cannot be attached to a price.", param);
  }
  return meter.id;
}
