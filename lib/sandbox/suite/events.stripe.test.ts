import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { day, itemOf, itHereOnly, june, openAccount } from "./harness";

/** The events about an object, oldest first; Stripe makes them a moment after the request. */
async function eventsAbout(stripe: Stripe, id: string): Promise<Stripe.Event[]> {
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  return events.filter(({ data }) => "id" in data.object && data.object.id === id).reverse();
}

const typesOf = (events: readonly Stripe.Event[]) => events.map(({ type }) => type);
const patience = { timeout: 30_000 };
const removed = "`coupon` is gone from the newest version; the CLI still sends it";

describe("events", () => {
  it("tell of what is made, changed and deleted, with what was there before", async () => {
    const { stripe } = await openAccount();
    const { id } = await stripe.customers.create({ name: "Ada", metadata: { a: "1", b: "2" } });
    const { lastResponse } = await stripe.customers.update(id, {
      name: "Grace",
      metadata: { b: "3", c: "4" },
    });
    await stripe.customers.del(id);
    await expect
      .poll(async () => typesOf(await eventsAbout(stripe, id)), patience)
      .toEqual(["customer.created", "customer.updated", "customer.deleted"]);
    const [created, updated] = await eventsAbout(stripe, id);
    expect(created?.data).not.toHaveProperty("previous_attributes");
    expect(updated).toMatchObject({
      object: "event",
      livemode: false,
      pending_webhooks: 0,
      request: { id: lastResponse.requestId },
      data: {
        object: { name: "Grace", metadata: { a: "1", b: "3", c: "4" } },
        previous_attributes: { name: "Ada", metadata: { b: "2", c: null } },
      },
    });
    const found = await stripe.events.retrieve(updated?.id ?? "");
    expect(found).toMatchObject({ id: updated?.id, type: "customer.updated" });
  });

  it("tell of nothing when a request fails, previews, or changes nothing", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 1000, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    const before = typesOf(await eventsAbout(stripe, subscription.id));
    await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items: [{ id: itemOf(subscription).id, quantity: 4 }] },
    });
    const failing = stripe.subscriptions.update(subscription.id, {
      default_payment_method: "pm_x",
    });
    await expect(failing).rejects.toMatchObject({ statusCode: 400 });
    await stripe.subscriptions.update(subscription.id, {});
    expect(typesOf(await eventsAbout(stripe, subscription.id))).toEqual(before);
  });

  itHereOnly(
    "tell of a customer's other coupon as a change of the discount alone",
    removed,
    async () => {
      const { stripe } = await openAccount();
      const [first, second] = [
        await stripe.coupons.create({ percent_off: 20, duration: "forever" }),
        await stripe.coupons.create({ percent_off: 30, duration: "forever", max_redemptions: 1 }),
      ];
      const customer = await stripe.customers.create();
      const path = `/v1/customers/${customer.id}`;
      await stripe.rawRequest("POST", path, { coupon: first.id });
      await stripe.rawRequest("POST", path, { coupon: second.id });
      await stripe.rawRequest("POST", path, { coupon: "" });
      const told = async () => {
        const { data } = await stripe.events.list({ type: "customer.discount.*" });
        return data.filter(
          ({ data: { object } }) => "customer" in object && object.customer === customer.id,
        );
      };
      await expect
        .poll(async () => typesOf(await told()), patience)
        .toEqual([
          "customer.discount.deleted",
          "customer.discount.updated",
          "customer.discount.created",
        ]);
      const [, updated] = await told();
      expect(updated?.data).toMatchObject({
        object: { source: { coupon: second.id } },
        previous_attributes: { source: { coupon: first.id } },
      });
      const coupons = [
        ...(await eventsAbout(stripe, first.id)),
        ...(await eventsAbout(stripe, second.id)),
      ];
      expect(typesOf(coupons)).toEqual(["coupon.created", "coupon.created"]);
    },
  );

  it("tell of a subscription's first payment, and of its end", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const customer = await account.customer();
    const price = await account.price({ unit_amount: 1000, interval: "month" });
    const { id, latest_invoice: invoice } = await account.subscribe(customer, price);
    await stripe.subscriptions.cancel(id);
    await expect
      .poll(async () => typesOf(await eventsAbout(stripe, id)), patience)
      .toEqual(["customer.subscription.created", "customer.subscription.deleted"]);
    const told = typesOf(await eventsAbout(stripe, String(invoice)));
    expect(told).toEqual(
      expect.arrayContaining([
        "invoice.created",
        "invoice.finalized",
        "invoice.paid",
        "invoice.payment_succeeded",
      ]),
    );
  });

  it("are nobody's request when time makes them", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1000, interval: "month" });
    const { id } = await account.subscribe(customer, price);
    await clock.advanceTo(june + 32 * day);
    const renewals = async () =>
      (await eventsAbout(stripe, id)).filter(({ request }) => request?.id === null);
    await expect
      .poll(async () => typesOf(await renewals()), patience)
      .toContain("customer.subscription.updated");
    const [invoice] = (await stripe.invoices.list({ subscription: id, limit: 1 })).data;
    const told = typesOf(await eventsAbout(stripe, invoice?.id ?? ""));
    expect(told).toEqual(
      expect.arrayContaining(["invoice.created", "invoice.finalized", "invoice.paid"]),
    );
  });

  it("are listed by type, by several types and by a wildcard", async () => {
    const { stripe } = await openAccount();
    const product = await stripe.products.create({ name: "A" });
    await stripe.products.update(product.id, { name: "B" });
    const list = async (params: Stripe.EventListParams) => {
      const { data } = await stripe.events.list({ ...params, limit: 100 });
      return typesOf(data.filter((event) => event.data.object as { id?: string }));
    };
    await expect
      .poll(() => list({ type: "product.updated" }), patience)
      .toContain("product.updated");
    expect(new Set(await list({ type: "product.updated" }))).toEqual(new Set(["product.updated"]));
    const both = await list({ types: ["product.created", "product.updated"] });
    expect(both).toEqual(expect.arrayContaining(["product.created", "product.updated"]));
    expect((await list({ type: "product.*" })).every((type) => type.startsWith("product."))).toBe(
      true,
    );
    const clash = stripe.events.list({ type: "product.created", types: ["product.updated"] });
    await expect(clash).rejects.toMatchObject({ statusCode: 400 });
  });
});
