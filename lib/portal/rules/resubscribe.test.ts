import { describe, expect, it } from "vitest";
import { configurationSchema } from "../configuration";
import {
  type MadeSnapshot,
  makeItem,
  makePrice,
  makeProduct,
  makeSnapshot,
  makeSubscription,
  midPeriod,
} from "../fact-builders";
import { serviceSchema } from "../service";
import type { ItemFact, PriceFact } from "../snapshot";
import type { PlanPartView } from "../view";
import { allowResubscribe } from "./resubscribe";

type Portico = { readonly allow_price_change?: boolean; readonly allow_promotion_code?: boolean };
type Update = { readonly enabled?: boolean; readonly default_allowed_updates?: string[] };

const year = { unit: "year", count: 1 };
const price = (id: string, product: string, over: Partial<PriceFact> = {}) =>
  makePrice({ id, productId: `prod_${product}`, ...over });
const solo = price("solo", "solo");
const soloYear = price("solo_year", "solo", { interval: year });
const team = price("team", "team");
const seat = price("seat", "seat");
const calls = price("calls", "calls", { usageType: "metered" });
const archived = { active: false };
const products = [
  makeProduct({ id: "prod_solo", name: "Solo", metadata: { sb_quantity_enabled: "true" } }),
  makeProduct({ id: "prod_team", name: "Team" }),
  makeProduct({ id: "prod_seat", name: "Seats", unitLabel: "seat" }),
  makeProduct({ id: "prod_calls", name: "Calls" }),
  makeProduct({ id: "prod_other", name: "Other" }),
];
const item = (of: PriceFact, quantity: number | null = 1) =>
  makeItem({ id: `si_${of.id}`, price: of, quantity });

const service = serviceSchema.parse({
  name: "Acme",
  tiers: [
    { name: "Solo", products: [{ product: "prod_solo", prices: ["solo", "solo_year"] }] },
    {
      name: "Team",
      products: [
        { product: "prod_team", prices: ["team"] },
        {
          product: "prod_seat",
          role: "seats",
          prices: ["seat"],
          quantity: { minimum: 2, maximum: 9 },
        },
        { product: "prod_calls", role: "metered", prices: ["calls"] },
      ],
    },
  ],
});

function again(
  items: readonly ItemFact[],
  { portico = {}, update = {}, ...over }: MadeSnapshot & { portico?: Portico; update?: Update },
) {
  const ended = makeSubscription({ status: "canceled", items });
  const listed = ["solo", "team"].map((name) => ({
    product: `prod_${name}`,
    prices: [name, `${name}_year`],
  }));
  const configuration = configurationSchema.parse({
    features: {
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price", "quantity"],
        products: listed,
        ...update,
      },
    },
    portico: {
      subscription_resubscribe: { enabled: true, allow_price_change: true, ...portico },
      quantity: { seat: { minimum: 0 } },
    },
  });
  const snapshot = makeSnapshot({
    subscriptions: [ended],
    prices: [solo, soloYear, team, seat, calls],
    products,
    ...over,
  });
  return allowResubscribe({
    subscription: ended,
    configuration,
    snapshot,
    flow: null,
    now: midPeriod,
  });
}

/** "team (new): solo×1+ team×1": what it was, and the choices with their numbers, `+` where another may be chosen. */
function say(allowance: ReturnType<typeof again>): string {
  if (!allowance.allowed) return allowance.reason;
  const { plans, price: same, isReplaced, canChangePlan } = allowance;
  const choices = plans.flatMap(({ name, prices }) =>
    prices.length === 0
      ? `${name} at nothing`
      : prices.map(({ parts }) => parts.map(sayPart).join(",")),
  );
  return `${same}${isReplaced ? " (new)" : ""}${canChangePlan ? "" : " only"}: ${choices.join(" ")}`;
}

function sayPart({ priceId, quantity, terms }: PlanPartView): string {
  return `${priceId}×${quantity}${terms === null ? "" : "+"}`;
}

const everyTier = "solo×1+ solo_year×1+ team×1,seat×2+,calls×null";

describe("subscribing again, of the configuration's list", () => {
  it.each<[string, ItemFact[], string]>([
    ["to what it was", [item(solo)], "solo: solo×1+ solo_year×1+ team×1"],
    ["with as many as there were", [item(solo, 3)], "solo: solo×3+ solo_year×3+ team×3"],
    ["by the year, by which it was", [item(soloYear)], "solo_year: solo×1+ solo_year×1+ team×1"],
    [
      "to the current price of the same interval",
      [item(price("old", "solo", { ...archived, interval: year }))],
      "solo_year (new): solo×1+ solo_year×1+ team×1",
    ],
    [
      "not by another interval",
      [item(price("old", "team", { ...archived, interval: year }))],
      gone(),
    ],
    ["not to what is on no list", [item(price("x", "other"))], gone()],
    ["not to two items of which one is a plan", [item(solo), item(team)], gone()],
    [
      "not to two of a plan's product",
      [item(price("a", "solo")), item(price("b", "solo"))],
      gone(),
    ],
    ["not to what did not recur", [item(price("x", "solo", { interval: null }))], gone()],
    ["not to nothing", [], gone()],
  ])("%s", (_what, items, expected) => {
    expect(say(again(items, {}))).toBe(expected);
  });

  function gone(): string {
    return "not_on_offer";
  }
});

describe("subscribing again, of a service's tiers", () => {
  const held = [item(team), item(seat, 1), item(calls, null)];

  it.each<[string, ItemFact[], string]>([
    ["to the tier it was, as near as its numbers allow", held, `team: ${everyTier}`],
    [
      "to the tier at its current prices",
      [item(price("team_old", "team", archived)), item(seat, 5), item(calls, null)],
      "team (new): solo×1+ solo_year×1+ team×1,seat×5+,calls×null",
    ],
    ["not to a part of a tier", [item(team)], "not_on_offer"],
  ])("%s", (_what, items, expected) => {
    expect(say(again(items, { service }))).toBe(expected);
  });
});

describe("what may be changed with it", () => {
  const choose = "solo: solo×1+ solo_year×1+ team×1";
  const fixed = "solo: solo×1 solo_year×1 team×1";

  it.each<[string, Portico, Update, string]>([
    ["is the plan and the number", {}, {}, choose],
    ["is no plan where its toggle is off", { allow_price_change: false }, {}, "solo only: solo×1+"],
    ["is nothing where updates are off", {}, { enabled: false }, "solo only: solo×1"],
    [
      "is no plan where updates are of numbers",
      {},
      { default_allowed_updates: ["quantity"] },
      "solo only: solo×1+",
    ],
    ["is no number where updates are of plans", {}, { default_allowed_updates: ["price"] }, fixed],
  ])("%s", (_what, portico, update, expected) => {
    expect(say(again([item(solo)], { portico, update }))).toBe(expected);
  });

  it.each([true, false])("is a code where that is on: %j", (allow_promotion_code) => {
    const allowance = again([item(solo)], { portico: { allow_promotion_code } });
    expect(allowance).toMatchObject({ promotionCodes: allow_promotion_code });
  });
});

describe("what was begun again already is not begun once more", () => {
  const other = item(price("x", "other"));

  it.each<[string, Parameters<typeof makeSubscription>[0], string]>([
    ["of the same products", { items: [item(solo)] }, "already_subscribed"],
    ["of the same and more", { items: [other, item(solo)] }, "already_subscribed"],
    [
      "in its place, as another plan",
      { items: [other], resubscribes: "sub_1" },
      "already_subscribed",
    ],
    ["and ended as well", { items: [item(solo)], status: "canceled" }, "yes"],
    ["something else", { items: [other] }, "yes"],
    ["in the place of another", { items: [other], resubscribes: "sub_0" }, "yes"],
  ])("%s", (_what, facts, expected) => {
    const ended = makeSubscription({ status: "canceled", items: [item(solo)] });
    const subscriptions = [makeSubscription({ id: "sub_2", ...facts }), ended];
    const allowance = again([item(solo)], { subscriptions });
    expect(allowance.allowed ? "yes" : allowance.reason).toBe(expected);
  });
});
