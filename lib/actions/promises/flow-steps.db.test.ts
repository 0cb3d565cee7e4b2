import { beforeAll, describe, expect, it } from "vitest";
import { cancelFlow } from "@/scripts/testing/cancel-flow";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession, type TestCustomer } from "@/scripts/testing/make-session";
import { blindly, tryAction, tryPreview } from "@/scripts/testing/try-action";
import { database } from "../../db/client";
import type { ActionName } from "../../portal/actions";
import type { Flow } from "../../portal/flow";
import { loadSession } from "../../sessions/load-session";

let sandbox: FaultSandbox;
let shop: TestMerchant;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  shop = await makeMerchant(sandbox);
});

/** A customer with a second subscription, somebody else's, and what a session of the first would send. */
async function setUp(makeFlow: (customer: TestCustomer) => Flow) {
  const customer = await makeCustomer(shop);
  const foreign = await makeCustomer(shop);
  const second = await shop.account.stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: shop.prices.starter }],
  });
  const opened = await openSession(shop, customer.id, { flow: makeFlow(customer) });
  return { customer, foreign: foreign.subscription, own: second.id, ...opened };
}

type Made = Awaited<ReturnType<typeof setUp>>;
type Attempt = readonly [
  what: string,
  name: ActionName,
  input: (made: Made) => Record<string, unknown>,
  status: number,
];

const confirmFlow = ({ subscription, item }: TestCustomer): Flow => ({
  ...cancelFlow(subscription),
  type: "subscription_update_confirm",
  subscription_cancel: null,
  subscription_update_confirm: {
    subscription,
    items: [{ id: item, price: shop.prices.pro, quantity: 1 }],
    discounts: null,
  },
});

const of = ({ customer }: Made) => ({ subscription: customer.subscription });

const outsideCancel: readonly Attempt[] = [
  ["its own other subscription", "cancel_subscription", ({ own }) => ({ subscription: own }), 409],
  [
    "somebody else's subscription",
    "cancel_subscription",
    ({ foreign }) => ({ subscription: foreign }),
    404,
  ],
  ["no subscription there is", "cancel_subscription", () => ({ subscription: "sub_x" }), 404],
  ["another plan", "change_plan", (made) => ({ ...of(made), price: shop.prices.pro }), 409],
  ["a pause", "pause_subscription", of, 409],
  ["an undo", "undo_cancel", of, 409],
  ["a code", "apply_promotion_code", (made) => ({ ...of(made), promotion_code: "SAVE" }), 409],
  ["their name", "update_customer", () => ({ name: "Eve" }), 409],
  [
    "their other card",
    "set_default_payment_method",
    ({ customer }) => ({ payment_method: customer.otherCard }),
    409,
  ],
  ["a new card", "add_payment_method", () => ({ page: `/p/${shop.segment}/payment` }), 409],
  ["a first subscription", "start_subscription", () => ({ price: shop.prices.pro }), 409],
];

const asked = (made: Made) => ({ ...of(made), item: made.customer.item, price: shop.prices.pro });

const notConfirmed: readonly Attempt[] = [
  ["another price", "change_plan", (made) => ({ ...asked(made), price: shop.prices.starter }), 409],
  ["another quantity", "change_plan", (made) => ({ ...asked(made), quantity: 7 }), 409],
  ["another item", "change_plan", (made) => ({ ...asked(made), item: "si_other" }), 409],
  ["a discount", "change_plan", (made) => ({ ...asked(made), promotion_code: "SAVE" }), 409],
  [
    "its own other subscription",
    "change_plan",
    ({ own }) => ({ subscription: own, price: shop.prices.pro }),
    409,
  ],
  [
    "somebody else's subscription",
    "change_plan",
    ({ foreign }) => ({ subscription: foreign, price: shop.prices.pro }),
    404,
  ],
  ["a cancellation", "cancel_subscription", of, 409],
];

async function expectRefused(made: Made, [, name, input, status]: Attempt): Promise<void> {
  shop.account.forget();
  const given = input(made);
  expect((await tryPreview(made.context, name, given)).status).toBe(status);
  const confirmed = await tryAction(made.context, name, given, { expected: blindly });
  expect(confirmed).toMatchObject({
    status,
    error: { error: { code: status === 409 ? "flow_step_invalid" : "resource_missing" } },
  });
  expect(shop.account.writes()).toEqual([]);
  const kept = await database().intent.count({ where: { sessionId: made.context.session.id } });
  expect(kept).toBe(0);
}

describe("a session made to cancel one subscription", () => {
  it.each(outsideCancel)("does nothing to %s", async (...attempt) => {
    await expectRefused(await setUp(({ subscription }) => cancelFlow(subscription)), attempt);
  });

  it("tells nothing of invoices, cards and billing information", async () => {
    const { context, customer } = await setUp((one) => cancelFlow(one.subscription));
    const done = await tryAction(context, "cancel_subscription", {
      subscription: customer.subscription,
    });
    if (!("answer" in done)) throw new Error("It is its task.");
    // Completed: this flow opens the whole portal, and the answer shows it at once.
    expect(done.answer.view?.flow).toBeNull();
    expect(done.answer.view?.invoices).not.toBeNull();
  });
});

describe("a session made to confirm one change", () => {
  it.each(notConfirmed)("does not take %s", async (...attempt) => {
    await expectRefused(await setUp(confirmFlow), attempt);
  });

  it("takes exactly the change", async () => {
    const made = await setUp(confirmFlow);
    const done = await tryAction(made.context, "change_plan", { ...asked(made), quantity: 1 });
    expect(done).toMatchObject({ status: 200, answer: { outcome: "applied" } });
  });
});

describe("a session whose task is done", () => {
  const hosted = (subscription: string): Flow => ({
    ...cancelFlow(subscription),
    after_completion: { type: "hosted_confirmation", hosted_confirmation: null, redirect: null },
  });

  it("says so in the very answer, shows nothing else, and does nothing more", async () => {
    const made = await setUp(({ subscription }) => hosted(subscription));
    const { subscription } = made.customer;
    const done = await tryAction(made.context, "cancel_subscription", { subscription });
    expect(done).toMatchObject({
      status: 200,
      answer: {
        view: {
          flow: {
            isCompleted: true,
            completed: { action: "cancel_subscription", outcome: "scheduled", charged: null },
          },
          invoices: null,
          billing: null,
          paymentMethods: null,
        },
      },
    });
    shop.account.forget();
    // The context is of before, as in a second tab's request that had begun already.
    for (const { context } of [made, { context: await loadSession(made.accessToken) }]) {
      const again = await tryAction(
        context,
        "cancel_subscription",
        { subscription },
        { expected: blindly },
      );
      expect(again).toMatchObject({
        status: 409,
        error: { error: { code: "flow_step_invalid" }, reason: "flow_completed" },
      });
    }
    expect(shop.account.writes()).toEqual([]);
  });

  it("is not done by a payment that waits for the bank, nor by another action", async () => {
    const made = await setUp(({ subscription }) => hosted(subscription));
    await tryAction(made.context, "undo_cancel", of(made), { expected: blindly });
    const { session } = await loadSession(made.accessToken);
    expect(session.flow?.state).toMatchObject({ completed_by: null, done: null });
  });
});
