import { beforeAll, describe, expect, it } from "vitest";
import { cancelFlow } from "@/scripts/testing/cancel-flow";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession, type TestCustomer } from "@/scripts/testing/make-session";
import { makeSetup } from "@/scripts/testing/make-setup";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import type { Flow } from "../../portal/flow";
import { loadSession } from "../../sessions/load-session";
import { setScene } from "../checks/set-scene";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

type Confirm = NonNullable<Flow["subscription_update_confirm"]>;

function confirmFlow(
  { subscription, item }: TestCustomer,
  { price = null, quantity }: { readonly price?: string | null; readonly quantity?: number },
  discounts: Confirm["discounts"] = null,
): Flow {
  const many = quantity === undefined ? {} : { quantity };
  return {
    ...cancelFlow(subscription),
    type: "subscription_update_confirm",
    subscription_cancel: null,
    after_completion: { type: "hosted_confirmation", hosted_confirmation: null, redirect: null },
    subscription_update_confirm: { subscription, items: [{ id: item, price, ...many }], discounts },
  };
}

/** A merchant that lets customers choose neither numbers nor codes: only a session may ask for one. */
async function setUp(updates: ("price" | "quantity")[] = ["price"]) {
  const merchant = await makeMerchant(sandbox, (listed) => ({
    subscription_update: { ...listed, default_allowed_updates: updates },
  }));
  const customer = await makeCustomer(merchant);
  const { stripe } = merchant.account;
  const coupon = await stripe.coupons.create({ percent_off: 50, duration: "forever" });
  const code = await stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon: coupon.id },
    customer: customer.id,
  });
  const read = () =>
    stripe.subscriptions.retrieve(customer.subscription, {
      expand: ["discounts", "latest_invoice"],
    });
  const open = (
    ...given: Parameters<typeof confirmFlow> extends [unknown, ...infer Rest] ? Rest : never
  ) => openSession(merchant, customer.id, { flow: confirmFlow(customer, ...given) });
  return { merchant, customer, stripe, coupon, code, read, open };
}

describe.each(["coupon", "promotion_code"] as const)("a change that comes with a %s", (kind) => {
  it("is shown and charged with it, and the browser sends nothing of it", async () => {
    const { merchant, customer, coupon, code, read, open } = await setUp();
    const given = kind === "coupon" ? coupon.id : code.id;
    const discount = { coupon: null, promotion_code: null, [kind]: given };
    const { pro } = merchant.prices;
    const { context } = await open({ price: pro }, [discount]);
    const { subscription, item } = customer;
    const input = { subscription, item, price: pro };
    const previewed = await previewOf(context, "change_plan", input);
    if (previewed.preview.kind !== "change_plan") throw new Error("There is no preview.");
    const { preview } = previewed;
    expect(preview.coupon).toMatchObject({ percentOff: 50 });
    expect(preview.next?.amount.amount).toBe(2400);
    const typed = { ...input, promotion_code: "OTHER" };
    expect(await tryAction(context, "change_plan", typed)).toMatchObject({ status: 409 });
    expect(await tryAction(context, "change_plan", input)).toMatchObject({
      answer: { outcome: "applied" },
    });
    const { discounts, latest_invoice: invoice, items } = await read();
    expect(items.data[0]?.price.id).toBe(pro);
    expect(discounts).toMatchObject([{ source: { coupon: coupon.id } }]);
    expect(invoice).toMatchObject({ amount_paid: preview.dueNow.amount });
  });
});

describe("a change of the number alone", () => {
  it("is confirmed as it is, though customers may choose none", async () => {
    const { customer, read, open } = await setUp();
    const { context, accessToken } = await open({ quantity: 7 });
    const { subscription, item } = customer;
    const { view } = await setScene(context, { upcoming: "none" });
    expect(view.subscriptions[0]?.actions.change_quantity).toMatchObject({
      allowed: true,
      items: [{ item, terms: { minimum: 7, maximum: 7 } }],
    });
    for (const quantity of [6, 8]) {
      const other = await tryAction(context, "change_quantity", { subscription, item, quantity });
      expect(other).toMatchObject({ status: 409, error: { error: { code: "flow_step_invalid" } } });
    }
    const done = await tryAction(context, "change_quantity", { subscription, item, quantity: 7 });
    expect(done).toMatchObject({ answer: { outcome: "applied" } });
    expect((await read()).items.data[0]?.quantity).toBe(7);
    const { session } = await loadSession(accessToken);
    expect(session.flow?.state.completed_by).not.toBeNull();
  });

  it("goes with another price, too", async () => {
    const { merchant, customer, read, open } = await setUp(["price", "quantity"]);
    const { pro } = merchant.prices;
    const { context } = await open({ price: pro, quantity: 4 });
    const { subscription, item } = customer;
    const input = { subscription, item, price: pro };
    expect(await tryAction(context, "change_plan", { ...input, quantity: 3 })).toMatchObject({
      status: 409,
    });
    expect(await tryAction(context, "change_plan", { ...input, quantity: 4 })).toMatchObject({
      answer: { outcome: "applied" },
    });
    expect((await read()).items.data[0]).toMatchObject({ quantity: 4, price: { id: pro } });
  });
});

describe("a customer who has nothing to pay with, in a session made for one change", () => {
  it("is asked for a payment method, gives one there, and goes on", async () => {
    const { merchant, stripe } = await setUp();
    const made = await makeSetup(merchant);
    const { id, subscription, item, setup } = made;
    await stripe.customers.update(id, { invoice_settings: { default_payment_method: "" } });
    const { pro } = merchant.prices;
    const other = await stripe.subscriptions.create({
      customer: id,
      items: [{ price: merchant.prices.starter }],
      default_payment_method: made.card,
    });
    const { context, accessToken } = await openSession(merchant, id, {
      flow: confirmFlow(made, { price: pro }),
    });
    const input = { subscription, item, price: pro };
    const previewed = await previewOf(context, "change_plan", input);
    expect(previewed.preview).toMatchObject({ needs: ["payment_method"] });
    const aside = { setup, subscription: other.id };
    expect(await tryAction(context, "use_payment_method", aside)).toMatchObject({ status: 409 });
    expect(await tryAction(context, "use_payment_method", { setup })).toMatchObject({
      answer: { outcome: "applied" },
    });
    expect((await loadSession(accessToken)).session.flow?.state.completed_by).toBeNull();
    expect(await tryAction(context, "change_plan", input)).toMatchObject({
      answer: { outcome: "applied" },
    });
  });
});
