import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { findTrespass, readHoldings } from "@/scripts/testing/find-trespass";
import { openSession } from "@/scripts/testing/make-session";
import { randomPermission, randomWish, type Wish } from "@/scripts/testing/random-permission";
import {
  makeRandomShop,
  makeShopCustomer,
  type RandomShop,
  type ShopCustomer,
  shopStates,
  stateFor,
} from "@/scripts/testing/random-shop";
import { tryAction } from "@/scripts/testing/try-action";
import { configurationSchema } from "../../portal/configuration";

let sandbox: FaultSandbox;
let shop: RandomShop;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  shop = await makeRandomShop(sandbox);
});

/** The fields that name something, by what of a customer they name. */
const named: Readonly<Record<string, "subscription" | "card" | "setup" | "invoice">> = {
  subscription: "subscription",
  payment_method: "card",
  setup: "setup",
  invoice: "invoice",
};
const unknown = {
  subscription: "sub_unknown",
  card: "pm_unknown",
  setup: "cs_test_unknown",
  invoice: "in_unknown",
};

/** The wish's words as this customer's ids, or somebody else's. */
function inputFor({ input }: Wish, own: ShopCustomer, foreign: ShopCustomer) {
  const people = new Map<unknown, Omit<ShopCustomer, "id">>([
    ["own", own],
    ["foreign", foreign],
  ]);
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([field, value]) => {
      const kind = named[field];
      return [field, kind === undefined ? value : (people.get(value) ?? unknown)[kind]];
    }),
  );
}

it("whatever is asked for, nothing is written to Stripe beyond the configuration", async () => {
  const { stripe } = shop.merchant.account;
  const foreign = await makeShopCustomer(shop, "starter");
  const theirs = JSON.stringify(await readHoldings(stripe, foreign.id));
  const done = new Map<string, number>();
  const all = randomWish(shop).chain((wish) =>
    fc.record({
      permission: randomPermission(shop),
      wish: fc.constant(wish),
      state: fc.oneof(fc.constant(stateFor(wish.name)), fc.constantFrom(...shopStates)),
      readOnly: fc.constantFrom(false, false, false, false, false, true),
    }),
  );
  await fc.assert(
    fc.asyncProperty(all, async ({ permission, wish, state, readOnly }) => {
      const own = await makeShopCustomer(shop, state);
      const { context } = await openSession(shop.merchant, own.id);
      const { session } = context;
      const narrowed = {
        ...context,
        configuration: configurationSchema.parse(permission),
        session: { ...session, scope: { ...session.scope, readOnly } },
      };
      const before = await readHoldings(stripe, own.id);
      const tried = await tryAction(narrowed, wish.name, inputFor(wish, own, foreign));
      const after = await readHoldings(stripe, own.id);
      if ("answer" in tried) done.set(wish.name, (done.get(wish.name) ?? 0) + 1);
      expect(findTrespass(before, after, permission)).toEqual([]);
      // A refusal changes nothing, and who may only look changes nothing.
      if (readOnly || !("answer" in tried)) {
        expect(JSON.stringify(after)).toBe(JSON.stringify(before));
      }
      expect(JSON.stringify(await readHoldings(stripe, foreign.id))).toBe(theirs);
    }),
    { numRuns: runs(10_000) },
  );
  // It would prove little if everything were refused.
  const applied = [...done.values()].reduce((sum, count) => sum + count, 0);
  expect(applied).toBeGreaterThan(runs(10_000) / 10);
  expect(done.size).toBeGreaterThan(4);
}, 3_600_000);
