import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { requireCustomer } from "../find";
import { newId } from "../ids";
import { invalid } from "../protocol/errors";
import { hash, missingParam, oneOf, required, string, timestamp } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { activeMeterOf } from "./meters";
import { textHash } from "./params";

const daySeconds = 86400;
const oldestDays = 35;
const aheadSeconds = 300;

/** Meter events and their cancellation. */
export const meterEventEndpoints = [
  endpoint(
    "POST",
    "/v1/billing/meter_events",
    {
      event_name: required(string(100)),
      identifier: string(100),
      payload: required(textHash()),
      timestamp: timestamp(),
    },
    async (given) => {
      const { books, params } = given;
      const meter = await activeMeterOf(books, params.event_name);
      if (meter === null) {
        throw invalid(
          `No active meter found for event name: '${params.event_name}'`,
          "event_name",
          "resource_missing",
        );
      }
      const customerKey = meter.customer_mapping.event_payload_key;
      const customer = requireKey(params.payload, customerKey);
      const value = readValue(meter, params.payload);
      await requireCustomer(books, customer, `payload[${customerKey}]`);
      const call = await atTimeOf(given, customer);
      const time = params.timestamp ?? call.now;
      requireTimely(time, call.now);
      const identifier = params.identifier ?? newId("meter_usage");
      if ((await books.find("meter_usage", identifier)) !== null) {
        throw invalid(
          `An event already exists with identifier ${identifier}.`,
          "identifier",
          "resource_already_exists",
        );
      }
      const event = { event_name: meter.event_name, payload: params.payload };
      const usage = { id: identifier, received: call.now, customer, time, value };
      await books.put("meter_usage", { ...event, ...usage });
      const answer: Stripe.Billing.MeterEvent = {
        object: "billing.meter_event",
        created: call.now,
        event_name: meter.event_name,
        identifier,
        livemode: false,
        payload: params.payload,
        timestamp: time,
      };
      return answer;
    },
  ),
  endpoint(
    "POST",
    "/v1/billing/meter_event_adjustments",
    {
      cancel: hash({ identifier: required(string(100)) }),
      event_name: required(string(100)),
      type: required(oneOf("cancel")),
    },
    async (given) => {
      const { books, params } = given;
      const identifier = params.cancel?.identifier;
      if (identifier === undefined) throw missingParam("cancel[identifier]");
      const usage = await books.find("meter_usage", identifier);
      if (usage === null || usage.event_name !== params.event_name) {
        throw invalid(
          `No meter event found with identifier: '${identifier}'`,
          "cancel[identifier]",
          "resource_missing",
        );
      }
      const { now } = await atTimeOf(given, usage.customer);
      if (now - usage.received > daySeconds) {
        throw invalid(
          "Meter events can only be canceled within 24 hours of Stripe receiving them.",
          "cancel[identifier]",
        );
      }
      await books.remove("meter_usage", identifier);
      const answer: Stripe.Billing.MeterEventAdjustment = {
        object: "billing.meter_event_adjustment",
        cancel: { identifier },
        event_name: params.event_name,
        livemode: false,
        status: "pending",
        type: "cancel",
      };
      return answer;
    },
  ),
];

/** A counting meter needs no value. */
function readValue(meter: Stripe.Billing.Meter, payload: { [key: string]: string }): string {
  const key = meter.value_settings.event_payload_key;
  if (meter.default_aggregation.formula === "count" && payload[key] === undefined) return "1";
  const value = requireKey(payload, key);
  if (!/^-?\d{1,15}(\.\d{1,12})?$/.test(value)) {
    throw invalid(`Invalid value in the payload: ${value.slice(0, 100)}`, `payload[${key}]`);
  }
  return value;
}

function requireKey(payload: { [key: string]: string }, key: string): string {
  const value = payload[key];
  if (value === undefined) throw missingParam(`payload[${key}]`);
  return value;
}

/** "Must be within the past 35 calendar days or up to 5 minutes in the future." */
function requireTimely(time: number, now: number): void {
  if (time < now - oldestDays * daySeconds) {
    throw invalid("The timestamp must be within the past 35 calendar days.", "timestamp");
  }
  if (time > now + aheadSeconds) {
    throw invalid("The timestamp must not be more than 5 minutes in the future.", "timestamp");
  }
}
