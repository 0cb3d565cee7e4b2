import type Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { tryAction, tryPreview } from "@/scripts/testing/try-action";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

type Coupon = Partial<Stripe.CouponCreateParams>;
type Code = Partial<Stripe.PromotionCodeCreateParams>;

async function makeScene() {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeCustomer(merchant);
  const { context } = await openSession(merchant, customer.id);
  const { stripe } = merchant.account;
  const makeCode = async (code: string, of: Coupon = quarter, over: Code = {}) => {
    const coupon = await stripe.coupons.create({ duration: "once", ...of });
    const promotion = { type: "coupon" as const, coupon: coupon.id };
    return stripe.promotionCodes.create({ code, promotion, ...over });
  };
  const type = (code: string) =>
    tryPreview(context, "apply_promotion_code", {
      subscription: customer.subscription,
      promotion_code: code,
    });
  return { merchant, customer, context, stripe, makeCode, type };
}

type Scene = Awaited<ReturnType<typeof makeScene>>;

const quarter: Coupon = { percent_off: 25 };
const amountOff: Coupon = { amount_off: 500 };

/** Makes a code, or none, and gives what the customer types. */
const useless: [string, (scene: Scene) => Promise<string>][] = [
  ["nobody knows", async () => "NOBODY"],
  [
    "is a coupon's id",
    async ({ stripe }) =>
      (await stripe.coupons.create({ id: "staff-only", percent_off: 99, duration: "forever" })).id,
  ],
  ["is a promotion code's id", async ({ makeCode }) => (await makeCode("REAL")).id],
  [
    "was taken back",
    async ({ makeCode, stripe }) => {
      const { id, code } = await makeCode("GONE");
      await stripe.promotionCodes.update(id, { active: false });
      return code;
    },
  ],
  [
    "was used up",
    async ({ makeCode, stripe, merchant }) => {
      const { code, id } = await makeCode("FIRST", quarter, { max_redemptions: 1 });
      const other = await makeCustomer(merchant);
      await stripe.subscriptions.update(other.subscription, {
        discounts: [{ promotion_code: id }],
      });
      return code;
    },
  ],
  [
    "is another customer's",
    async ({ makeCode, merchant }) => {
      const { id: customer } = await makeCustomer(merchant);
      return (await makeCode("THEIRS", quarter, { customer })).code;
    },
  ],
  [
    "is for another product",
    async ({ makeCode, stripe }) => {
      const { id } = await stripe.products.create({ name: "Other" });
      return (await makeCode("OTHER", { ...quarter, applies_to: { products: [id] } })).code;
    },
  ],
  [
    "takes off another currency",
    async ({ makeCode }) => (await makeCode("EUROS", { ...amountOff, currency: "eur" })).code,
  ],
  [
    "asks for a least amount",
    async ({ makeCode }) => {
      const restrictions = { minimum_amount: 1, minimum_amount_currency: "usd" };
      return (await makeCode("LEAST", quarter, { restrictions })).code;
    },
  ],
  [
    "is for first purchases",
    async ({ makeCode }) =>
      (await makeCode("NEWBIE", quarter, { restrictions: { first_time_transaction: true } })).code,
  ],
];

describe("a code that", () => {
  it.each(useless)("%s is answered like every other that can't be used", async (_what, make) => {
    const scene = await makeScene();
    const code = await make(scene);
    expect(await scene.type(code)).toMatchObject({
      status: 400,
      error: { error: { code: "coupon_not_applicable", param: "promotion_code" } },
    });
    expect(JSON.stringify(await scene.type(code))).toBe(JSON.stringify(await scene.type("NOBODY")));
  });

  it("can be used is shown with its effect, and redeemed as shown", async () => {
    const { makeCode, type, context, customer, stripe } = await makeScene();
    await makeCode("Quarter");
    expect(await type(" qUARTER ")).toMatchObject({
      status: 200,
      previewed: {
        preview: {
          coupon: { percentOff: 25, duration: "once" },
          next: { before: { amount: 1200 }, after: { amount: 900, currency: "usd" } },
        },
        expected: { amount: 900, prorationDate: null },
      },
    });
    const { subscription } = customer;
    const tried = await tryAction(context, "apply_promotion_code", {
      subscription,
      promotion_code: "QUARTER",
    });
    expect(tried).toMatchObject({ status: 200, answer: { outcome: "applied" } });
    const next = await stripe.invoices.createPreview({ subscription });
    expect(next.amount_due).toBe(900);
  });

  it("is this customer's own goes before everybody's of the same text", async () => {
    const { makeCode, type, customer } = await makeScene();
    await makeCode("HELLO", { percent_off: 50 }, { customer: customer.id });
    expect(await type("HELLO")).toMatchObject({
      status: 200,
      previewed: { preview: { coupon: { percentOff: 50 } } },
    });
  });

  it("has a currency option takes off what it says in that currency", async () => {
    const { makeCode, type } = await makeScene();
    await makeCode("BOTH", {
      ...amountOff,
      currency: "eur",
      currency_options: { usd: { amount_off: 300 } },
    });
    expect(await type("BOTH")).toMatchObject({
      previewed: { preview: { coupon: { amountOff: { amount: 300, currency: "usd" } } } },
    });
  });

  it("became another coupon's since it was shown is shown again, and not redeemed", async () => {
    const { makeCode, type, context, customer, stripe } = await makeScene();
    const { id } = await makeCode("SWAP", { percent_off: 50 });
    const shown = await type("SWAP");
    if (!("previewed" in shown)) throw new Error("It was not shown.");
    await stripe.promotionCodes.update(id, { active: false });
    await makeCode("SWAP", { percent_off: 5 });
    const input = { subscription: customer.subscription, promotion_code: "SWAP" };
    const { expected } = shown.previewed;
    expect(await tryAction(context, "apply_promotion_code", input, { expected })).toMatchObject({
      status: 409,
      error: { error: { code: "preview_outdated" } },
    });
    const held = await stripe.subscriptions.retrieve(customer.subscription);
    expect(held.discounts).toEqual([]);
  });

  it("comes second is refused: one discount at a time", async () => {
    const { makeCode, type, customer, stripe } = await makeScene();
    const { id } = await makeCode("ONE");
    await makeCode("TWO");
    await stripe.subscriptions.update(customer.subscription, {
      discounts: [{ promotion_code: id }],
    });
    expect(await type("TWO")).toMatchObject({
      status: 409,
      error: { error: { code: "discount_exists" } },
    });
  });
});

describe("attempts", () => {
  it("that fail are ten in ten minutes, however many come at once; then even a good code has to wait", async () => {
    const { makeCode, type } = await makeScene();
    await makeCode("GOOD");
    const tries = await Promise.all(Array.from({ length: 25 }, (_, i) => type(`GUESS${i}`)));
    const statuses = tries.map(({ status }) => status);
    expect(statuses.filter((status) => status === 400)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    expect(await type("GOOD")).toMatchObject({
      status: 429,
      error: { error: { code: "rate_limited" } },
    });
  });

  it("that succeed do not count", async () => {
    const { makeCode, type } = await makeScene();
    await makeCode("GOOD");
    for (let count = 0; count < 12; count += 1) expect((await type("GOOD")).status).toBe(200);
    expect((await type("BAD")).status).toBe(400);
  });

  it("of one customer leave another's alone", async () => {
    const { merchant, makeCode, type } = await makeScene();
    await makeCode("GOOD");
    await Promise.all(Array.from({ length: 11 }, (_, i) => type(`GUESS${i}`)));
    const other = await makeCustomer(merchant);
    const { context } = await openSession(merchant, other.id);
    const input = { subscription: other.subscription, promotion_code: "GOOD" };
    expect((await tryPreview(context, "apply_promotion_code", input)).status).toBe(200);
  });
});
