import { describe, expect, it } from "vitest";
import { openAccount, unique } from "./harness";

describe("an idempotency key", () => {
  it("replays the first answer and acts once", async () => {
    const { stripe } = await openAccount();
    const idempotencyKey = unique("key");
    const email = `${unique("once")}@example.com`;
    const first = await stripe.customers.create({ email }, { idempotencyKey });
    const second = await stripe.customers.create({ email }, { idempotencyKey });
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
    expect((await stripe.customers.list({ email })).data).toHaveLength(1);
  });

  it("is refused with other parameters", async () => {
    const { stripe } = await openAccount();
    const idempotencyKey = unique("key");
    await stripe.customers.create({ name: "A" }, { idempotencyKey });
    const other = stripe.customers.create({ name: "B" }, { idempotencyKey });
    await expect(other).rejects.toMatchObject({ statusCode: 400, rawType: "idempotency_error" });
  });

  it("replays a refusal that came of doing, but not of parameters that could not be read", async () => {
    const { stripe } = await openAccount();
    const idempotencyKey = unique("key");
    const declined = () =>
      stripe.paymentMethods.attach("pm_card_visa", { customer: "cus_none" }, { idempotencyKey });
    await expect(declined()).rejects.toMatchObject({ code: "resource_missing" });
    await expect(declined()).rejects.toMatchObject({ code: "resource_missing" });
    const again = unique("key");
    const misread = stripe.products.create({ name: "" }, { idempotencyKey: again });
    await expect(misread).rejects.toMatchObject({ code: "parameter_invalid_empty" });
    const mended = await stripe.products.create({ name: "Good" }, { idempotencyKey: again });
    expect(mended.name).toBe("Good");
  });

  it("is in use while its first request runs", async () => {
    const { stripe } = await openAccount();
    const idempotencyKey = unique("key");
    const email = `${unique("race")}@example.com`;
    const answers = await Promise.allSettled(
      Array.from({ length: 4 }, () => stripe.customers.create({ email }, { idempotencyKey })),
    );
    for (const answer of answers) {
      if (answer.status === "fulfilled") continue;
      expect(answer.reason).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
    }
    expect((await stripe.customers.list({ email })).data).toHaveLength(1);
  });

  it("says nothing to a DELETE: done twice, it finds nothing the second time", async () => {
    const { stripe, customer } = await openAccount();
    const [first, second] = [await customer({ card: null }), await customer({ card: null })];
    const options = { idempotencyKey: unique("key") };
    expect(await stripe.customers.del(first.id, {}, options)).toMatchObject({ deleted: true });
    expect(await stripe.customers.del(second.id, {}, options)).toMatchObject({ id: second.id });
    const again = stripe.customers.del(first.id, {}, options);
    await expect(again).rejects.toMatchObject({ statusCode: 404, code: "resource_missing" });
  });

  it("may not be longer than 255 characters", async () => {
    const { stripe } = await openAccount();
    const attempt = stripe.customers.create({}, { idempotencyKey: "k".repeat(256) });
    await expect(attempt).rejects.toMatchObject({ statusCode: 400 });
  });
});
