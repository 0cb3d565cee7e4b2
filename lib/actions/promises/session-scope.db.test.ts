import { beforeAll, describe, expect, it } from "vitest";
import { actionCases } from "@/scripts/testing/action-cases";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession, type TestCustomer } from "@/scripts/testing/make-session";
import { blindly, tryAction, tryPreview } from "@/scripts/testing/try-action";
import { database } from "../../db/client";
import { loadSession } from "../../sessions/load-session";
import { loadLook } from "../../snapshot/load-look";
import { loadTarget } from "../../snapshot/load-target";
import { setScene } from "../checks/set-scene";

let sandbox: FaultSandbox;
let shop: TestMerchant;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  shop = await makeMerchant(sandbox);
});

const onSubscription = actionCases.filter(({ param }) => param === "subscription");

/** Another subscription of the same customer, in the same state as the first. */
async function addSecond({ account, prices }: TestMerchant, customer: TestCustomer, over = {}) {
  const { stripe } = account;
  const first = await stripe.subscriptions.retrieve(customer.subscription);
  const { id } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: prices.starter }],
    ...over,
  });
  if (first.cancel_at !== null) {
    await stripe.subscriptions.update(id, { cancel_at: "min_period_end" });
  }
  return id;
}

describe("a session that only looks", () => {
  it.each(actionCases)("is refused $title, in the preview and when confirmed", async (action) => {
    const customer = await action.makeCustomer(shop);
    const { context } = await openSession(shop, customer.id, { portico: { read_only: true } });
    const input = action.inputOf(shop, customer);
    const refused = {
      status: 403,
      error: { error: { code: "feature_disabled" }, reason: "read_only" },
    };
    expect(await tryPreview(context, action.name, input)).toMatchObject(refused);
    const confirmed = await tryAction(context, action.name, input, { expected: blindly });
    expect(confirmed).toMatchObject(refused);
    expect(shop.account.writes()).toEqual([]);
    expect(await action.countEffects(shop, customer)).toBe(0);
  });

  it("is what a session becomes whose options cannot be read", async () => {
    const customer = await makeCustomer(shop);
    const { context, accessToken } = await openSession(shop, customer.id);
    await database().$executeRaw`
      UPDATE portal_sessions SET portico = '{"wallet": true}'::jsonb
      WHERE id = ${context.session.id} AND merchant_id = ${shop.id}`;
    const reread = await loadSession(accessToken);
    const { subscription } = customer;
    expect(await tryPreview(reread, "cancel_subscription", { subscription })).toMatchObject({
      status: 403,
      error: { reason: "read_only" },
    });
  });
});

describe("a session for one subscription", () => {
  it.each(onSubscription)("does $title on it and on no other", async (action) => {
    const customer = await action.makeCustomer(shop);
    const other = await addSecond(shop, customer);
    const { context } = await openSession(shop, customer.id, {
      ...action.carried?.(shop, customer),
      portico: { subscription_id: customer.subscription },
    });
    const told = async (subscription: string) => {
      const input = { ...action.inputOf(shop, customer), subscription };
      const given = { expected: blindly };
      const { status, error } = {
        error: undefined,
        ...(await tryAction(context, action.name, input, given)),
      };
      return `${status} ${JSON.stringify(error).replaceAll(subscription, "…")}`;
    };
    expect(await told(other)).toBe(await told("sub_unknown"));
    expect(await told(other)).toMatch(/^404 .*"code":"resource_missing"/);
    expect(shop.account.writes()).toEqual([]);
    const own = action.inputOf(shop, customer);
    expect((await tryAction(context, action.name, own)).status).toBe(200);
  });

  it("shows it and its invoices, though a hundred newer ones stand before it", async () => {
    const customer = await makeCustomer(shop);
    const { context } = await openSession(shop, customer.id, {
      portico: { subscription_id: customer.subscription },
    });
    for (let count = 0; count < 100; count += 1) await addSecond(shop, customer);
    const { view } = await setScene(context, { upcoming: "all" });
    expect(view.subscriptions.map(({ id }) => id)).toEqual([customer.subscription]);
    expect(view.hasMoreSubscriptions).toBe(false);
    expect(view.subscriptions[0]?.horizon).toMatchObject({
      kind: "renews",
      amount: { amount: 1200 },
    });
    const { data } = await shop.account.stripe.invoices.list({
      customer: customer.id,
      subscription: customer.subscription,
    });
    expect(view.invoices?.list.map(({ id }) => id)).toEqual(data.map(({ id }) => id));
  });
});

describe("a session on behalf of an account", () => {
  async function setUp() {
    const { stripe } = shop.account;
    const [blue, red] = await Promise.all(
      ["Blue", "Red"].map((name) =>
        stripe.accounts.create({
          type: "standard",
          business_profile: { name },
          settings: { branding: { primary_color: "#112233" } },
        }),
      ),
    );
    const customer = await makeCustomer(shop);
    const ofBlue = await addSecond(shop, customer, { on_behalf_of: blue?.id });
    const ofRed = await addSecond(shop, customer, { on_behalf_of: red?.id });
    const onBehalfOf = blue?.id ?? "";
    const { context } = await openSession(shop, customer.id, { onBehalfOf });
    return { context, customer, ofBlue, ofRed, onBehalfOf };
  }

  it("shows that account's subscriptions and invoices only", async () => {
    const { context, ofBlue } = await setUp();
    const { view } = await setScene(context, { upcoming: "all" });
    expect(view.subscriptions.map(({ id }) => id)).toEqual([ofBlue]);
    expect(view.invoices?.list.map(({ subscriptionId }) => subscriptionId)).toEqual([ofBlue]);
  });

  it("answers for another's subscription as for none, also where it is named by its id", async () => {
    const { context, customer, ofBlue, ofRed } = await setUp();
    const { stripe } = shop.account;
    for (const subscription of [ofRed, customer.subscription, "sub_unknown"]) {
      const cancel = await tryPreview(context, "cancel_subscription", { subscription });
      expect(cancel).toMatchObject({ status: 404, error: { error: { code: "resource_missing" } } });
      expect(await loadTarget(stripe, context.session, subscription)).toBeNull();
    }
    const { latest_invoice: invoice } = await stripe.subscriptions.retrieve(ofRed);
    const id = typeof invoice === "string" ? invoice : "";
    expect(await loadTarget(stripe, context.session, id)).toBeNull();
    const cancelled = await tryAction(context, "cancel_subscription", { subscription: ofBlue });
    expect(cancelled.status).toBe(200);
  });

  it("has that account's name and look, and the merchant's where they cannot be read", async () => {
    const { context, customer, onBehalfOf } = await setUp();
    expect(await loadLook(context)).toEqual({
      name: "Blue",
      branding: { accent: "#112233", logo_url: null },
    });
    const plain = await openSession(shop, customer.id);
    expect(await loadLook(plain.context)).toEqual(plain.context.merchant);
    const other = await setUp();
    const path = `/v1/accounts/${other.onBehalfOf}`;
    shop.account.arm({ method: "GET", pathPrefix: path, status: 403, times: 10 });
    expect(await loadLook(other.context)).toMatchObject({ name: other.context.merchant.name });
    shop.account.disarm();
    shop.account.forget();
    await loadLook(context);
    expect(shop.account.seen.filter((one) => one.path.includes(onBehalfOf))).toEqual([]);
  });
});
