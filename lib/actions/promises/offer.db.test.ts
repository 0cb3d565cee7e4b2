import { beforeAll, describe, expect, it } from "vitest";
import { cancelFlow } from "@/scripts/testing/cancel-flow";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession, type TestCustomer } from "@/scripts/testing/make-session";
import { blindly, previewOf, tryAction, tryPreview } from "@/scripts/testing/try-action";
import { database } from "../../db/client";
import type { PortalContext } from "../../sessions/load-session";
import { setScene } from "../checks/set-scene";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

const coupon = "stay";

async function makeShop() {
  const merchant = await makeMerchant(sandbox);
  const terms = { percent_off: 25, duration: "repeating", duration_in_months: 3 } as const;
  await merchant.account.stripe.coupons.create({ id: coupon, ...terms });
  return merchant;
}

async function offer(merchant: TestMerchant, customer: TestCustomer) {
  const flow = cancelFlow(customer.subscription, coupon);
  const { context } = await openSession(merchant, customer.id, { flow });
  return context;
}

async function setUp() {
  const merchant = await makeShop();
  const customer = await makeCustomer(merchant);
  const { subscription } = customer;
  const context = await offer(merchant, customer);
  return { merchant, customer, context, subscription, input: { subscription, coupon } };
}

const eventsOf = async ({ id: merchantId }: TestMerchant) => {
  const where = { merchantId, type: { startsWith: "portico.offer." } };
  const rows = await database().event.findMany({ where, orderBy: { id: "asc" } });
  return rows.map(({ type }) => type.replace("portico.offer.", "")).sort();
};

async function stateOf({ session }: PortalContext) {
  const row = await database().portalSession.findFirst({ where: { id: session.id } });
  return row?.flowState;
}

function refused(status: number, code: string) {
  return { status, error: { error: { code } } };
}

describe("the retention offer", () => {
  it("says what it is worth, and what it says is what the next invoice is", async () => {
    const { merchant, context, input, subscription } = await setUp();
    const { preview, expected } = await previewOf(context, "accept_offer", input);
    if (preview.kind !== "accept_offer") throw new Error("another preview");
    expect(preview).toMatchObject({
      coupon: { id: coupon, percentOff: 25, duration: "repeating", months: 3 },
      next: { before: { amount: 1200 }, after: { amount: 900 } },
    });
    const tried = await tryAction(context, "accept_offer", input, { expected });
    expect(tried).toMatchObject({ status: 200, answer: { outcome: "applied" } });
    const { stripe } = merchant.account;
    const upcoming = await stripe.invoices.createPreview({ subscription });
    expect(upcoming.amount_due).toBe(preview.next?.after.amount);
    expect(upcoming.period_end).toBe(preview.next?.at);
  });

  it("is told as shown once per session, and as accepted", async () => {
    const { merchant, context, input, customer } = await setUp();
    await Promise.all([1, 2, 3].map(() => previewOf(context, "accept_offer", input)));
    expect(await eventsOf(merchant)).toEqual(["shown"]);
    await tryAction(context, "accept_offer", input);
    expect(await eventsOf(merchant)).toEqual(["accepted", "shown"]);
    expect(await stateOf(context)).toMatchObject({ offer: "accepted", offer_shown: true });
    const [kept] = await database().acceptedOffer.findMany({ where: { merchantId: merchant.id } });
    expect(kept).toMatchObject({
      subscriptionId: input.subscription,
      coupon,
      customerId: customer.id,
      livemode: false,
    });
  });

  it("gives one discount to twenty who accept at the same time, in two sessions", async () => {
    const { merchant, context, input, customer, subscription } = await setUp();
    const other = await offer(merchant, customer);
    const tries = Array.from({ length: 20 }, (_, index) =>
      tryAction(index % 2 === 0 ? context : other, "accept_offer", input),
    );
    const told = (await Promise.all(tries)).map((tried) =>
      "answer" in tried ? tried.answer.outcome : tried.error.error.code,
    );
    expect(told.filter((outcome) => outcome === "applied")).toHaveLength(1);
    // Who looks just when Stripe has it and we have not written it down is told of the discount.
    const known = ["applied", "offer_used", "discount_exists", "operation_in_progress"];
    expect(told.filter((outcome) => !known.includes(outcome))).toEqual([]);
    const held = await merchant.account.stripe.subscriptions.retrieve(subscription);
    expect(held.discounts).toHaveLength(1);
    const where = { merchantId: merchant.id };
    expect(await database().acceptedOffer.count({ where })).toBe(1);
  });

  it("is made once: not in this session again, nor in another, nor when its discount has run out", async () => {
    const { merchant, context, input, customer, subscription } = await setUp();
    await tryAction(context, "accept_offer", input);
    const again = refused(409, "offer_used");
    expect(await tryAction(context, "accept_offer", input, { expected: blindly })).toMatchObject(
      again,
    );
    await merchant.account.stripe.subscriptions.update(subscription, { discounts: "" });
    const later = await offer(merchant, customer);
    expect(await tryPreview(later, "accept_offer", input)).toMatchObject(again);
    expect(await tryAction(later, "accept_offer", input, { expected: blindly })).toMatchObject(
      again,
    );
    expect(merchant.account.writes()).toEqual([]);
  });

  it("is of its own subscription and coupon alone", async () => {
    const { merchant, context, input, customer } = await setUp();
    const { stripe } = merchant.account;
    await stripe.coupons.create({ id: "better", percent_off: 90, duration: "forever" });
    const second = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: merchant.prices.starter }],
    });
    const { context: plain } = await openSession(merchant, customer.id);
    for (const [asking, given] of [
      [context, { ...input, coupon: "better" }],
      [context, { ...input, subscription: second.id }],
      [plain, input],
    ] as const) {
      const refusal = refused(403, "offer_invalid");
      expect(await tryPreview(asking, "accept_offer", given)).toMatchObject(refusal);
      const tried = await tryAction(asking, "accept_offer", given, { expected: blindly });
      expect(tried).toMatchObject(refusal);
    }
    expect(merchant.account.writes()).toEqual([]);
    expect(await eventsOf(merchant)).toEqual([]);
  });

  it("is not made to a subscription that has a discount: there is one at a time", async () => {
    const { merchant, customer, subscription, input } = await setUp();
    const { stripe } = merchant.account;
    await stripe.coupons.create({ id: "old", percent_off: 10, duration: "forever" });
    await stripe.subscriptions.update(subscription, { discounts: [{ coupon: "old" }] });
    const context = await offer(merchant, customer);
    const tried = await tryAction(context, "accept_offer", input, { expected: blindly });
    expect(tried).toMatchObject(refused(409, "discount_exists"));
  });

  it("that can't be read keeps nobody from leaving", async () => {
    const { merchant, subscription, customer } = await setUp();
    const context = await offer(merchant, customer);
    await merchant.account.stripe.coupons.del(coupon);
    const { view } = await setScene(context, { upcoming: "none" });
    const { accept_offer, cancel_subscription } = view.subscriptions[0]?.actions ?? expect.fail();
    expect(accept_offer).toEqual({ allowed: false, reason: "no_offer" });
    expect(cancel_subscription.allowed).toBe(true);
    expect(await tryAction(context, "cancel_subscription", { subscription })).toMatchObject({
      status: 200,
    });
  });
});

describe("declining", () => {
  it("asks nothing of Stripe, is told once, and leaves cancelling open", async () => {
    const { merchant, context, input, subscription } = await setUp();
    await previewOf(context, "accept_offer", input);
    const tried = await tryAction(context, "decline_offer", { subscription });
    expect(tried).toMatchObject({ status: 200, answer: { outcome: "applied" } });
    expect(merchant.account.writes()).toEqual([]);
    expect(await stateOf(context)).toMatchObject({ offer: "declined" });
    for (const name of ["accept_offer", "decline_offer"] as const) {
      const given = name === "accept_offer" ? input : { subscription };
      const again = await tryAction(context, name, given, { expected: blindly });
      expect(again).toMatchObject(refused(409, "offer_used"));
    }
    expect(await tryAction(context, "cancel_subscription", { subscription })).toMatchObject({
      answer: { outcome: "scheduled" },
    });
    expect(await eventsOf(merchant)).toEqual(["declined", "shown"]);
  });

  it("is what cancelling under a shown offer comes to", async () => {
    const { merchant, context, input, subscription } = await setUp();
    await previewOf(context, "accept_offer", input);
    await tryAction(context, "cancel_subscription", { subscription });
    expect(await stateOf(context)).toMatchObject({ offer: "declined" });
    expect(await eventsOf(merchant)).toEqual(["declined", "shown"]);
  });

  it("is not told of an offer that was never seen", async () => {
    const { merchant, context, subscription } = await setUp();
    await tryAction(context, "cancel_subscription", { subscription });
    expect(await stateOf(context)).toMatchObject({ offer: "declined" });
    expect(await eventsOf(merchant)).toEqual([]);
  });
});
