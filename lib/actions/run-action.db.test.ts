import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { actionCases, caseOf } from "@/scripts/testing/action-cases";
import {
  type ActionCase,
  isKeyedBy,
  openFor,
  trailOf,
} from "@/scripts/testing/action-cases/action-case";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { countTrail } from "@/scripts/testing/trail";
import { previewOf, type Tried, tryAction, tryPreview } from "@/scripts/testing/try-action";
import { dropLease, takeLease } from "../db/leases";
import { leaseOf } from "./intents/lease-of";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

async function setUp(action: ActionCase) {
  const merchant = await makeMerchant(sandbox);
  const customer = await action.makeCustomer(merchant);
  const { context } = await openFor(action, merchant, customer);
  const input = action.inputOf(merchant, customer);
  const { expected } = await previewOf(context, action.name, input);
  const effects = () => action.countEffects(merchant, customer);
  merchant.account.forget();
  const { requests = 1 } = action;
  return { merchant, customer, context, input, expected, effects, requests };
}

const nothing = { audit: 0, events: 0, outbox: 0 };

function outcomeOf(tried: Tried): string {
  return "answer" in tried ? tried.answer.outcome : tried.error.error.code;
}

describe.each(actionCases)("$title", (action) => {
  it("does what was shown, once, and leaves one trail", async () => {
    const { merchant, context, input, expected, effects, requests } = await setUp(action);
    const tried = await tryAction(context, action.name, input, { expected });
    expect(tried).toMatchObject({ status: 200, answer: { outcome: action.outcome } });
    expect(await effects()).toBe(1);
    expect(merchant.account.writes()).toHaveLength(requests);
    expect(await countTrail(merchant.id)).toEqual(trailOf(action));
  });

  it("is keyed by its intent, and answers with the view afterwards", async () => {
    const { merchant, context, input, expected } = await setUp(action);
    const tried = await tryAction(context, action.name, input, { expected });
    if (!("answer" in tried)) throw new Error("refused");
    const writes = merchant.account.writes();
    for (const { method } of writes) expect(method).toBe(action.write?.method);
    expect(
      isKeyedBy(
        tried.answer.intent,
        writes.map(({ key }) => key),
      ),
    ).toBe(true);
    expect(new Set(writes.map(({ key }) => key)).size).toBe(writes.length);
    expect(tried.answer.view).toMatchObject({ stale: false, session: { id: context.session.id } });
  });

  it("tells the first click's answer to the same nonce, and does nothing more", async () => {
    const { merchant, context, input, expected, effects, requests } = await setUp(action);
    const click = { nonce: randomUUID(), expected };
    const first = await tryAction(context, action.name, input, click);
    const second = await tryAction(context, action.name, input, click);
    if (!("answer" in first)) throw new Error("refused");
    const { outcome, intent } = first.answer;
    expect(second).toEqual({ status: 200, answer: { outcome, intent } });
    expect(await effects()).toBe(1);
    expect(merchant.account.writes()).toHaveLength(requests);
    expect(await countTrail(merchant.id)).toEqual(trailOf(action));
  });

  it("refuses a nonce that was used for something else", async () => {
    const { merchant, customer, context, input, expected, requests } = await setUp(action);
    const click = { nonce: randomUUID(), expected };
    await tryAction(context, action.name, input, click);
    const [name = "", value = ""] = Object.entries(input)[0] ?? [];
    const changed = { ...input, [name]: `${value}0` };
    const other = actionCases.find(({ name }) => name !== action.name);
    if (other === undefined) throw new Error("There is one action only.");
    const tries = [
      await tryAction(context, action.name, changed, click),
      await tryAction(context, other.name, other.inputOf(merchant, customer), click),
    ];
    for (const tried of tries) {
      expect(tried).toMatchObject({ status: 400, error: { error: { code: "idempotency_error" } } });
    }
    expect(merchant.account.writes()).toHaveLength(requests);
  });

  it("makes one change of ten parallel confirms with one nonce, and tells all the truth", async () => {
    const { merchant, context, input, expected, effects, requests } = await setUp(action);
    const click = { nonce: randomUUID(), expected };
    const clicks = Array.from({ length: 10 }, () => tryAction(context, action.name, input, click));
    const told = (await Promise.all(clicks)).map(outcomeOf);
    expect(told).toContain(action.outcome);
    const truths = [action.outcome, "checking", "operation_in_progress"];
    expect(told.filter((outcome) => !truths.includes(outcome))).toEqual([]);
    expect(await effects()).toBe(1);
    expect(merchant.account.writes()).toHaveLength(requests);
    expect(await countTrail(merchant.id)).toEqual(trailOf(action));
  });

  it("does nothing with an expectation of something else, and shows the new preview", async () => {
    const { merchant, context, input, expected, effects } = await setUp(action);
    const moved = [
      { ...expected, items: ["si_1:price_1:1"] },
      { ...expected, status: "other" },
      { ...expected, cancelAt: 1 },
      { ...expected, prorationDate: expected.prorationDate === null ? 1 : null },
      { ...expected, amount: (expected.amount ?? 0) + 1 },
    ];
    for (const stale of moved) {
      const tried = await tryAction(context, action.name, input, { expected: stale });
      expect(tried).toMatchObject({ status: 409, error: { error: { code: "preview_outdated" } } });
      if (!("error" in tried)) throw new Error("done");
      expect(tried.error.preview).toMatchObject({ kind: action.shownAs ?? action.name });
      const { prorationDate, ...rest } = expected;
      expect(tried.error.expected).toMatchObject({
        ...rest,
        amount: expect.toBeOneOf([null, expect.any(Number)]),
      });
      expect(prorationDate === null).toBe(tried.error.expected?.prorationDate === null);
    }
    expect(await effects()).toBe(0);
    expect(merchant.account.writes()).toEqual([]);
    expect(await countTrail(merchant.id)).toEqual(nothing);
  });

  it("can be confirmed with what the refusal of an outdated one showed", async () => {
    const { context, input, expected, effects } = await setUp(action);
    const stale = { ...expected, status: "other" };
    const tried = await tryAction(context, action.name, input, { expected: stale });
    if (!("error" in tried) || tried.error.expected === undefined) throw new Error("no preview");
    const again = await tryAction(context, action.name, input, { expected: tried.error.expected });
    expect(again).toMatchObject({ answer: { outcome: action.outcome } });
    expect(await effects()).toBe(1);
  });

  it("is previewed without a write or a trace", async () => {
    const { merchant, context, input, effects } = await setUp(action);
    expect(await tryPreview(context, action.name, input)).toMatchObject({ status: 200 });
    expect(merchant.account.writes()).toEqual([]);
    expect(await effects()).toBe(0);
    expect(await countTrail(merchant.id)).toEqual(nothing);
  });
});

describe.each(actionCases.filter(({ mayRepeat }) => !mayRepeat))("$title", (action) => {
  it("makes one change of ten parallel confirms with ten nonces", async () => {
    const { merchant, context, input, expected, effects, requests } = await setUp(action);
    const clicks = Array.from({ length: 10 }, () =>
      tryAction(context, action.name, input, { expected }),
    );
    const told = (await Promise.all(clicks)).map(outcomeOf);
    expect(told.filter((outcome) => outcome === action.outcome)).toHaveLength(1);
    expect(await effects()).toBe(1);
    expect(merchant.account.writes()).toHaveLength(requests);
    expect(await countTrail(merchant.id)).toEqual(trailOf(action));
  });

  it("does nothing when it was done elsewhere since the preview", async () => {
    const { merchant, customer, context, input, expected } = await setUp(action);
    await action.doElsewhere(merchant, customer);
    const tried = await tryAction(context, action.name, input, { expected });
    expect(tried.status).toBeGreaterThanOrEqual(400);
    expect(tried.status).toBeLessThan(500);
    expect(merchant.account.writes()).toEqual([]);
    expect(await countTrail(merchant.id)).toEqual(nothing);
  });
});

// What a session has asked for, or said no to, is its own.
const ofAnySession = actionCases.filter(
  ({ mayRepeat, prepare, write }) => !mayRepeat && !prepare && write !== null,
);
describe.each(ofAnySession)("$title", (action) => {
  it("makes one change of confirms from two sessions of one customer", async () => {
    const { merchant, customer, context, input, expected, effects } = await setUp(action);
    const other = await openFor(action, merchant, customer);
    const told = await Promise.all(
      [context, other.context].map((each) => tryAction(each, action.name, input, { expected })),
    );
    expect(told.map(outcomeOf).filter((outcome) => outcome === action.outcome)).toHaveLength(1);
    expect(await effects()).toBe(1);
    expect(await countTrail(merchant.id)).toEqual(trailOf(action));
  });
});

describe("actions on one subscription", () => {
  it("exclude each other: a change and a cancellation at once end in one of the two orders", async () => {
    const change = caseOf("change_plan");
    const cancel = caseOf("cancel_subscription");
    const { merchant, customer, context, input, expected } = await setUp(change);
    const told = await Promise.all([
      tryAction(context, "change_plan", input, { expected }),
      tryAction(context, "cancel_subscription", { subscription: customer.subscription }),
    ]);
    const done = told.filter((tried) => "answer" in tried);
    expect(merchant.account.writes()).toHaveLength(done.length);
    const changed = await change.countEffects(merchant, customer);
    const canceled = await cancel.countEffects(merchant, customer);
    expect([changed, canceled]).toEqual(told.map((tried) => ("answer" in tried ? 1 : 0)));
    expect(done.length).toBeGreaterThan(0);
  });

  it("of another customer are answered like those on nothing at all, while it is being changed too", async () => {
    const change = caseOf("change_plan");
    const { merchant, context, input, expected, effects } = await setUp(change);
    const stranger = await makeCustomer(merchant);
    const other = await openSession(merchant, stranger.id);
    const [done, foreign] = await Promise.all([
      tryAction(context, "change_plan", input, { expected }),
      tryAction(other.context, "change_plan", input, { expected }),
    ]);
    expect(done).toMatchObject({ answer: { outcome: "applied" } });
    expect(foreign).toMatchObject({ status: 404, error: { error: { code: "resource_missing" } } });
    expect(await effects()).toBe(1);
  });

  it.each(actionCases)(
    "$title waits for no one whose lease is on another customer's",
    async (action) => {
      const { context, input, expected, effects, merchant, customer } = await setUp(action);
      const stranger = await makeCustomer(merchant);
      await takeLease(leaseFor(merchant, stranger.id, customer.subscription), "int_other");
      await takeLease(leaseFor(merchant, stranger.id, customer.id), "int_other");
      const tried = await tryAction(context, action.name, input, { expected });
      expect(tried).toMatchObject({ answer: { outcome: action.outcome } });
      expect(await effects()).toBe(1);
    },
  );

  it.each(actionCases)("$title is refused while another holds its lease", async (action) => {
    const { context, input, expected, effects, merchant, customer } = await setUp(action);
    const targets = [customer.subscription, customer.id];
    const leases = targets.map((target) => leaseFor(merchant, customer.id, target));
    for (const lease of leases) await takeLease(lease, "int_other");
    const tried = await tryAction(context, action.name, input, { expected });
    expect(tried).toMatchObject({
      status: 409,
      error: { error: { code: "operation_in_progress" } },
    });
    for (const lease of leases) await dropLease(lease, "int_other");
    await tryAction(context, action.name, input, { expected: { ...expected, status: "other" } });
    // The refusal gave the lease back, and so does the act itself.
    await tryAction(context, action.name, input, { expected });
    expect(await effects()).toBe(1);
    for (const lease of leases) expect(await takeLease(lease, "int_other")).toBe(true);
  });

  function leaseFor({ id: merchantId }: { id: string }, customerId: string, target: string) {
    return leaseOf({ merchantId, livemode: false, customerId, target });
  }
});
