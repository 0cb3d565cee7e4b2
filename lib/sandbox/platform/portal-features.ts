import type Stripe from "stripe";
import { invalid } from "../protocol/errors";
import { missingParam } from "../protocol/params";
import type { FeatureParams } from "./portal-params";

type Features = Stripe.BillingPortal.Configuration.Features;
type Duration = Features["subscription_pause"]["duration"];

/** What a configuration has that says nothing of its features: everything off, Stripe's defaults inside. */
export const blankFeatures: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: {
      enabled: false,
      feedback_options: null,
      options: ["too_expensive", "missing_features", "switched_service", "unused", "other"],
    },
    enabled: false,
    mode: "at_period_end",
    proration_behavior: "none",
  },
  subscription_pause: {
    duration: {
      interval_options: [{ interval: "month", interval_count: 1 }],
      type: "interval_options",
    },
    enabled: false,
  },
  subscription_update: {
    billing_cycle_anchor: "unchanged",
    default_allowed_updates: [],
    enabled: false,
    proration_behavior: "none",
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: "end_trial",
  },
};

/** On creation every feature that is spoken of must say whether it is on, but for pausing. */
export function requireEnabled(given: FeatureParams): void {
  const spoken = {
    customer_update: given.customer_update,
    subscription_cancel: given.subscription_cancel,
    subscription_update: given.subscription_update,
  };
  for (const [name, feature] of Object.entries(spoken)) {
    if (feature !== undefined && feature.enabled === undefined) {
      throw missingParam(`features[${name}][enabled]`);
    }
  }
  const reason = given.subscription_cancel?.cancellation_reason;
  if (reason !== undefined && reason.options === undefined) {
    throw missingParam("features[subscription_cancel][cancellation_reason][options]");
  }
}

/** The features after a change; products are read elsewhere. Throws 400 for what does not go together. */
export function changeFeatures(before: Features, given: FeatureParams): Features {
  const { customer_update: customer, payment_method_update: method } = given;
  const after: Features = {
    customer_update: {
      allowed_updates: listAfter(customer?.allowed_updates, before.customer_update.allowed_updates),
      enabled: customer?.enabled ?? before.customer_update.enabled,
    },
    invoice_history: { enabled: given.invoice_history?.enabled ?? before.invoice_history.enabled },
    payment_method_update: {
      enabled: method?.enabled ?? before.payment_method_update.enabled,
      payment_method_configuration:
        method?.payment_method_configuration === undefined
          ? before.payment_method_update.payment_method_configuration
          : method.payment_method_configuration,
    },
    subscription_cancel: changeCancel(before.subscription_cancel, given.subscription_cancel),
    subscription_pause: {
      duration: durationAfter(given.subscription_pause, before.subscription_pause.duration),
      enabled: given.subscription_pause?.enabled ?? before.subscription_pause.enabled,
    },
    subscription_update: changeUpdate(before.subscription_update, given.subscription_update),
  };
  if (after.subscription_update.enabled && !after.payment_method_update.enabled) {
    throw invalid(
      "Cannot enable subscription updates while payment method update is disabled.",
      "features[subscription_update][enabled]",
    );
  }
  return after;
}

function changeCancel(
  before: Features["subscription_cancel"],
  given: FeatureParams["subscription_cancel"],
): Features["subscription_cancel"] {
  const reason = given?.cancellation_reason;
  const { cancellation_reason: reasonBefore } = before;
  const after: Features["subscription_cancel"] = {
    cancellation_reason: {
      enabled: reason?.enabled ?? reasonBefore.enabled,
      feedback_options:
        reason?.feedback_options === undefined
          ? reasonBefore.feedback_options
          : reason.feedback_options,
      options: listAfter(reason?.options, reasonBefore.options),
    },
    enabled: given?.enabled ?? before.enabled,
    mode: given?.mode ?? before.mode,
    proration_behavior: given?.proration_behavior ?? before.proration_behavior,
  };
  checkCancelProration(after);
  return after;
}

/** No proration comes of a cancellation at the period's end, and an invoice of its own never. */
function checkCancelProration({
  mode,
  proration_behavior: behavior,
}: Features["subscription_cancel"]) {
  const param = "features[subscription_cancel][proration_behavior]";
  if (behavior === "always_invoice") {
    throw invalid(
      "`always_invoice` is not supported when canceling subscriptions in the portal.",
      param,
    );
  }
  if (behavior === "create_prorations" && mode === "at_period_end") {
    throw invalid("`create_prorations` is only supported with `mode=immediately`.", param);
  }
}

function changeUpdate(
  before: Features["subscription_update"],
  given: FeatureParams["subscription_update"],
): Features["subscription_update"] {
  const conditions = given?.schedule_at_period_end?.conditions;
  return {
    ...before,
    billing_cycle_anchor: given?.billing_cycle_anchor ?? before.billing_cycle_anchor,
    default_allowed_updates: listAfter(
      given?.default_allowed_updates,
      before.default_allowed_updates,
    ),
    enabled: given?.enabled ?? before.enabled,
    proration_behavior: given?.proration_behavior ?? before.proration_behavior,
    schedule_at_period_end: {
      conditions: listAfter(conditions, before.schedule_at_period_end.conditions),
    },
    trial_update_behavior: given?.trial_update_behavior ?? before.trial_update_behavior,
  };
}

const daysOf = { day: 1, week: 7, month: 30, year: 365 } as const;
const maxPauseDays = 3 * 365;

function durationAfter(given: FeatureParams["subscription_pause"], before: Duration): Duration {
  const duration = given?.duration;
  if (duration === undefined) return before;
  const param = "features[subscription_pause][duration][interval_options]";
  const options = (duration.interval_options ?? []).map(({ interval, interval_count: count }) => ({
    interval,
    interval_count: count ?? 1,
  }));
  if (duration.type === "interval_options" && options.length === 0) throw missingParam(param);
  for (const [index, { interval, interval_count: count }] of options.entries()) {
    if (count * daysOf[interval] > maxPauseDays) {
      throw invalid("The maximum duration is three years.", `${param}[${index}][interval_count]`);
    }
  }
  return { interval_options: options, type: duration.type };
}

/** '' empties a list. */
function listAfter<T>(given: T[] | null | undefined, before: T[]): T[] {
  return given === undefined ? before : (given ?? []);
}
