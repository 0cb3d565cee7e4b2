import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession, type TestCustomer } from "@/scripts/testing/make-session";
import { blindly, tryAction, tryPreview } from "@/scripts/testing/try-action";
import { database } from "../../db/client";
import type { ActionName } from "../../portal/actions";

let sandbox: FaultSandbox;
let shop: TestMerchant;
/** Starter is counted in seats, up to 20 of them by the configuration. */
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  shop = await makeMerchant(sandbox);
  const { stripe } = shop.account;
  for (const id of [shop.prices.starter, shop.prices.pro]) {
    const price = await stripe.prices.retrieve(id);
    await stripe.products.update(String(price.product), { unit_label: "seat" });
  }
});

/** A session for Starter and the monthly Pro, and no more than three seats. */
async function setUp(isEnded: boolean) {
  const customer = await makeCustomer(shop);
  if (isEnded) await shop.account.stripe.subscriptions.cancel(customer.subscription);
  const { prices } = shop;
  const narrow = {
    prices: [prices.starter, prices.pro],
    quantity: { seat: { minimum: 1, maximum: 3 } },
  };
  const { context } = await openSession(shop, customer.id, { portico: { narrow } });
  return { customer, context };
}

type Row = readonly [
  what: string,
  name: ActionName,
  inputOf: (customer: TestCustomer, prices: TestMerchant["prices"]) => object,
  code: string,
  isEnded?: boolean,
];

const rows: readonly Row[] = [
  [
    "another price",
    "change_plan",
    (of, { proYear: price }) => ({ ...on(of), price }),
    "feature_disabled",
  ],
  [
    "more with a plan",
    "change_plan",
    (of, { pro: price }) => ({ ...on(of), price, quantity: 4 }),
    "quantity_invalid",
  ],
  [
    "more of a label",
    "change_plan",
    (of, { pro: price }) => ({ ...on(of), price, quantities: { seat: 4 } }),
    "quantity_invalid",
  ],
  ["more", "change_quantity", (of) => ({ ...on(of), quantity: 4 }), "quantity_invalid"],
  ["none", "change_quantity", (of) => ({ ...on(of), quantity: 0 }), "quantity_invalid"],
  [
    "one more of another price",
    "start_subscription",
    (_, { proYear: price }) => ({ price }),
    "feature_disabled",
  ],
  [
    "one more with more",
    "start_subscription",
    (_, { starter: price }) => ({ price, quantities: { seat: 4 } }),
    "quantity_invalid",
  ],
  [
    "it again at another price",
    "resubscribe",
    (of, { proYear: price }) => ({ ...on(of), price }),
    "feature_disabled",
    true,
  ],
  [
    "it again with more",
    "resubscribe",
    (of, { starter: price }) => ({ ...on(of), price, quantities: { seat: 4 } }),
    "quantity_invalid",
    true,
  ],
];

const beyond = rows.map(([what, name, inputOf, code, isEnded = false]) => {
  return { what, name, inputOf, code, isEnded };
});

function on({ subscription }: TestCustomer) {
  return { subscription };
}

describe("a session narrowed in prices and numbers", () => {
  it.each(beyond)("does not give $what: $name", async ({ name, inputOf, code, isEnded }) => {
    const { customer, context } = await setUp(isEnded);
    const input = inputOf(customer, shop.prices);
    expect(await tryPreview(context, name, input)).toMatchObject({ error: { error: { code } } });
    expect(await tryAction(context, name, input, { expected: blindly })).toMatchObject({
      error: { error: { code } },
    });
    expect(shop.account.writes()).toEqual([]);
    expect(await database().intent.count({ where: { customerId: customer.id } })).toBe(0);
  });

  it("gives what it leaves", async () => {
    const { customer, context } = await setUp(false);
    const input = { ...on(customer), quantity: 3 };
    expect(await tryAction(context, "change_quantity", input)).toMatchObject({ status: 200 });
  });
});
