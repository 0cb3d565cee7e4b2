import { expect, it } from "vitest";
import { type Account, day, june, openAccount, unique } from "./harness";

type Formula = "sum" | "count" | "last";

async function openMeter(formula: Formula = "sum") {
  const account = await openAccount();
  const clock = await account.clock(june);
  const customer = await account.customer({ clock });
  const meter = await account.stripe.billing.meters.create({
    display_name: "API calls",
    event_name: unique("calls"),
    default_aggregation: { formula },
  });
  await clock.advanceTo(june + 2 * day);
  return { account, clock, customer, meter };
}

function use(account: Account, event_name: string, customer: string, value: string, time: number) {
  const payload = { stripe_customer_id: customer, value };
  return account.stripe.billing.meterEvents.create({ event_name, payload, timestamp: time });
}

it("a meter is answered with every field and its defaults", async () => {
  const { account, meter } = await openMeter();
  expect(meter).toMatchObject({
    object: "billing.meter",
    customer_mapping: { event_payload_key: "stripe_customer_id", type: "by_id" },
    default_aggregation: { formula: "sum" },
    display_name: "API calls",
    event_time_window: null,
    livemode: false,
    status: "active",
    status_transitions: { deactivated_at: null },
    value_settings: { event_payload_key: "value" },
  });
  expect(await account.stripe.billing.meters.retrieve(meter.id)).toMatchObject({ id: meter.id });
  const { event_name } = meter;
  await expect(
    account.stripe.billing.meters.create({
      display_name: "Again",
      event_name,
      default_aggregation: { formula: "sum" },
    }),
  ).rejects.toMatchObject({ statusCode: 400, param: "event_name" });
});

it("a meter is renamed, deactivated and reactivated", async () => {
  const { account, customer, meter } = await openMeter();
  const { meters } = account.stripe.billing;
  expect(await meters.update(meter.id, { display_name: "Calls" })).toMatchObject({
    display_name: "Calls",
  });
  const off = await meters.deactivate(meter.id);
  expect(off.status).toBe("inactive");
  expect(off.status_transitions.deactivated_at).toEqual(expect.any(Number));
  const idsOf = async (status: "active" | "inactive") =>
    (await meters.list({ status, limit: 100 })).data.map(({ id }) => id);
  expect(await idsOf("inactive")).toContain(meter.id);
  expect(await idsOf("active")).not.toContain(meter.id);
  await expect(use(account, meter.event_name, customer.id, "1", june)).rejects.toMatchObject({
    statusCode: 400,
  });
  await expect(
    account.price({
      unit_amount: 1,
      recurring: { interval: "month", usage_type: "metered", meter: meter.id },
    }),
  ).rejects.toMatchObject({ statusCode: 400, param: "recurring[meter]" });
  expect(await meters.reactivate(meter.id)).toMatchObject({
    status: "active",
    status_transitions: { deactivated_at: null },
  });
});

it.each([
  ["sum", 35.5],
  ["count", 3],
  ["last", 20],
] as const)("usage is aggregated: %s", async (formula, expected) => {
  const { account, customer, meter } = await openMeter(formula);
  await use(account, meter.event_name, customer.id, "10", june);
  await use(account, meter.event_name, customer.id, "5.5", june + 3600);
  await use(account, meter.event_name, customer.id, "20", june + day + 60);
  const range = { customer: customer.id, start_time: june, end_time: june + 2 * day };
  const whole = await account.stripe.billing.meters.listEventSummaries(meter.id, range);
  expect(whole.data).toMatchObject([
    {
      object: "billing.meter_event_summary",
      aggregated_value: expected,
      end_time: june + 2 * day,
      livemode: false,
      meter: meter.id,
      start_time: june,
    },
  ]);
});

it("summaries are grouped by day", async () => {
  const { account, customer, meter } = await openMeter();
  await use(account, meter.event_name, customer.id, "10", june);
  await use(account, meter.event_name, customer.id, "5", june + 3600);
  await use(account, meter.event_name, customer.id, "20", june + day + 60);
  const { data } = await account.stripe.billing.meters.listEventSummaries(meter.id, {
    customer: customer.id,
    start_time: june,
    end_time: june + 2 * day,
    value_grouping_window: "day",
  });
  expect(data.map((one) => [one.start_time, one.aggregated_value])).toEqual([
    [june + day, 20],
    [june, 15],
  ]);
});

it("an event is answered as it was kept, and its identifier is used once", async () => {
  const { account, customer, meter } = await openMeter();
  const { event_name } = meter;
  const payload = { stripe_customer_id: customer.id, value: "3" };
  const given = { event_name, identifier: unique("id"), payload, timestamp: june + day };
  expect(await account.stripe.billing.meterEvents.create(given)).toMatchObject({
    object: "billing.meter_event",
    livemode: false,
    ...given,
  });
  await expect(account.stripe.billing.meterEvents.create(given)).rejects.toMatchObject({
    statusCode: 400,
  });
});

it("a canceled event no longer counts", async () => {
  const { account, customer, meter } = await openMeter();
  await use(account, meter.event_name, customer.id, "10", june);
  const { identifier } = await use(account, meter.event_name, customer.id, "5", june);
  const { event_name } = meter;
  const cancel = { identifier };
  expect(
    await account.stripe.billing.meterEventAdjustments.create({
      event_name,
      type: "cancel",
      cancel,
    }),
  ).toMatchObject({ object: "billing.meter_event_adjustment", cancel, event_name, type: "cancel" });
  const range = { customer: customer.id, start_time: june, end_time: june + day };
  const { data } = await account.stripe.billing.meters.listEventSummaries(meter.id, range);
  expect(data[0]?.aggregated_value).toBe(10);
});

it.each([
  ["no such meter", { event_name: "nothing" }, "event_name"],
  ["no customer", { payload: { value: "1" } }, "payload[stripe_customer_id]"],
  ["no value", { payload: { stripe_customer_id: "cus" } }, "payload[value]"],
  ["36 days ago", { timestamp: june - 34 * day - 1 }, "timestamp"],
  ["6 minutes ahead", { timestamp: june + 2 * day + 360 }, "timestamp"],
])("an event is refused: %s", async (_, params, param) => {
  const { account, customer, meter } = await openMeter();
  const payload = { stripe_customer_id: customer.id, value: "1" };
  const given = { event_name: meter.event_name, payload, ...params };
  await expect(account.stripe.billing.meterEvents.create(given)).rejects.toMatchObject({
    statusCode: 400,
    param,
  });
});
