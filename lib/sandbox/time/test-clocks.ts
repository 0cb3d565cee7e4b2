import type Stripe from "stripe";
import { addIntervals, intervalOf } from "../billing/periods";
import type { Books } from "../books";
import { idOf } from "../documents";
import { type Call, type Context, endpoint } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import { newId } from "../ids";
import { invalid, SandboxError } from "../protocol/errors";
import { listPage, pagination } from "../protocol/list";
import { required, string, timestamp } from "../protocol/params";
import { deleteClock } from "./delete-clock";
import { earliest } from "./due-at";

const daySeconds = 86400;
const lifetimeSeconds = 30 * daySeconds;
const url = "/v1/test_helpers/test_clocks";

type CreateParams = { customer: string | undefined; frozen_time: number; name: string | undefined };

/** Test clocks: create, retrieve, list, delete, advance. */
export const testClockEndpoints = [
  endpoint(
    "POST",
    url,
    { customer: string(), frozen_time: required(timestamp()), name: string(300) },
    createClock,
  ),
  endpoint("GET", `${url}/:id`, {}, ({ books, id }) => requireDocument(books, "test_clock", id)),
  endpoint("GET", url, pagination, ({ books, params }) =>
    listPage(books, url, "test_clock", {}, params),
  ),
  endpoint("DELETE", `${url}/:id`, {}, async (call) => {
    const clock = await requireDocument(call.books, "test_clock", call.id);
    await deleteClock(call, clock);
    return { id: clock.id, object: clock.object, deleted: true };
  }),
  endpoint("POST", `${url}/:id/advance`, { frozen_time: required(timestamp()) }, (call) =>
    startAdvance(call, call.id, call.params.frozen_time),
  ),
];

async function createClock(call: Call<CreateParams>): Promise<Stripe.TestHelpers.TestClock> {
  const { books, now, params } = call;
  const clock: Stripe.TestHelpers.TestClock = {
    id: newId("test_clock"),
    object: "test_helpers.test_clock",
    created: now,
    deletes_after: now + lifetimeSeconds,
    frozen_time: params.frozen_time,
    livemode: false,
    name: params.name ?? null,
    status: "ready",
    status_details: {},
  };
  await books.put("test_clock", clock);
  if (params.customer !== undefined) await attach(books, clock.id, params.customer);
  return clock;
}

/** An existing customer moves to the clock with everything that time changes. */
async function attach(books: Books, clock: string, id: string): Promise<void> {
  const customer = await requireCustomer(books, id, "customer");
  if (customer.test_clock !== null && customer.test_clock !== undefined) {
    throw invalid("The customer is already attached to a test clock.", "customer");
  }
  await books.put("customer", { ...customer, test_clock: clock });
  for (const subscription of await books.all("subscription", { customer: id })) {
    await books.put("subscription", { ...subscription, test_clock: clock });
  }
  for (const schedule of await books.all("subscription_schedule", { customer: id })) {
    await books.put("subscription_schedule", { ...schedule, test_clock: clock });
  }
  for (const invoice of await books.all("invoice", { customer: id })) {
    await books.put("invoice", { ...invoice, test_clock: clock });
  }
}

/** Tells a clock to advance; what falls due on the way is done before the next request is served. */
async function startAdvance(
  { books }: Context,
  id: string,
  target: number,
): Promise<Stripe.TestHelpers.TestClock> {
  const clock = await requireDocument(books, "test_clock", id);
  if (clock.status === "advancing") throw underway();
  if (target <= clock.frozen_time) {
    throw invalid(
      `Cannot advance the test clock to ${target}: it must be after the clock's current frozen time (${clock.frozen_time}).`,
      "frozen_time",
    );
  }
  const limit = await furthest(books, clock);
  if (target > limit.time) throw invalid(limit.message, "frozen_time");
  const advancing: Stripe.TestHelpers.TestClock = {
    ...clock,
    status: "advancing",
    status_details: { advancing: { target_frozen_time: target } },
  };
  await books.put("test_clock", advancing);
  return advancing;
}

/**
 * How far a clock may go: two intervals of the shortest subscription or schedule on it, two years when
 * there is none (https://docs.stripe.com/api/test_clocks/advance).
 */
async function furthest(
  books: Books,
  { id, frozen_time: from }: Stripe.TestHelpers.TestClock,
): Promise<{ time: number; message: string }> {
  const times = (await pricesOn(books, id)).map((price) =>
    addIntervals(from, intervalOf(price), 2),
  );
  const shortest = earliest(times);
  if (shortest === null) {
    const time = addIntervals(from, { unit: "year", count: 1 }, 2);
    return { time, message: "Cannot advance the test clock more than two years into the future." };
  }
  return {
    time: shortest,
    message: `Cannot advance the test clock more than two intervals in the future from the shortest subscription in this test clock: at most to ${shortest}.`,
  };
}

/** The prices by which something on a clock goes on being billed. */
async function pricesOn(books: Books, clock: string): Promise<Stripe.Price[]> {
  const exceptStatuses = ["canceled", "incomplete_expired"];
  const subscriptions = await books.all("subscription", { clock, exceptStatuses });
  const statuses = ["not_started", "active"];
  const schedules = await books.all("subscription_schedule", { clock, statuses });
  const items = schedules.flatMap(({ phases }) => phases.flatMap((phase) => phase.items));
  const scheduled = await Promise.all(
    items.map(({ price }) => books.find("price", idOf(price) ?? "")),
  );
  return [
    ...subscriptions.flatMap(({ items: { data } }) => data.map(({ price }) => price)),
    ...scheduled.filter((price) => price !== null),
  ];
}

function underway(): SandboxError {
  return new SandboxError(429, {
    type: "invalid_request_error",
    code: "rate_limit",
    message: "Test clock advancement underway - cannot perform modifications.",
  });
}
