import { describe, expect, it } from "vitest";
import { openAccount } from "./harness";

describe("legacy cards", () => {
  it("are added, the first one as default, updated, listed and deleted", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    const visa = await stripe.customers.createSource(id, { source: "tok_visa" });
    expect(visa).toMatchObject({
      object: "card",
      brand: "Visa",
      customer: id,
      funding: "credit",
      last4: "4242",
    });
    const other = await stripe.customers.createSource(id, { source: "tok_mastercard" });
    const before = await stripe.customers.retrieve(id, { expand: ["sources", "default_source"] });
    expect(before).toMatchObject({ default_source: { id: visa.id } });
    const updated = await stripe.customers.updateSource(id, visa.id, {
      name: "Ada",
      address_zip: "10115",
      metadata: { k: "v" },
    });
    expect(updated).toMatchObject({ name: "Ada", address_zip: "10115", metadata: { k: "v" } });
    const list = await stripe.customers.listSources(id, { object: "card" });
    expect(list.data.map((source) => source.id)).toEqual([other.id, visa.id]);
    expect(await stripe.customers.deleteSource(id, visa.id)).toMatchObject({ deleted: true });
    const after = await stripe.customers.retrieve(id);
    expect(after).toMatchObject({ default_source: other.id });
    await expect(stripe.customers.retrieveSource(id, visa.id)).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
  });

  it("pay subscriptions", async () => {
    const account = await openAccount();
    const customer = await account.customer({ card: null, source: "tok_visa" });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    expect(subscription.status).toBe("active");
    const [charge] = (await account.stripe.charges.list({ customer: customer.id })).data;
    expect(charge).toMatchObject({ amount: 1200, payment_method: customer.default_source });
  });

  it("are refused when the bank refuses, and of tokens that do not exist", async () => {
    const { stripe, customer } = await openAccount();
    const { id } = await customer({ card: null });
    await expect(
      stripe.customers.createSource(id, { source: "tok_chargeDeclined" }),
    ).rejects.toMatchObject({ statusCode: 402, code: "card_declined" });
    await expect(stripe.customers.createSource(id, { source: "tok_none" })).rejects.toMatchObject({
      statusCode: 400,
      code: "resource_missing",
      param: "source",
    });
    const list = await stripe.customers.listSources(id);
    expect(list.data).toEqual([]);
  });
});
