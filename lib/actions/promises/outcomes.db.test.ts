import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { actionCases } from "@/scripts/testing/action-cases";
import {
  type ActionCase,
  isKeyedBy,
  openFor,
  trailOf,
} from "@/scripts/testing/action-cases/action-case";
import { laterCases } from "@/scripts/testing/action-cases/change-cases";
import {
  type FaultSandbox,
  serveFaultSandbox,
  type Trouble,
} from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { refuseInserts } from "@/scripts/testing/refuse-inserts";
import { countTrail } from "@/scripts/testing/trail";
import { previewOf, type Tried, tryAction } from "@/scripts/testing/try-action";
import { findIntent, findIntentByNonce } from "../../db/intents";
import type { PortalContext } from "../../sessions/load-session";
import { answerIntent } from "../intents/answer-intent";

/** The second request of a change that waits for the period's end: the schedule gets its phases. */
const second = { method: "POST", pathPrefix: "/v1/subscription_schedules/" };

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
  /** How many requests went to Stripe to write the first of what there is to write, told at once. */
  readonly tries: number;
  /** True where only the effect itself tells that it was done. */
  readonly isUnseen?: true;
};

type Fault = Exclude<Trouble, { readonly isDone: boolean }>;

const before = (status: number, times = 1, code = ""): Fault => ({
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
const replay = garbage(false, error, replayed);

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
    isUnseen: true,
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
  const { context } = await openFor(action, merchant, customer);
  const input = action.inputOf(merchant, customer);
  const { expected } = await previewOf(context, action.name, input);
  const effects = () => action.countEffects(merchant, customer);
  const click = { nonce: randomUUID(), expected };
  const confirm = () => tryAction(context, action.name, input, click);
  const arm = (trouble: Trouble) =>
    merchant.account.arm("isDone" in trouble ? trouble : { ...action.write, ...trouble });
  const { requests = 1 } = action;
  merchant.account.forget();
  return { merchant, context, input, ...click, confirm, effects, arm, requests };
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

const failed = { audit: 1, events: 0, outbox: 0 };
const asking = actionCases.filter(({ write }) => write !== null);

/** Where nothing shows what was done nobody can know it; and half of a change is taken back. */
function withWhatIsSeen(story: Story, { leavesNoSign, requests = 1 }: ActionCase): Story[] {
  if (!story.isUnseen) return [story];
  if (leavesNoSign) return [];
  if (requests === 1) return [story];
  return [{ ...story, trouble: [...story.trouble, replay, replay], truth: "failed" }];
}

/** Of what was done; that half a change is let go of again needs no key of ours. */
function keysOf({ account }: TestMerchant, { requests = 1 }: ActionCase) {
  const made = account.writes().filter(({ path }) => requests === 1 || !path.endsWith("/release"));
  return made.map(({ key }) => key);
}

describe.each(asking)("$title", (action) => {
  const known = stories.flatMap((story) => withWhatIsSeen(story, action));

  it.each(known)("is told truthfully: $what", async ({ trouble, told, truth, tries }) => {
    const { merchant, context, nonce, confirm, effects, arm, requests } = await setUp(action);
    const effect = truth === "done" ? 1 : 0;
    for (const each of trouble) arm(each);
    const tried = await confirm();
    expect(tried.status).toBe(httpOf[told]);
    expect(outcomeOf(tried)).toBe(wordOf(told));
    expect(told === "done" ? await effects() : 1).toBe(1);
    const { writes } = merchant.account;
    expect(writes()).toHaveLength(tries + (told === "done" ? requests - 1 : 0));

    const asked = await answerIntent(await intentOf(context, nonce));
    expect(asked.outcome).toBe(wordOf(truth));
    expect(await effects()).toBe(effect);
    expect(await countTrail(merchant.id)).toEqual(truth === "done" ? trailOf(action) : failed);
    expect(isKeyedBy(asked.intent, keysOf(merchant, action))).toBe(true);

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

const well: Trouble = { isDone: true, instead: (truth = new Response()) => truth };
const late = (trouble: Fault) => [{ ...second, ...trouble }];

const lateStories: readonly Omit<Story, "tries">[] = [
  { what: "500, nothing done", trouble: late(before(500)), told: "checking", truth: "done" },
  { what: "500, done", trouble: late({ kind: "status-after" }), told: "checking", truth: "done" },
  {
    what: "500, nothing done, kept and replayed for the key",
    trouble: [
      well,
      garbage(false, error, { status: 500 }),
      well,
      well,
      garbage(false, error, replayed),
    ],
    told: "checking",
    truth: "failed",
  },
  {
    what: "cut before, then well",
    trouble: late({ kind: "reset-before" }),
    told: "done",
    truth: "done",
  },
  {
    what: "cut after, then well",
    trouble: late({ kind: "reset-after" }),
    told: "done",
    truth: "done",
  },
  {
    what: "cut before, twice",
    trouble: late({ kind: "reset-before", times: 2 }),
    told: "checking",
    truth: "done",
  },
  {
    what: "cut after, twice",
    trouble: late({ kind: "reset-after", times: 2 }),
    told: "checking",
    truth: "done",
  },
  { what: "429 twice", trouble: late(before(429, 2)), told: "done", truth: "done" },
  { what: "429 five times", trouble: late(before(429, 5)), told: "stripe_busy", truth: "failed" },
  {
    what: "declined",
    trouble: late(before(402, 1, "card_declined")),
    told: "card_declined",
    truth: "failed",
  },
  {
    what: "refused by Stripe",
    trouble: late(before(400)),
    told: "subscription_state",
    truth: "failed",
  },
  {
    what: "key revoked",
    trouble: late(before(401)),
    told: "merchant_unavailable",
    truth: "failed",
  },
  {
    what: "a cut-off 200",
    trouble: [well, garbage(true, '{"id":"su')],
    told: "checking",
    truth: "done",
  },
  {
    what: "a page with 200",
    trouble: [well, garbage(false, "<html>Welcome")],
    told: "checking",
    truth: "done",
  },
  {
    what: "another object",
    trouble: [well, garbage(false, '{"id":"evt_1"}')],
    told: "checking",
    truth: "done",
  },
];

describe.each(laterCases)("the second request of $name $how", (action) => {
  it.each(lateStories)("is told truthfully: $what", async ({ trouble, told, truth }) => {
    const { merchant, context, nonce, confirm, effects } = await setUp(action);
    for (const each of trouble) merchant.account.arm(each);
    const wordOf = (word: string) => (word === "done" ? action.outcome : word);
    const tried = await confirm();
    expect([tried.status, outcomeOf(tried)]).toEqual([httpOf[told], wordOf(told)]);
    const asked = await answerIntent(await intentOf(context, nonce));
    expect(asked.outcome).toBe(wordOf(truth));
    // Nothing of it is left where it was not done: no schedule is in the way.
    expect(await effects()).toBe(truth === "done" ? 1 : 0);
    expect(await countTrail(merchant.id)).toEqual(truth === "done" ? trailOf(action) : failed);
    merchant.account.disarm();
    const sent = merchant.account.writes().length;
    expect(outcomeOf(await confirm())).toBe(wordOf(laterTold({ told, truth })));
    expect(merchant.account.writes()).toHaveLength(sent);
  });
});
