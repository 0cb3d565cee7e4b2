import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import { invalid } from "../protocol/errors";
import { asList, pagination } from "../protocol/list";
import { oneOf, required, string, timestamp } from "../protocol/params";
import { aggregateUsage } from "./aggregate-usage";
import { loadUsage, type Span } from "./meter-usage";

const windowSeconds = { hour: 3600, day: 86400 };
const maxWindows = 3000;

/** Summaries of a meter's events: one for the whole range, or one per hour or day in which any happened. */
export const meterSummaryEndpoints = [
  endpoint(
    "GET",
    "/v1/billing/meters/:id/event_summaries",
    {
      ...pagination,
      customer: required(string()),
      end_time: required(timestamp()),
      start_time: required(timestamp()),
      value_grouping_window: oneOf("day", "hour"),
    },
    async ({ books, id, params }) => {
      const meter = await requireDocument(books, "meter", id);
      const customer = await requireCustomer(books, params.customer, "customer");
      const range = { start: params.start_time, end: params.end_time };
      const window = params.value_grouping_window;
      requireAligned(range, window === undefined ? 60 : windowSeconds[window]);
      const length = window === undefined ? range.end - range.start : windowSeconds[window];
      const usage = await loadUsage(books, meter, customer.id, range);
      const summaries: Stripe.Billing.MeterEventSummary[] = [];
      for (const span of spansOf(range, length)) {
        const inside = usage.filter(({ time }) => time >= span.start && time < span.end);
        const value = Number(aggregateUsage(meter.default_aggregation.formula, inside));
        if (window === undefined || inside.length > 0) {
          summaries.push(summaryOf(meter, customer.id, span, value));
        }
      }
      return pageOf(summaries.toReversed(), params, `/v1/billing/meters/${id}/event_summaries`);
    },
  ),
];

function requireAligned({ start, end }: Span, unit: number): void {
  for (const [param, time] of Object.entries({ start_time: start, end_time: end })) {
    if (time % unit === 0) continue;
    throw invalid(`The ${param} must be aligned with boundaries of ${unit} seconds.`, param);
  }
  if (end <= start) throw invalid("The end_time must be after the start_time.", "end_time");
}

function spansOf({ start, end }: Span, length: number): Span[] {
  const count = Math.ceil((end - start) / length);
  if (count > maxWindows) throw invalid("The range has too many windows.", "end_time");
  return Array.from({ length: count }, (_, index) => ({
    start: start + index * length,
    end: Math.min(end, start + (index + 1) * length),
  }));
}

/** The id says what is summarized, so that the same summary has the same one. */
function summaryOf(
  meter: Stripe.Billing.Meter,
  customer: string,
  { start, end }: Span,
  value: number,
): Stripe.Billing.MeterEventSummary {
  const of = `${meter.id.slice(4)}${customer.slice(4)}`;
  return {
    id: `mtrusg_${of}_${start}_${end}`,
    object: "billing.meter_event_summary",
    aggregated_value: value,
    end_time: end,
    livemode: false,
    meter: meter.id,
    start_time: start,
  };
}

function pageOf(
  summaries: readonly Stripe.Billing.MeterEventSummary[],
  params: { limit: number | undefined; starting_after: string | undefined },
  url: string,
) {
  const { limit = 10, starting_after: after } = params;
  const start = after === undefined ? 0 : summaries.findIndex(({ id }) => id === after) + 1;
  const data = summaries.slice(start, start + limit);
  return asList(url, { data, hasMore: start + limit < summaries.length });
}
