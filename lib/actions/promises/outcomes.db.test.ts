import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { actionCases } from "@/scripts/testing/action-cases";
import type { ActionCase } from "@/scripts/testing/action-cases/action-case";
import {
  type FaultSandbox,
  serveFaultSandbox,
  type Trouble,
} from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { openSession } from "@/scripts/testing/make-session";
import { refuseInserts } from "@/scripts/testing/refuse-inserts";
import { countTrail } from "@/scripts/testing/trail";
import { previewOf, type Tried, tryAction } from "@/scripts/testing/try-action";
import { findIntent, findIntentByNonce } from "../../db/intents";
import type { PortalContext } from "../../sessions/load-session";
import { answerIntent } from "../intents/answer-intent";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});
// No jitter: our own waits between tries take no time.
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

type Story = {
  readonly what: string;
  readonly trouble: readonly Trouble[];
  /** What the customer is told at once: an outcome or an error's code. */
  readonly told:
    | "done"
    | "checking"
    | "stripe_busy"
    | "card_declined"
    | "subscription_state"
    | "merchant_unavailable";
  /** What it turns out to be. */
  readonly truth: "done" | "failed";
  /** How many requests went to Stripe to write, told at once. */
  readonly tries: number;
};

const before = (status: number, times = 1, code = ""): Trouble => ({
  kind: "status-before",
  status,
  times,
  code,
});
const garbage = (isDone: boolean, body: string, init: ResponseInit = {}): Trouble => ({
  isDone,
  instead: () => new Response(body, init),
});
const error = JSON.stringify({ error: { type: "api_error", message: "Oops" } });
const replayed = { status: 500, headers: { "idempotent-replayed": "true" } };

const stories: readonly Story[] = [
  { what: "500, nothing done", trouble: [before(500)], told: "checking", truth: "done", tries: 1 },
  {
    what: "500, done",
    trouble: [{ kind: "status-after" }],
    told: "checking",
    truth: "done",
    tries: 1,
  },
  {
    what: "500, nothing done, kept and replayed for the key",
    trouble: [garbage(false, error, { status: 500 }), garbage(false, error, replayed)],
    told: "checking",
    truth: "failed",
    tries: 1,
  },
  {
    what: "500, done, kept and replayed for the key",
    trouble: [garbage(true, error, { status: 500 }), garbage(false, error, replayed)],
    told: "checking",
    truth: "done",
    tries: 1,
  },
  {
    what: "cut before, then well",
    trouble: [{ kind: "reset-before" }],
    told: "done",
    truth: "done",
    tries: 2,
  },
  {
    what: "cut after, then well",
    trouble: [{ kind: "reset-after" }],
    told: "done",
    truth: "done",
    tries: 2,
  },
  {
    what: "cut before, twice",
    trouble: [{ kind: "reset-before", times: 2 }],
    told: "checking",
    truth: "done",
    tries: 2,
  },
  {
    what: "cut after, twice",
    trouble: [{ kind: "reset-after", times: 2 }],
    told: "checking",
    truth: "done",
    tries: 2,
  },
  { what: "429 once", trouble: [before(429)], told: "done", truth: "done", tries: 2 },
  { what: "429 twice", trouble: [before(429, 2)], told: "done", truth: "done", tries: 3 },
  {
    what: "429 five times",
    trouble: [before(429, 5)],
    told: "stripe_busy",
    truth: "failed",
    tries: 3,
  },
  {
    what: "lock_timeout once",
    trouble: [before(429, 1, "lock_timeout")],
    told: "done",
    truth: "done",
    tries: 2,
  },
  {
    what: "lock_timeout for ever",
    trouble: [before(429, 9, "lock_timeout")],
    told: "stripe_busy",
    truth: "failed",
    tries: 3,
  },
  {
    what: "the key in use",
    trouble: [before(409, 1, "idempotency_key_in_use")],
    told: "checking",
    truth: "done",
    tries: 1,
  },
  {
    what: "declined",
    trouble: [before(402, 1, "card_declined")],
    told: "card_declined",
    truth: "failed",
    tries: 1,
  },
  {
    what: "refused by Stripe",
    trouble: [before(400)],
    told: "subscription_state",
    truth: "failed",
    tries: 1,
  },
  {
    what: "key revoked",
    trouble: [before(401)],
    told: "merchant_unavailable",
    truth: "failed",
    tries: 1,
  },
  {
    what: "permission taken",
    trouble: [before(403)],
    told: "merchant_unavailable",
    truth: "failed",
    tries: 1,
  },
  {
    what: "a cut-off 200",
    trouble: [garbage(true, '{"id":"su')],
    told: "checking",
    truth: "done",
    tries: 1,
  },
  {
    what: "a page with 200",
    trouble: [garbage(false, "<html>Welcome")],
    told: "checking",
    truth: "done",
    tries: 1,
  },
  {
    what: "a page with 502",
    trouble: [garbage(true, "<html>Bad", { status: 502 })],
    told: "checking",
    truth: "done",
    tries: 1,
  },
  {
    what: "another object",
    trouble: [garbage(false, '{"id":"evt_1"}')],
    told: "checking",
    truth: "done",
    tries: 1,
  },
];

const httpOf = {
  done: 200,
  checking: 202,
  stripe_busy: 503,
  card_declined: 402,
  subscription_state: 409,
  merchant_unavailable: 503,
};

async function setUp(action: ActionCase) {
  const merchant = await makeMerchant(sandbox);
  const customer = await action.makeCustomer(merchant);
  const { context } = await openSession(
    merchant,
    customer.id,
    action.carried?.(merchant, customer),
  );
  const input = action.inputOf(merchant, customer);
  const { expected } = await previewOf(context, action.name, input);
  const effects = () => action.countEffects(merchant, customer);
  const click = { nonce: randomUUID(), expected };
  const confirm = () => tryAction(context, action.name, input, click);
  const arm = (trouble: Trouble) =>
    merchant.account.arm("isDone" in trouble ? trouble : { ...action.write, ...trouble });
  merchant.account.forget();
  return { merchant, context, input, ...click, confirm, effects, arm };
}

async function intentOf({ merchant, session }: PortalContext, nonce: string) {
  const intent = await findIntentByNonce(merchant.id, session.id, nonce);
  if (intent === null) throw new Error("There is no intent.");
  return intent;
}

function outcomeOf(tried: Tried): string {
  return "answer" in tried ? tried.answer.outcome : tried.error.error.code;
}

/** What the same click is told once the truth is known. */
function laterTold({ told, truth }: Pick<Story, "told" | "truth">): string {
  if (truth === "done") return "done";
  return told === "checking" ? "stripe_unavailable" : told;
}

describe.each(actionCases)("$name", (action) => {
  it.each(stories)("is told truthfully: $what", async ({ trouble, told, truth, tries }) => {
    const { merchant, context, nonce, confirm, effects, arm } = await setUp(action);
    const effect = truth === "done" ? 1 : 0;
    for (const each of trouble) arm(each);
    const tried = await confirm();
    expect(tried.status).toBe(httpOf[told]);
    expect(outcomeOf(tried)).toBe(wordOf(told));
    expect(told === "done" ? await effects() : 1).toBe(1);
    const { writes } = merchant.account;
    expect(writes()).toHaveLength(tries);

    const asked = await answerIntent(await intentOf(context, nonce));
    expect(asked.outcome).toBe(wordOf(truth));
    expect(await effects()).toBe(effect);
    expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: effect, outbox: effect });
    expect(new Set(writes().map(({ key }) => key))).toEqual(new Set([asked.intent]));

    // Told again, nothing is done again.
    merchant.account.disarm();
    const sent = writes().length;
    expect(outcomeOf(await confirm())).toBe(wordOf(laterTold({ told, truth })));
    expect(writes()).toHaveLength(sent);
    expect(await effects()).toBe(effect);
  });

  function wordOf(told: string): string {
    return told === "done" ? action.outcome : told;
  }

  it("stays open while Stripe cannot be asked, and excludes other actions", async () => {
    const { merchant, context, input, expected, nonce, confirm, effects, arm } =
      await setUp(action);
    arm({ kind: "status-after" });
    expect(outcomeOf(await confirm())).toBe("checking");
    const early = await tryAction(context, action.name, input, { expected });
    expect(outcomeOf(early)).toBe("operation_in_progress");
    merchant.account.arm({ method: "GET", status: 503, times: 100 });
    expect((await answerIntent(await intentOf(context, nonce))).outcome).toBe("checking");
    expect(outcomeOf(await confirm())).toBe("checking");
    merchant.account.disarm();
    const other = await tryAction(context, action.name, input, { expected });
    expect(other).toMatchObject({
      status: 409,
      error: { error: { code: "operation_in_progress" } },
    });
    expect(outcomeOf(await confirm())).toBe(action.outcome);
    expect(await effects()).toBe(1);
  });

  it("never reaches Stripe when it is down, and says that nothing was changed", async () => {
    const { merchant, confirm, effects } = await setUp(action);
    merchant.account.arm({ method: "GET", status: 503, times: 100 });
    expect(await confirm()).toMatchObject({
      status: 503,
      error: { error: { code: "stripe_unavailable" } },
    });
    merchant.account.disarm();
    expect(merchant.account.writes()).toEqual([]);
    expect(outcomeOf(await confirm())).toBe(action.outcome);
    expect(await effects()).toBe(1);
  });

  it("is not lost when our own database fails after Stripe has said yes", async () => {
    const { merchant, context, nonce, confirm, effects } = await setUp(action);
    const allow = await refuseInserts("audit_entries");
    expect(outcomeOf(await confirm())).toBe("checking");
    await allow();
    expect(await effects()).toBe(1);
    const { sessionId, id } = await intentOf(context, nonce);
    expect(await findIntent(merchant.id, sessionId, id)).toMatchObject({ state: "acting" });
    expect(await countTrail(merchant.id)).toEqual({ audit: 0, events: 0, outbox: 0 });
  });

  it("is done even when the view cannot be read back", async () => {
    const { merchant, confirm, effects } = await setUp(action);
    merchant.account.arm({
      isDone: true,
      instead: (truth = new Response()) => {
        merchant.account.arm({ method: "GET", status: 503, times: 100 });
        return truth;
      },
    });
    const tried = await confirm();
    expect(outcomeOf(tried)).toBe(action.outcome);
    expect("answer" in tried && tried.answer.view).toBeUndefined();
    expect(await effects()).toBe(1);
  });
});
