import type Stripe from "stripe";
import { idOf } from "../documents";
import { endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { boolean, string } from "../protocol/params";
import type { SandboxRange } from "../store";
import { atTimeOf } from "../time/at-time-of";
import { createSchedule } from "./create-schedule";
import { cancelSchedule, releaseSchedule, requireLiving } from "./end-schedule";
import { createShape, updateShape } from "./params";
import { updateSchedule } from "./update-schedule";

type Schedule = Stripe.SubscriptionSchedule;
const url = "/v1/subscription_schedules";

const listShape = {
  ...pagination,
  canceled_at: range,
  completed_at: range,
  created: range,
  customer: string(),
  customer_account: string(),
  released_at: range,
  scheduled: boolean(),
};
const moments = ["canceled_at", "completed_at", "released_at"] as const;

/** Subscription schedules: create, retrieve, list, update, cancel, release. */
export const scheduleEndpoints = [
  endpoint("POST", url, createShape, (call) => createSchedule(call, call.params)),
  endpoint("GET", `${url}/:id`, {}, ({ books, id }) =>
    requireDocument(books, "subscription_schedule", id),
  ),
  endpoint("GET", url, listShape, ({ books, params }) => {
    const { customer, customer_account: account, scheduled } = params;
    const statuses = scheduled === true ? ["not_started"] : undefined;
    const ranges = moments.map((name) => ({ name, range: rangeOf(params[name]) }));
    // Schedules on test clocks are listed only for their customer, as Stripe documents.
    const only = (schedule: Schedule) =>
      (customer !== undefined || schedule.test_clock === null) &&
      (account === undefined || schedule.customer_account === account) &&
      (scheduled !== false || schedule.status !== "not_started") &&
      ranges.every(({ name, range: bounds }) => isWithin(schedule[name], bounds));
    const filter = { customer, statuses, created: rangeOf(params.created) };
    return listPage(books, url, "subscription_schedule", filter, params, only);
  }),
  endpoint("POST", `${url}/:id`, updateShape, (call) => updateSchedule(call, call.id, call.params)),
  endpoint(
    "POST",
    `${url}/:id/cancel`,
    { invoice_now: boolean(), prorate: boolean() },
    async (given) => {
      const schedule = await requireDocument(given.books, "subscription_schedule", given.id);
      const call = await atTimeOf(given, idOf(schedule.customer));
      requireLiving(schedule, "cancel");
      const { invoice_now: invoiceNow = true, prorate = true } = call.params;
      return cancelSchedule(call, schedule, { invoiceNow, prorate });
    },
  ),
  endpoint("POST", `${url}/:id/release`, { preserve_cancel_date: boolean() }, async (given) => {
    const schedule = await requireDocument(given.books, "subscription_schedule", given.id);
    const call = await atTimeOf(given, idOf(schedule.customer));
    requireLiving(schedule, "release");
    const { preserve_cancel_date: keepsEnd = false } = call.params;
    return releaseSchedule(call, schedule, { keepsEnd });
  }),
];

function isWithin(time: number | null, bounds: SandboxRange | undefined): boolean {
  if (bounds === undefined) return true;
  if (time === null) return false;
  const { gt, gte, lt, lte } = bounds;
  return (
    time > (gt ?? -1) && time >= (gte ?? 0) && time < (lt ?? Infinity) && time <= (lte ?? Infinity)
  );
}
