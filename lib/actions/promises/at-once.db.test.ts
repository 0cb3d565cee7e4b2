import { beforeAll, describe, expect, it } from "vitest";
import { actionCases } from "@/scripts/testing/action-cases";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { openSession } from "@/scripts/testing/make-session";
import { countTrail } from "@/scripts/testing/trail";
import { previewOf, tryAction } from "@/scripts/testing/try-action";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

/** What is done to a subscription that can be canceled as well. */
const impossible = ["cancel_subscription", "undo_cancel", "resubscribe"];
const cases = actionCases.filter(
  ({ name, param }) => param === "subscription" && !impossible.includes(name),
);

const late = ["operation_in_progress", "subscription_state", "preview_outdated"];

type Tried = Awaited<ReturnType<typeof tryAction>>;

function codeOf(tried: Tried): string | null {
  return "error" in tried ? tried.error.error.code : null;
}

/** Both at once, in the order they are given or the other one; the answers in the order they are given. */
async function clickBoth(
  act: () => Promise<Tried>,
  end: () => Promise<Tried>,
  isLast: boolean,
): Promise<readonly [Tried, Tried]> {
  if (isLast) return Promise.all([act(), end()]);
  const [ended, acted] = await Promise.all([end(), act()]);
  return [acted, ended];
}

/** Two visits, as in two tabs, that have both seen what they would do: nothing but the subscription is the same. */
async function setUp(action: (typeof cases)[number]) {
  const merchant = await makeMerchant(sandbox);
  const customer = await action.makeCustomer(merchant);
  const carried = action.carried?.(merchant, customer);
  const one = (await openSession(merchant, customer.id, carried)).context;
  const two = (await openSession(merchant, customer.id, carried)).context;
  const cancel = { subscription: customer.subscription };
  const input = action.inputOf(merchant, customer);
  const { expected } = await previewOf(one, action.name, input);
  const end = await previewOf(two, "cancel_subscription", cancel);
  return {
    merchant,
    customer,
    act: () => tryAction(one, action.name, input, { expected }),
    end: () => tryAction(two, "cancel_subscription", cancel, { expected: end.expected }),
    isEnding: async () => {
      const { stripe } = merchant.account;
      const { cancel_at: at, status } = await stripe.subscriptions.retrieve(customer.subscription);
      return at !== null || status === "canceled";
    },
  };
}

describe.each(cases)("$name ($outcome) and a cancellation of the same subscription", (action) => {
  it.each([
    ["first", false],
    ["last", true],
  ] as const)(
    "sent at once, the cancellation %s: one is done, the other refused",
    async (_, isLast) => {
      const { merchant, customer, act, end, isEnding } = await setUp(action);
      const [acted, ended] = await clickBoth(act, end, isLast);
      const isActed = acted.status === 200;
      expect([acted.status, ended.status]).toEqual(isActed ? [200, 409] : [409, 200]);
      expect(late).toContain(codeOf(isActed ? ended : acted));
      expect(await isEnding()).toBe(!isActed);
      if (isActed) expect(await action.countEffects(merchant, customer)).toBe(1);
      expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 1, outbox: 1 });
    },
  );
});
