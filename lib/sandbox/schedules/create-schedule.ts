import type Stripe from "stripe";
import { resolveCustomer } from "../customers/resolve-customer";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";
import { changeMetadata } from "../protocol/metadata";
import { missingParam } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { startSchedule } from "./advance-schedule";
import type { CreateParams } from "./params";
import { phaseOfSubscription, settingsOfSubscription } from "./phase-of-subscription";
import { readPauses } from "./read-pauses";
import { momentOf, readPhases } from "./read-phases";
import { blankSettings, readDefaults, requireDays } from "./read-settings";
import { runPauses } from "./run-pauses";

type Schedule = Stripe.SubscriptionSchedule;

/** A schedule for a customer, begun at once when its start has come, or around a subscription. */
export async function createSchedule(context: Context, params: CreateParams): Promise<Schedule> {
  if (params.from_subscription !== undefined)
    return adopt(context, params, params.from_subscription);
  const customer = await resolveCustomer(context.books, params);
  const call = await atTimeOf(context, customer.id);
  const { phases: given, start_date: startDate } = params;
  if (given === undefined || given.length === 0) throw missingParam("phases");
  if (startDate === undefined) throw missingParam("start_date");
  const start = momentOf(call, startDate);
  const defaults = await readDefaults(
    call,
    blankSettings,
    params.default_settings ?? {},
    customer.id,
  );
  const schedule: Schedule = {
    ...blankSchedule(call.now, customer.id),
    billing_mode: readBillingMode(params),
    customer_account: params.customer_account ?? customer.customer_account ?? null,
    default_settings: defaults,
    end_behavior: params.end_behavior ?? "release",
    metadata: changeMetadata({}, params.metadata),
    pause_schedules: readPauses(call, [], params.pause_schedules ?? []),
    phases: await readPhases(call, given, start, customer.id),
    test_clock: idOf(customer.test_clock),
  };
  requireSound(schedule, call.now);
  if (start <= call.now) return runPauses(call, await startSchedule(call, schedule));
  await call.books.put("subscription_schedule", schedule);
  return schedule;
}

/** Phases that fit together: not all over, and with a due date wherever invoices are sent. */
export function requireSound(schedule: Schedule, now: number): void {
  const { phases, default_settings: defaults } = schedule;
  const last = phases.at(-1);
  if (last === undefined) throw missingParam("phases");
  if (last.end_date <= now) {
    throw invalid(
      "The last phase of a subscription schedule must end in the future.",
      `phases[${phases.length - 1}][end_date]`,
    );
  }
  for (const [index, phase] of phases.entries()) {
    const method = phase.collection_method ?? defaults.collection_method;
    const own = phase.invoice_settings?.days_until_due;
    requireDays(method, own ?? defaults.invoice_settings.days_until_due, `phases[${index}]`);
  }
}

/** Puts a schedule around a subscription; its one phase is the running period. */
async function adopt(context: Context, params: CreateParams, id: string): Promise<Schedule> {
  refuseOthers(params);
  const { books } = context;
  const subscription = await requireDocument(books, "subscription", id, "from_subscription");
  requireAdoptable(subscription);
  const customer = idOf(subscription.customer) ?? "";
  const call = await atTimeOf(context, customer);
  const phase = await phaseOfSubscription(call, subscription);
  const schedule: Schedule = {
    ...blankSchedule(call.now, customer),
    billing_mode: subscription.billing_mode,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
    customer_account: subscription.customer_account,
    default_settings: settingsOfSubscription(subscription),
    end_behavior: subscription.cancel_at === null ? "release" : "cancel",
    metadata: changeMetadata({}, params.metadata),
    phases: [phase],
    status: "active",
    subscription: subscription.id,
    test_clock: idOf(subscription.test_clock),
  };
  await books.put("subscription_schedule", schedule);
  await books.put("subscription", { ...subscription, schedule: schedule.id });
  return schedule;
}

function refuseOthers(params: CreateParams): void {
  const others = [
    "customer",
    "customer_account",
    "default_settings",
    "end_behavior",
    "pause_schedules",
    "phases",
    "start_date",
  ] as const;
  const given = others.find((name) => params[name] !== undefined);
  if (given === undefined) return;
  throw invalid(`You cannot set \`${given}\` if \`from_subscription\` is set.`, given);
}

function requireAdoptable({ id, schedule, status }: Stripe.Subscription): void {
  if (schedule !== null) {
    throw invalid(
      `You cannot migrate a subscription that is already attached to a schedule: ${idOf(schedule)}`,
      "from_subscription",
    );
  }
  if (!["trialing", "active", "past_due"].includes(status)) {
    throw invalid(
      `You cannot migrate the subscription ${id} to a schedule while its status is \`${status}\`.`,
      "from_subscription",
    );
  }
}

function readBillingMode({
  billing_mode: given,
}: CreateParams): Stripe.SubscriptionSchedule["billing_mode"] {
  if (given?.type === "classic") {
    if (given.flexible === undefined) return { flexible: null, type: "classic" };
    throw invalid(
      "`billing_mode[flexible]` can only be used with `billing_mode[type]=flexible`.",
      "billing_mode[flexible]",
    );
  }
  const display = given?.flexible?.proration_discounts ?? "included";
  return { flexible: { proration_discounts: display }, type: "flexible" };
}

function blankSchedule(now: number, customer: string): Schedule {
  return {
    id: newId("subscription_schedule"),
    object: "subscription_schedule",
    application: null,
    billing_mode: { flexible: null, type: "classic" },
    canceled_at: null,
    completed_at: null,
    created: now,
    current_phase: null,
    customer,
    customer_account: null,
    default_settings: blankSettings,
    end_behavior: "release",
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases: [],
    released_at: null,
    released_subscription: null,
    status: "not_started",
    subscription: null,
    test_clock: null,
  };
}
