import { describe, expect, it } from "vitest";
import { configurationSchema } from "../configuration";
import {
  makePrice,
  makeProduct,
  makeSnapshot,
  makeSubscription,
  midPeriod,
} from "../fact-builders";
import { type Service, serviceSchema } from "../service";
import { type StartQuantity, wholeScope } from "../session-scope";
import type { Snapshot } from "../snapshot";
import { allowStart } from "./start-subscription";

const products = [
  makeProduct({ id: "prod_team", name: "Team", metadata: { sb_quantity_enabled: "true" } }),
  makeProduct({ id: "prod_seat", name: "Seats", unitLabel: "seat" }),
  makeProduct({ id: "prod_odd", name: "Odd", unitLabel: "toString" }),
  makeProduct({ id: "prod_calls", name: "Calls", unitLabel: "call" }),
];
const prices = [
  makePrice({ id: "team", productId: "prod_team" }),
  makePrice({ id: "seat", productId: "prod_seat" }),
  makePrice({ id: "odd", productId: "prod_odd" }),
  makePrice({ id: "calls", productId: "prod_calls", usageType: "metered" }),
];
const stepped = { minimum: 2, maximum: 8, step: 2 };
const link = { name: "Enterprise", link: "https://acme.example/sales" };
const service = serviceSchema.parse({
  name: "Acme",
  tiers: [
    {
      name: "Team",
      products: [
        { product: "prod_team", prices: ["team"] },
        { product: "prod_seat", role: "seats", prices: ["seat"], quantity: stepped },
        { product: "prod_odd", role: "seats", prices: ["odd"] },
        { product: "prod_calls", role: "metered", prices: ["calls"] },
      ],
    },
    link,
  ],
});

type Given = {
  readonly quantity?: StartQuantity | null;
  readonly sold?: Service;
  readonly over?: Partial<Snapshot>;
  readonly codes?: boolean;
};

function start({ quantity = null, sold = service, over = {}, codes = false }: Given) {
  const snapshot = makeSnapshot({ subscriptions: [], products, prices, service: sold });
  return allowStart({
    configuration: configurationSchema.parse({ portico: { promotion_code: { enabled: codes } } }),
    snapshot: { ...snapshot, ...over },
    flow: null,
    now: midPeriod,
    scope: { ...wholeScope, quantity },
  });
}

describe("a subscription begins with as many as the session says", () => {
  // team may be any number, seats 2, 4, 6 or 8, the odd one is fixed
  it.each<[string, StartQuantity | null, string]>([
    ["nothing: the least", null, "team×1 seat×2 odd×1 calls×null"],
    ["one number: of all that is counted", 4, "team×4 seat×4 odd×4 calls×null"],
    ["one number: as near as may be", 5, "team×5 seat×6 odd×5 calls×null"],
    ["by unit label", { seat: 6 }, "team×1 seat×6 odd×1 calls×null"],
    ["by unit label, as near as may be", { seat: 99 }, "team×1 seat×8 odd×1 calls×null"],
    ["by product, where there is no label", { prod_team: 3 }, "team×3 seat×2 odd×1 calls×null"],
    ["of another unit", { desk: 6 }, "team×1 seat×2 odd×1 calls×null"],
    ["of what is billed by use", { call: 6 }, "team×1 seat×2 odd×1 calls×null"],
  ])("%s", (_what, quantity, expected) => {
    const allowance = start({ quantity });
    const parts = allowance.allowed ? allowance.plans[0]?.prices[0]?.parts : [];
    expect(parts?.map((part) => `${part.priceId}×${part.quantity}`).join(" ")).toBe(expected);
  });
});

describe("who may begin one", () => {
  const living = { data: [makeSubscription()], hasMore: false };
  const onlyLinks = serviceSchema.parse({ name: "Acme", tiers: [link] });

  it.each<[string, Given, string]>([
    ["who has none", {}, "yes"],
    ["not who has one", { over: { subscriptions: living } }, "already_subscribed"],
    [
      "not who has more than was read",
      { over: { subscriptions: { data: [], hasMore: true } } },
      "already_subscribed",
    ],
    ["nobody where everything is bought elsewhere", { sold: onlyLinks }, "not_on_offer"],
  ])("%s", (_what, given, expected) => {
    const allowance = start(given);
    expect(allowance.allowed ? "yes" : allowance.reason).toBe(expected);
  });

  it.each([true, false])("with a code where that is on: %j", (codes) => {
    expect(start({ codes })).toMatchObject({ promotionCodes: codes });
  });
});
