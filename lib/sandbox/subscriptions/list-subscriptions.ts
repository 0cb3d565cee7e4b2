import type Stripe from "stripe";
import { customerOfAccount } from "../customers/resolve-customer";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { noSuchReference } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { boolean, hash, oneOf, required, string, type Values } from "../protocol/params";
import type { SandboxRange } from "../store";

export const listShape = {
  ...pagination,
  automatic_tax: hash({ enabled: required(boolean()) }),
  collection_method: oneOf("charge_automatically", "send_invoice"),
  created: range,
  current_period_end: range,
  current_period_start: range,
  customer: string(),
  customer_account: string(),
  plan: string(),
  price: string(),
  status: oneOf(
    "all",
    "ended",
    "active",
    "canceled",
    "incomplete",
    "incomplete_expired",
    "past_due",
    "paused",
    "trialing",
    "unpaid",
  ),
  test_clock: string(),
};
type ListParams = Values<typeof listShape>;

/** Subscriptions newest first, as the filters say. Those of test clocks only where one or a customer is asked for. */
export async function listSubscriptions({ books }: Context, params: ListParams) {
  const { customer_account: account, test_clock: clock } = params;
  const customer = params.customer ?? (account && (await customerIn({ account }, books)));
  const filter = {
    customer,
    clock,
    created: rangeOf(params.created),
    ...statusFilter(params.status),
  };
  const tests = testsOf(params, customer === undefined && clock === undefined);
  const only = (subscription: Stripe.Subscription) => tests.every((test) => test(subscription));
  const sifted = tests.length === 0 ? undefined : only;
  return listPage(books, "/v1/subscriptions", "subscription", filter, params, sifted);
}

async function customerIn({ account }: { account: string }, books: Context["books"]) {
  const customer = await customerOfAccount(books, account);
  if (customer === null) throw noSuchReference("account", account, "customer_account");
  return customer.id;
}

type Test = (subscription: Stripe.Subscription) => boolean;

/** What the store cannot filter by. */
function testsOf(params: ListParams, isWithoutClocks: boolean): Test[] {
  const { collection_method: collection, automatic_tax: tax } = params;
  const price = params.price ?? params.plan;
  const [start, end] = [rangeOf(params.current_period_start), rangeOf(params.current_period_end)];
  const tests: [boolean, Test][] = [
    [isWithoutClocks, ({ test_clock: clock }) => idOf(clock) === null],
    [collection !== undefined, (one) => one.collection_method === collection],
    [tax !== undefined, (one) => one.automatic_tax.enabled === tax?.enabled],
    [price !== undefined, ({ items }) => items.data.some((item) => item.price.id === price)],
    [start !== undefined, (one) => isIn(start, Math.max(...times(one, "current_period_start")))],
    [end !== undefined, (one) => isIn(end, Math.min(...times(one, "current_period_end")))],
  ];
  return tests.flatMap(([isAsked, test]) => (isAsked ? [test] : []));
}

function times(
  { items }: Stripe.Subscription,
  name: "current_period_start" | "current_period_end",
): number[] {
  return items.data.map((item) => item[name]);
}

function isIn(bounds: SandboxRange | undefined, time: number): boolean {
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = bounds ?? {};
  return time > gt && time >= gte && time < lt && time <= lte;
}

/** Stripe lists what has not been canceled unless a status is asked for. */
function statusFilter(status: string | undefined) {
  if (status === undefined) return { exceptStatuses: ["canceled"] };
  if (status === "all") return {};
  return { statuses: status === "ended" ? ["canceled", "incomplete_expired"] : [status] };
}
