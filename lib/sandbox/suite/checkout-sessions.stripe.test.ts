import { describe, expect, it } from "vitest";
import { openAccount } from "./harness";

const urls = {
  success_url: "https://shop.example/done?setup={CHECKOUT_SESSION_ID}",
  cancel_url: "https://shop.example/back",
};

describe("checkout sessions in mode setup", () => {
  it("are open, have a page and a setup intent, and cost nothing", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const session = await stripe.checkout.sessions.create({
      mode: "setup",
      customer: id,
      currency: "usd",
      metadata: { k: "v" },
      setup_intent_data: { description: "For later", metadata: { a: "b" } },
      ...urls,
    });
    expect(session).toMatchObject({
      amount_total: null,
      currency: "usd",
      customer: id,
      metadata: { k: "v" },
      mode: "setup",
      payment_intent: null,
      payment_status: "no_payment_required",
      status: "open",
      ...urls,
    });
    expect(session.id).toMatch(/^cs_test_/);
    expect(session.url).toMatch(/^https?:/);
    expect(session.expires_at - session.created).toBe(24 * 60 * 60);
    const again = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["setup_intent"],
    });
    expect(again.setup_intent).toMatchObject({
      customer: id,
      description: "For later",
      metadata: { a: "b" },
      status: "requires_payment_method",
    });
  });

  it("are listed by customer, newest first", async () => {
    const { stripe, customer } = await openAccount();
    const [one, other] = [await customer({ card: null }), await customer({ card: null })];
    const create = async ({ id }: { readonly id: string }) =>
      (
        await stripe.checkout.sessions.create({
          ...{ mode: "setup", customer: id, currency: "usd" },
          ...urls,
        })
      ).id;
    const made = [await create(one), await create(one)];
    await create(other);
    const { data } = await stripe.checkout.sessions.list({ customer: one.id });
    expect(data.map(({ id }) => id)).toEqual(made.toReversed());
  });

  it("expire once", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const created = await stripe.checkout.sessions.create({
      mode: "setup",
      customer: id,
      currency: "eur",
      ...urls,
    });
    const expired = await stripe.checkout.sessions.expire(created.id);
    expect(expired).toMatchObject({ id: created.id, status: "expired", url: null });
    await expect(stripe.checkout.sessions.expire(created.id)).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it("need a currency, and a customer that exists", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    await expect(
      stripe.checkout.sessions.create({ mode: "setup", customer: id, ...urls }),
    ).rejects.toMatchObject({ statusCode: 400 });
    await expect(
      stripe.checkout.sessions.create({
        mode: "setup",
        customer: "cus_missing",
        currency: "usd",
        ...urls,
      }),
    ).rejects.toMatchObject({ code: "resource_missing", param: "customer" });
    await expect(stripe.checkout.sessions.retrieve("cs_test_missing")).rejects.toMatchObject({
      code: "resource_missing",
      statusCode: 404,
    });
  });
});
