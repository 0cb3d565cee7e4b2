import { describe, expect, it } from "vitest";
import { configurationSchema } from "./configuration";
import { makeItem, makePrice, makeProduct, makeSnapshot, makeSubscription } from "./fact-builders";
import { isOfService, serviceOf } from "./narrow-service";
import { narrowSnapshot } from "./narrow-snapshot";
import { serviceSchema } from "./service";
import { type SessionScope, wholeScope } from "./session-scope";
import type { ProductFact } from "./snapshot";

const acme = serviceSchema.parse({
  name: "Acme",
  tiers: [
    {
      name: "Team",
      products: [
        { product: "prod_team", prices: ["base_m", "base_y"] },
        { product: "prod_seat", role: "seats", prices: ["seat_m", "seat_y"] },
      ],
    },
  ],
});
describe("whose tiers are the plans", () => {
  it.each<[string, string | null, string[], string | null]>([
    ["the session's service", "Beta", ["Acme"], "Beta"],
    ["the configuration's first", null, ["Acme", "Beta"], "Acme"],
    ["nobody's", null, [], null],
  ])("%s", (_what, service, services, expected) => {
    const configuration = configurationSchema.parse({ portico: { services } });
    expect(serviceOf({ service }, configuration)).toBe(expected);
  });
});

const beta = { sb_service: "Beta" };

describe("the prices of tiers that a session leaves to be chosen", () => {
  const configuration = configurationSchema.parse({});
  const left = (prices: string[] | null) =>
    narrowSnapshot(makeSnapshot(), { configuration, scope: { ...wholeScope, prices } }).choosable;

  it("are those that it names, and all where it names none", () => {
    expect(left(["base_m"])).toEqual(["base_m"]);
    expect(left([])).toEqual([]);
    expect(left(null)).toBeUndefined();
  });
});

describe("a session made for a service", () => {
  // sold in tiers: prod_team, prod_seat; tagged otherwise as said
  it.each<[string, string | null, string[], ProductFact[], boolean]>([
    ["named nowhere shows any", null, ["prod_other"], [], true],
    ["shows what its tiers sell", "Acme", ["prod_team"], [], true],
    ["shows what has one item of it", "Acme", ["prod_other", "prod_seat"], [], true],
    ["does not show another product", "Acme", ["prod_other"], [], false],
    ["shows nothing of nothing", "Acme", [], [], false],
    ["shows what was of it", "Acme", ["prod_old"], tagged("prod_old", "Acme"), true],
    ["does not show what is of another", "Acme", ["prod_old"], tagged("prod_old", "Beta"), false],
    ["is not shown by others' tags", "Acme", ["prod_other"], tagged("prod_old", "Acme"), false],
  ])("%s", (_what, service, ids, products, expected) => {
    const items = ids.map((productId) => makeItem({ price: makePrice({ productId }) }));
    expect(isOfService({ items }, { service }, { service: acme, products })).toBe(expected);
  });

  function tagged(id: string, sb_service: string): ProductFact[] {
    return [makeProduct({ id, active: false, metadata: { sb_service } })];
  }
});

describe("of a customer's billing", () => {
  const mine = makeSubscription();
  const ofBeta = makeItem({ price: makePrice({ productId: "prod_beta" }) });
  const other = makeSubscription({ id: "sub_2", items: [ofBeta] });
  const due = { date: 9, amountDue: { amount: 1, currency: "usd" } };
  const snapshot = makeSnapshot({
    subscriptions: [mine, other],
    products: [makeProduct({ id: "prod_beta", metadata: beta })],
    upcoming: [
      { ...due, subscriptionId: "sub_1" },
      { ...due, subscriptionId: "sub_2" },
    ],
  });
  const more = { ...snapshot.subscriptions, hasMore: true, next: "sub_2" };

  it.each<[string, Partial<SessionScope>, string, boolean]>([
    ["all is shown", {}, "sub_1 sub_2", true],
    ["one subscription is shown", { subscriptionId: "sub_1" }, "sub_1", false],
    ["what is of a service is shown", { service: "Beta" }, "sub_2", true],
    ["one that is of the service", { service: "Beta", subscriptionId: "sub_2" }, "sub_2", false],
    ["none that is of no service", { service: "Beta", subscriptionId: "sub_1" }, "", false],
  ])("%s, with its next invoices alone", (_what, over, expected, hasMore) => {
    const shown = narrowSnapshot(
      { ...snapshot, subscriptions: more },
      { configuration: configurationSchema.parse({}), scope: { ...wholeScope, ...over } },
    );
    expect(shown.subscriptions.data.map(({ id }) => id).join(" ")).toBe(expected);
    expect(shown.upcoming.map(({ subscriptionId }) => subscriptionId).join(" ")).toBe(expected);
    expect(shown.subscriptions).toMatchObject({ hasMore, next: hasMore ? "sub_2" : null });
  });
});
