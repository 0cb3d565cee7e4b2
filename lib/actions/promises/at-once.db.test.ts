import { beforeAll, describe, expect, it } from "vitest";
import { actionCases } from "@/scripts/testing/action-cases";
import { type ActionCase, openFor } from "@/scripts/testing/action-cases/action-case";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { openSession, type TestCustomer } from "@/scripts/testing/make-session";
import { countTrail } from "@/scripts/testing/trail";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import type { ActionName } from "../../portal/actions";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

type Tried = Awaited<ReturnType<typeof tryAction>>;
type Click = () => Promise<Tried>;

/** What somebody else does to the same thing meanwhile, in another visit of the same customer. */
type Rival = {
  readonly name: ActionName;
  readonly inputOf: (customer: TestCustomer) => Record<string, string | number>;
  /** How often it was done, told by Stripe itself. */
  readonly count: (merchant: TestMerchant, customer: TestCustomer) => Promise<number>;
};

const cancel: Rival = {
  name: "cancel_subscription",
  inputOf: ({ subscription }) => ({ subscription }),
  count: async ({ account: { stripe } }, { subscription }) => {
    const { cancel_at: at, status } = await stripe.subscriptions.retrieve(subscription);
    return at !== null || status === "canceled" ? 1 : 0;
  },
};

const rename: Rival = {
  name: "update_customer",
  inputOf: () => ({ name: "Eve" }),
  count: async ({ account: { stripe } }, { id }) => {
    const found = await stripe.customers.retrieve(id);
    return !found.deleted && found.name === "Eve" ? 1 : 0;
  },
};

const chooseCard: Rival = {
  name: "set_default_payment_method",
  inputOf: ({ otherCard }) => ({ payment_method: otherCard }),
  count: async ({ account: { stripe } }, { id, otherCard }) => {
    const found = await stripe.customers.retrieve(id);
    const held = found.deleted ? null : found.invoice_settings.default_payment_method;
    return held === otherCard ? 1 : 0;
  },
};

/** What it is in the way of; where nothing else can be done, the same once more, as in a second tab. */
function rivalOf(action: ActionCase, merchant: TestMerchant): Rival {
  const { name, param, inputOf, countEffects } = action;
  if (name === "cancel_subscription" || name === "undo_cancel") {
    return { name, inputOf: (customer) => inputOf(merchant, customer), count: countEffects };
  }
  if (name === "update_customer" || name === "confirm_email") return chooseCard;
  return param === "subscription" && name !== "resubscribe" ? cancel : rename;
}

/** Two visits, as in two tabs, that have both seen what they would do: nothing but its object is the same. */
async function setUp(action: ActionCase) {
  const merchant = await makeMerchant(sandbox);
  const customer = await action.makeCustomer(merchant);
  const rival = rivalOf(action, merchant);
  const one = (await openFor(action, merchant, customer)).context;
  const carried = rival === cancel ? action.carried?.(merchant, customer) : {};
  const two = (await openSession(merchant, customer.id, carried)).context;
  const clickIn = async (context: typeof one, name: ActionName, input: object): Promise<Click> => {
    const { expected } = await previewOf(context, name, input);
    return () => tryAction(context, name, input, { expected });
  };
  return {
    merchant,
    account: merchant.account,
    act: await clickIn(one, action.name, action.inputOf(merchant, customer)),
    interfere: await clickIn(two, rival.name, rival.inputOf(customer)),
    isTwin: rival.name === action.name,
    countActs: () => action.countEffects(merchant, customer),
    countRivals: () => rival.count(merchant, customer),
  };
}

/** Sends the second while the first is at work: it has begun to ask Stripe, and nothing is answered. */
async function overlap({ gate }: TestMerchant["account"], first: Click, second: Click) {
  gate.holdUntil(1000);
  const isAsking = gate.held();
  const begun = first();
  await isAsking;
  const late = await second();
  gate.open();
  return [await begun, late] as const;
}

function inOrder<T>(both: readonly T[], isReversed: boolean): readonly T[] {
  return isReversed ? both.toReversed() : both;
}

const isDone = ({ status }: Tried) => status === 200;

const inTheWay = { status: 409, error: { error: { code: "operation_in_progress" } } };

describe.each(actionCases)("$title, and what another visit does meanwhile", (action) => {
  it("it keeps the other from beginning", async () => {
    const { account, act, interfere, countActs, countRivals, isTwin } = await setUp(action);
    const [acted, refused] = await overlap(account, act, interfere);
    expect(acted).toMatchObject({ status: 200, answer: { outcome: action.outcome } });
    expect(refused).toMatchObject(inTheWay);
    expect([await countActs(), await countRivals()]).toEqual([1, isTwin ? 1 : 0]);
  });

  it("it is kept from beginning by the other", async () => {
    const { account, act, interfere, countRivals } = await setUp(action);
    const [done, refused] = await overlap(account, interfere, act);
    expect(done.status).toBe(200);
    expect(refused).toMatchObject(inTheWay);
    expect(await countRivals()).toBe(1);
  });

  it.each([
    ["first", false],
    ["last", true],
  ] as const)("sent at once, it %s: what is told is what was done", async (_, isLast) => {
    const made = await setUp(action);
    const told = await Promise.all(inOrder([made.act(), made.interfere()], isLast));
    for (const { status } of told) expect([200, 409]).toContain(status);
    const [isActed = false, isRivalled = false] = inOrder(told.map(isDone), isLast);
    expect([isActed, isRivalled]).toContain(true);
    const done = told.filter(isDone).length;
    expect((await countTrail(made.merchant.id)).audit).toBe(done);
    if (made.isTwin) expect(done).toBe(1);
    else expect(await made.countRivals()).toBe(isRivalled ? 1 : 0);
    // Who cancels gives up what was planned.
    const isGivenUp = action.outcome === "scheduled" && isRivalled;
    if (isActed && !isGivenUp) expect(await made.countActs()).toBe(1);
  });
});
