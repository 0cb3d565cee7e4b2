import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { cancelFlow } from "@/scripts/testing/cancel-flow";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession, type TestCustomer } from "@/scripts/testing/make-session";
import { countTrail } from "@/scripts/testing/trail";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import { database } from "../../db/client";
import type { ActionName } from "../../portal/actions";
import type { Flow } from "../../portal/flow";
import { loadSession } from "../../sessions/load-session";
import { reconcileIntents } from "../intents/reconcile-intent";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

type Case = {
  readonly name: ActionName;
  readonly inputOf: (merchant: TestMerchant, customer: TestCustomer) => object;
  readonly flow?: (customer: TestCustomer) => Flow;
  /** The price that it leads to. */
  readonly to: "pro" | "starter";
  readonly prepare?: (merchant: TestMerchant, customer: TestCustomer) => Promise<unknown>;
};

const updateFlow = ({ subscription }: TestCustomer): Flow => ({
  ...cancelFlow(subscription),
  type: "subscription_update",
  subscription_cancel: null,
  subscription_update: { subscription },
  after_completion: { type: "hosted_confirmation", hosted_confirmation: null, redirect: null },
});

const cases: readonly Case[] = [
  {
    name: "change_plan",
    to: "pro",
    inputOf: ({ prices }, { subscription }) => ({ subscription, price: prices.pro }),
    flow: updateFlow,
  },
  { name: "start_subscription", to: "pro", inputOf: ({ prices }) => ({ price: prices.pro }) },
  {
    name: "resubscribe",
    to: "starter",
    inputOf: ({ prices }, { subscription }) => ({ subscription, price: prices.starter }),
    prepare: ({ account }, { subscription }) => account.stripe.subscriptions.cancel(subscription),
  },
];

/** A customer whose bank wants every payment confirmed, and a click. */
async function setUp({ name, to, inputOf, flow, prepare }: Case) {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeCustomer(merchant);
  const { stripe } = merchant.account;
  await prepare?.(merchant, customer);
  const { id } = await stripe.paymentMethods.attach("pm_card_authenticationRequired", {
    customer: customer.id,
  });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: id } });
  const carried = flow === undefined ? {} : { flow: flow(customer) };
  const { context, accessToken } = await openSession(merchant, customer.id, carried);
  const input = inputOf(merchant, customer);
  const { expected } = await previewOf(context, name, input);
  const click = { nonce: randomUUID(), expected };
  const confirm = () => tryAction(context, name, input, click);
  const only = { where: { merchantId: merchant.id } };
  return {
    merchant,
    customer,
    confirm,
    findIntent: () => database().intent.findFirstOrThrow(only),
    countRecords: () => database().changeRecord.count(only),
    listEvents: () =>
      database().event.findMany({
        where: { ...only.where, data: { path: ["object"], equals: "portico.action" } },
      }),
    isCompleted: async () => (await loadSession(accessToken)).session.flow?.state.completed_by,
    pay: async () => {
      const { data } = await stripe.invoices.list({ customer: customer.id, status: "open" });
      expect(data).toHaveLength(1);
      return stripe.invoices.pay(data[0]?.id ?? "", { payment_method: customer.otherCard });
    },
    listBegun: async () => {
      const price = merchant.prices[to];
      const only = { customer: customer.id, price, status: "active" } as const;
      return (await stripe.subscriptions.list(only)).data;
    },
  };
}

/** As if everything had been written so many seconds earlier; waiting ones are looked at now and then only. */
async function reconcileAfter(seconds: number): Promise<void> {
  await database().$executeRaw`
    UPDATE intents SET created_at = created_at - make_interval(secs => ${seconds})
    WHERE state <> 'settled'`;
  await database().$executeRaw`UPDATE leases SET until = until - make_interval(secs => ${seconds})`;
  await reconcileIntents();
}

type Made = Awaited<ReturnType<typeof setUp>>;

async function expectNothingDone({ merchant, countRecords, listBegun, isCompleted }: Made) {
  expect(await listBegun()).toEqual([]);
  expect(await countTrail(merchant.id)).toMatchObject({ events: 0, outbox: 0 });
  expect(await countRecords()).toBe(0);
  expect((await isCompleted()) ?? null).toBeNull();
}

async function expectDone(made: Made, { flow }: Case) {
  const { merchant, countRecords, listBegun, listEvents, isCompleted, findIntent } = made;
  const begun = await listBegun();
  expect(begun).toHaveLength(1);
  expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 1, outbox: 1 });
  expect(await countRecords()).toBe(1);
  const { id } = await findIntent();
  const [event] = await listEvents();
  expect(event?.data).toMatchObject({ outcome: "applied", subscription: begun[0]?.id });
  const record = await database().changeRecord.findFirst({ where: { merchantId: merchant.id } });
  expect(record?.subscriptionId).toBe(begun[0]?.id);
  if (flow !== undefined) expect(await isCompleted()).toBe(id);
}

/** Its process dies while it makes the change the second time: before Stripe has done it, or after. */
async function die(one: Case, kind: "status-before" | "status-after"): Promise<Made> {
  const made = await setUp(one);
  const { account } = made.merchant;
  account.arm({
    isDone: true,
    instead: (truth = new Response()) => {
      account.arm({ kind, pathPrefix: "/v1/subscriptions" });
      return truth;
    },
  });
  expect(await made.confirm()).toMatchObject({ status: 202, answer: { outcome: "checking" } });
  return made;
}

describe.each(cases)("$name, where the bank wants the payment confirmed,", (one) => {
  it("is not done until it is paid, and then once, with all that tells of it", async () => {
    const made = await setUp(one);
    const { confirm, pay, merchant } = made;
    expect(await confirm()).toMatchObject({ answer: { outcome: "requires_action" } });
    await expectNothingDone(made);
    expect(await confirm()).toMatchObject({ answer: { outcome: "requires_action" } });
    expect(merchant.account.writes()).toHaveLength(2);
    await pay();
    const twice = await Promise.all([confirm(), confirm()]);
    for (const told of twice) expect(told).toMatchObject({ answer: { outcome: "applied" } });
    expect(await confirm()).toMatchObject({ answer: { outcome: "applied" } });
    await expectDone(made, one);
  });

  describe.each([
    ["between the two calls", "status-before"],
    ["after the second call", "status-after"],
  ] as const)("and the process dies %s,", (_when, kind) => {
    it("is asked of the bank by the reconciler, and never told as declined", async () => {
      const made = await die(one, kind);
      await reconcileAfter(31);
      expect((await made.findIntent()).outcome).toMatchObject({ outcome: "requires_action" });
      await expectNothingDone(made);
      await made.pay();
      expect(await made.confirm()).toMatchObject({ answer: { outcome: "applied" } });
      await expectDone(made, one);
    });

    it("tells after ten minutes what is so", async () => {
      const made = await die(one, kind);
      await reconcileAfter(601);
      const { outcome } = await made.findIntent();
      const isAsked = kind === "status-after";
      expect(outcome).toMatchObject({ outcome: isAsked ? "requires_action" : "failed" });
      await expectNothingDone(made);
    });
  });

  it("is done when the process died after the second call and it was paid before anybody looked", async () => {
    const made = await die(one, "status-after");
    await made.pay();
    await reconcileAfter(31);
    await expectDone(made, one);
  });
});
