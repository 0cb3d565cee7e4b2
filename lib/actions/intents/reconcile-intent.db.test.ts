import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { actionCases, caseOf } from "@/scripts/testing/action-cases";
import {
  type ActionCase,
  isKeyedBy,
  openFor,
  trailOf,
} from "@/scripts/testing/action-cases/action-case";
import { laterCases } from "@/scripts/testing/action-cases/change-cases";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeBareMerchant, makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import type { TestCustomer } from "@/scripts/testing/make-session";
import { revokeSession } from "@/scripts/testing/revoke-session";
import { countTrail } from "@/scripts/testing/trail";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import { database } from "../../db/client";
import { findDefaultConfiguration } from "../../db/configurations";
import { findIntent, type IntentRow, insertIntent } from "../../db/intents";
import { takeLease } from "../../db/leases";
import { newId } from "../../ids";
import { configurationSchema } from "../../portal/configuration";
import { loadStripe } from "../../stripe/client";
import { makeCall } from "../calls/make-call";
import { createSchedule } from "../calls/schedule-change";
import { signCall } from "../calls/sign-call";
import { parseInput } from "../checks/parse-request";
import { setScene } from "../checks/set-scene";
import { actionOf } from "../registry";
import { answerIntent } from "./answer-intent";
import { leaseOf, leaseTarget } from "./lease-of";
import { reconcileIntent, reconcileIntents } from "./reconcile-intent";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

const nothing = { audit: 0, events: 0, outbox: 0 };

/** What a process leaves behind that dies after it wrote its intent: the row and its lease. */
async function dieAfterIntent(action: ActionCase) {
  const merchant = await makeMerchant(sandbox);
  const customer = await action.makeCustomer(merchant);
  const { context } = await openFor(action, merchant, customer);
  const { name } = action;
  const input = parseInput(name, action.inputOf(merchant, customer));
  const { expected } = await previewOf(context, name, input);
  const target = actionOf(name).targetOf(input);
  const scene = await setScene(context, { target, upcoming: "none" });
  const id = newId("intent");
  const call = signCall(await actionOf(name).plan(scene, input, expected), id);
  const nonce = randomUUID();
  const intent = await insertIntent({
    id,
    merchantId: merchant.id,
    livemode: false,
    sessionId: context.session.id,
    customerId: customer.id,
    action: name,
    target: leaseTarget(actionOf(name), input, customer.id),
    nonce,
    input: actionOf(name).keep?.(input, nonce) ?? input,
    expected: { ...expected, items: [...expected.items] },
    call,
  });
  if (intent === null) throw new Error("The nonce was taken.");
  await takeLease(leaseOf(intent), intent.id);
  const effects = () => action.countEffects(merchant, customer);
  const confirm = (again = nonce) => tryAction(context, name, input, { nonce: again, expected });
  merchant.account.forget();
  const { requests = 1 } = action;
  return { merchant, customer, intent, call, effects, confirm, requests };
}

/** The same, when it had made its call already: nobody heard Stripe's answer. */
async function dieAfterCall(action: ActionCase) {
  const dead = await dieAfterIntent(action);
  const stripe = await loadStripe(dead.merchant.id, false);
  await makeCall(stripe, dead.call, dead.intent.id);
  return dead;
}

/** Saves the merchant's configuration with these features. */
async function saveFeatures(merchantId: string, features: object) {
  const held = await findDefaultConfiguration(merchantId, false);
  if (held === null) throw new Error("There is no configuration.");
  const document = configurationSchema.parse({ features });
  await database().configuration.update({
    where: { merchantId_id: { merchantId, id: held.id } },
    data: { document },
  });
}

/** As if the intent had been written and its lease taken `seconds` ago. */
async function age({ id }: IntentRow, seconds: number) {
  await database().$executeRaw`
    UPDATE intents SET created_at = created_at - make_interval(secs => ${seconds}) WHERE id = ${id}`;
  await database().$executeRaw`
    UPDATE leases SET until = until - make_interval(secs => ${seconds}) WHERE holder = ${id}`;
}

async function findNow({ merchantId, sessionId, id }: IntentRow): Promise<IntentRow> {
  const found = await findIntent(merchantId, sessionId, id);
  if (found === null) throw new Error("The intent is gone.");
  return found;
}

describe.each(actionCases)("a process that died in $title", (action) => {
  it.each([
    ["before its call", dieAfterIntent],
    ["after its call", dieAfterCall],
  ] as const)("%s: is carried to its end by the reconciler, once", async (_, die) => {
    const { merchant, intent, effects, requests } = await die(action);
    await age(intent, 31);
    await reconcileIntents();
    await reconcileIntents();
    expect(await effects()).toBe(1);
    expect(await findNow(intent)).toMatchObject({
      state: "settled",
      outcome: { outcome: action.outcome },
    });
    const keys = merchant.account.writes().map(({ key }) => key);
    expect(new Set(keys).size).toBe(requests);
    // What leaves no sign is asked for again, under the same key.
    if (!action.leavesNoSign) expect(keys).toHaveLength(requests);
    expect(await countTrail(merchant.id)).toEqual(trailOf(action));
    expect(await takeLease(leaseOf(intent), "int_other")).toBe(true);
  });

  it("is carried to its end by the same click, too", async () => {
    const { merchant, intent, effects, confirm } = await dieAfterIntent(action);
    expect(await confirm()).toEqual({
      status: 202,
      answer: { outcome: "checking", intent: intent.id },
    });
    expect(merchant.account.writes()).toEqual([]);
    await age(intent, 31);
    expect(await confirm()).toMatchObject({ answer: { outcome: action.outcome } });
    expect(await effects()).toBe(1);
    expect(await countTrail(merchant.id)).toEqual(trailOf(action));
  });

  it("is settled once by reconcilers that run at once", async () => {
    const { merchant, intent, effects } = await dieAfterIntent(action);
    await age(intent, 31);
    const old = await findNow(intent);
    const rounds = [reconcileIntents(), reconcileIntents(), answerIntent(old), answerIntent(old)];
    await Promise.all(rounds);
    await reconcileIntent(await findNow(intent));
    expect(await effects()).toBe(1);
    expect(await countTrail(merchant.id)).toEqual(trailOf(action));
    expect(
      isKeyedBy(
        intent.id,
        merchant.account.writes().map(({ key }) => key),
      ),
    ).toBe(true);
  });

  it("is not called back to life after ten minutes: nothing is done, and that is told", async () => {
    const { merchant, intent, effects, confirm } = await dieAfterIntent(action);
    await age(intent, 601);
    await reconcileIntents();
    expect(await effects()).toBe(0);
    expect(merchant.account.writes()).toEqual([]);
    expect(await findNow(intent)).toMatchObject({ outcome: { outcome: "failed" } });
    expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 0, outbox: 0 });
    expect(await confirm()).toMatchObject({ status: 503 });
  });
});

describe.each(actionCases)(
  "$title, left open by a process that died before its call,",
  (action) => {
    /** What was told, with nothing sent and nothing changed. */
    async function expectFailed(
      { merchant, intent, effects }: Awaited<ReturnType<typeof dieAfterIntent>>,
      code: string,
    ) {
      await age(intent, 100);
      await reconcileIntents();
      // A call that was sent might still be at work at Stripe: nobody is told yet that nothing was done.
      expect((await findNow(intent)).state).toBe("acting");
      await age(intent, 100);
      await reconcileIntents();
      expect(await findNow(intent)).toMatchObject({
        state: "settled",
        outcome: { outcome: "failed", code },
      });
      expect(merchant.account.writes()).toEqual([]);
      expect(await effects()).toBe(0);
      expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 0, outbox: 0 });
      expect(await takeLease(leaseOf(intent), "int_other")).toBe(true);
    }

    it("is not made any more when the feature was switched off since", async () => {
      const dead = await dieAfterIntent(action);
      await saveFeatures(dead.merchant.id, {
        subscription_update: { enabled: false },
        subscription_cancel: { enabled: false },
        payment_method_update: { enabled: false },
        invoice_history: { enabled: false },
        customer_update: { enabled: false },
      });
      await expectFailed(dead, "feature_disabled");
    });

    it("is not made any more when the session was revoked since", async () => {
      const dead = await dieAfterIntent(action);
      await revokeSession(dead.merchant.id, dead.intent.sessionId);
      await expectFailed(dead, "session_revoked");
    });

    it("is made although its customer has left since", async () => {
      const { merchant, intent, effects, requests } = await dieAfterIntent(action);
      await database().$executeRaw`
      UPDATE portal_sessions SET ended_at = now(), last_active_at = now() - interval '1 day'
      WHERE id = ${intent.sessionId}`;
      await age(intent, 31);
      await reconcileIntents();
      expect(await effects()).toBe(1);
      expect(merchant.account.writes()).toHaveLength(requests);
    });
  },
);

describe.each(actionCases.filter(({ mayRepeat }) => !mayRepeat))(
  "a process that died in $title",
  (action) => {
    it("excludes other clicks until its lease has run out; then one of the two is done", async () => {
      const { merchant, intent, effects, confirm, requests } = await dieAfterIntent(action);
      expect(await confirm(randomUUID())).toMatchObject({ status: 409 });
      await age(intent, 31);
      expect(await confirm(randomUUID())).toMatchObject({ answer: { outcome: action.outcome } });
      await reconcileIntents();
      // What begins something new is not mistaken for the other click's: nobody knows yet that it was never sent.
      await age(intent, 181);
      await reconcileIntents();
      expect(await effects()).toBe(1);
      expect(merchant.account.writes()).toHaveLength(requests);
      expect((await findNow(intent)).state).toBe("settled");
    });
  },
);

describe.each(actionCases.filter(({ leavesNoSign }) => !leavesNoSign))(
  "a process that died in $title",
  (action) => {
    it("is told as done after ten minutes when it was done", async () => {
      const { merchant, intent, effects } = await dieAfterCall(action);
      await age(intent, 601);
      await reconcileIntents();
      expect(await effects()).toBe(1);
      expect(await findNow(intent)).toMatchObject({ outcome: { outcome: action.outcome } });
      expect(await countTrail(merchant.id)).toEqual(trailOf(action));
    });

    it("is told as done when it was done, whatever was switched off since", async () => {
      const { merchant, intent, effects, requests } = await dieAfterCall(action);
      await saveFeatures(merchant.id, {
        subscription_update: { enabled: false },
        subscription_cancel: { enabled: false },
        payment_method_update: { enabled: false },
        invoice_history: { enabled: false },
        customer_update: { enabled: false },
      });
      await age(intent, 31);
      await reconcileIntents();
      expect(await findNow(intent)).toMatchObject({ outcome: { outcome: action.outcome } });
      expect(await effects()).toBe(1);
      expect(merchant.account.writes()).toHaveLength(requests);
    });
  },
);

describe.each(laterCases)("a process that died between the two calls of $name $how", (action) => {
  async function dieBetween() {
    const dead = await dieAfterIntent(action);
    const { merchant, call, intent } = dead;
    if (call.method !== "subscription_schedules.change_at_period_end") throw new Error("another");
    await createSchedule(await loadStripe(merchant.id, false), call, intent.id);
    return dead;
  }

  it("is carried to its end by reconcilers that run at once, once", async () => {
    const { merchant, intent, effects } = await dieBetween();
    await age(intent, 31);
    await Promise.all([reconcileIntents(), reconcileIntents()]);
    await reconcileIntents();
    expect(await effects()).toBe(1);
    expect((await findNow(intent)).outcome).toEqual({ outcome: action.outcome });
    expect(await countTrail(merchant.id)).toEqual(trailOf(action));
    expect(await takeLease(leaseOf(intent), "int_other")).toBe(true);
  });

  it("is let go of after ten minutes: nothing was done, and nothing is in the way", async () => {
    const { merchant, intent, effects } = await dieBetween();
    await age(intent, 601);
    await reconcileIntents();
    expect(await effects()).toBe(0);
    expect(await findNow(intent)).toMatchObject({ outcome: { outcome: "failed" } });
    expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 0, outbox: 0 });
  });

  it("is let go of when it was switched off since", async () => {
    const { merchant, intent, effects } = await dieBetween();
    await saveFeatures(merchant.id, { subscription_update: { enabled: false } });
    await age(intent, 31);
    await reconcileIntents();
    expect(await effects()).toBe(0);
    const outcome = { outcome: "failed", code: "feature_disabled" };
    expect((await findNow(intent)).outcome).toEqual(outcome);
  });
});

describe.each([
  [
    "another quantity",
    "change_plan",
    "preview_outdated",
    ({ account }: TestMerchant, { subscription, item }: TestCustomer) =>
      account.stripe.subscriptions.update(subscription, {
        items: [{ id: item, quantity: 3 }],
        proration_behavior: "none",
      }),
  ],
  [
    "another plan",
    "cancel_subscription",
    "preview_outdated",
    ({ account, prices }: TestMerchant, { subscription, item }: TestCustomer) =>
      account.stripe.subscriptions.update(subscription, {
        items: [{ id: item, price: prices.pro }],
        proration_behavior: "none",
      }),
  ],
  [
    "an end",
    "change_plan",
    "subscription_state",
    ({ account }: TestMerchant, { subscription }: TestCustomer) =>
      account.stripe.subscriptions.update(subscription, { cancel_at: "min_period_end" }),
  ],
  [
    "another name",
    "update_customer",
    "preview_outdated",
    ({ account }: TestMerchant, { id }: TestCustomer) =>
      account.stripe.customers.update(id, { name: "Ada King" }),
  ],
  [
    "no such card",
    "set_default_payment_method",
    "resource_missing",
    ({ account }: TestMerchant, { otherCard }: TestCustomer) =>
      account.stripe.paymentMethods.detach(otherCard),
  ],
] as const)("an open call to what was given %s since", (_what, name, code, change) => {
  it(`is not made: ${name} is told as failed`, async () => {
    const action = caseOf(name);
    const { merchant, customer, intent, effects } = await dieAfterIntent(action);
    await change(merchant, customer);
    await age(intent, 100);
    await reconcileIntents();
    expect((await findNow(intent)).state).toBe("acting");
    await age(intent, 100);
    await reconcileIntents();
    expect(await findNow(intent)).toMatchObject({ outcome: { outcome: "failed", code } });
    expect(merchant.account.writes()).toEqual([]);
    expect(await effects()).toBe(0);
  });
});

describe("the reconciler", () => {
  const change = caseOf("change_plan");

  it("leaves alone what may still be at work", async () => {
    const { merchant, intent } = await dieAfterIntent(change);
    await reconcileIntents();
    expect((await findNow(intent)).state).toBe("acting");
    await age(intent, 31);
    await takeLease(leaseOf(intent), "int_other");
    await reconcileIntents();
    expect((await findNow(intent)).state).toBe("acting");
    expect(merchant.account.writes()).toEqual([]);
    expect(await countTrail(merchant.id)).toEqual(nothing);
  });

  /** A plan change that was made, unheard, and that the merchant has taken back since. */
  const dieThenTakeBack = async () => {
    const dead = await dieAfterCall(change);
    const { merchant, customer } = dead;
    await merchant.account.stripe.subscriptions.update(customer.subscription, {
      items: [{ id: customer.item, price: merchant.prices.starter }],
      proration_behavior: "none",
    });
    return dead;
  };

  it.each([31, 601])(
    "does not do again what was done and taken back since: after %i s",
    async (seconds) => {
      const { merchant, customer, intent, effects } = await dieThenTakeBack();
      const { stripe } = merchant.account;
      await age(intent, seconds);
      await reconcileIntents();
      // One invoice was written for the change; the plan is the merchant's since.
      expect(await effects()).toBe(-1);
      expect(await findNow(intent)).toMatchObject({ outcome: { outcome: "applied" } });
      const { items } = await stripe.subscriptions.retrieve(customer.subscription);
      expect(items.data[0]?.price.id).toBe(merchant.prices.starter);
    },
  );

  it("without the permission to read events, calls what was taken back failed only once no call can be at work", async () => {
    const { merchant, intent } = await dieThenTakeBack();
    merchant.account.arm({ method: "GET", pathPrefix: "/v1/events", status: 403, times: 100 });
    await age(intent, 100);
    await reconcileIntents();
    expect((await findNow(intent)).state).toBe("acting");
    await age(intent, 100);
    await reconcileIntents();
    expect(await findNow(intent)).toMatchObject({
      outcome: { outcome: "failed", code: "preview_outdated" },
    });
    expect(merchant.account.writes()).toHaveLength(1);
  });

  it("keeps an intent open while Stripe cannot be asked", async () => {
    const { merchant, intent, effects } = await dieAfterCall(change);
    await age(intent, 700);
    merchant.account.arm({ method: "GET", status: 401, times: 100 });
    await reconcileIntents();
    expect((await findNow(intent)).state).toBe("acting");
    merchant.account.disarm();
    await reconcileIntents();
    expect(await effects()).toBe(1);
    expect(await findNow(intent)).toMatchObject({ outcome: { outcome: "applied" } });
  });

  it("comes to every intent, however many cannot be settled", async () => {
    const { intent } = await dieAfterIntent(change);
    const { id: merchantId } = await makeBareMerchant();
    onTestFinished(async () => {
      await database().$executeRaw`DELETE FROM intents WHERE merchant_id = ${merchantId}`;
    });
    const hopeless = Array.from({ length: 25 }, async () => {
      const unique = { id: newId("intent"), merchantId, sessionId: newId("portalSession") };
      const row = await insertIntent({ ...copyOf(intent), ...unique });
      if (row !== null) await age(row, 3600);
    });
    await Promise.all(hopeless);
    await age(intent, 31);
    for (let round = 0; round < 100; round += 1) {
      await reconcileIntents();
      if ((await findNow(intent)).state === "settled") break;
    }
    expect(await findNow(intent)).toMatchObject({ outcome: { outcome: "applied" } });
  });

  it("gives up, in time, on a customer who is no more", async () => {
    const { merchant, customer, intent } = await dieAfterIntent(change);
    await merchant.account.stripe.customers.del(customer.id);
    await age(intent, 601);
    await reconcileIntents();
    expect(await findNow(intent)).toMatchObject({ outcome: { outcome: "failed" } });
    expect(merchant.account.writes()).toEqual([]);
  });

  function copyOf({
    livemode,
    customerId,
    action,
    target,
    nonce,
    input,
    expected,
    call,
  }: IntentRow) {
    const json = { input: Object(input), expected: Object(expected), call: Object(call) };
    return { livemode, customerId, action, target, nonce, ...json };
  }
});
