import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { day, june, openAccount } from "./harness";

const hour = 3600;
const july = june + 30 * day;

describe("while collection is paused", () => {
  it("keeps invoices as drafts that do not advance", async () => {
    const { account, clock, subscription } = await pausedAccount({ behavior: "keep_as_draft" });
    await clock.advanceTo(july + day);
    const paused = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(paused.status).toBe("active");
    expect(paused.latest_invoice).toMatchObject({
      amount_due: 1200,
      auto_advance: false,
      status: "draft",
    });
  });

  it("makes invoices void", async () => {
    const { account, clock, subscription } = await pausedAccount({ behavior: "void" });
    await clock.advanceTo(july + 2 * hour);
    const paused = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(paused.status).toBe("active");
    expect(paused.latest_invoice).toMatchObject({ status: "void", amount_paid: 0 });
  });

  it("makes void what would have asked for nothing, and takes nothing of a balance", async () => {
    const { account, clock, subscription } = await pausedAccount({ behavior: "void" });
    const customer = String(subscription.customer);
    await account.stripe.customers.createBalanceTransaction(customer, {
      amount: -5000,
      currency: "usd",
    });
    await clock.advanceTo(july + 2 * hour);
    const paused = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(paused.latest_invoice).toMatchObject({ status: "void", amount_paid: 0 });
    expect(await account.stripe.customers.retrieve(customer)).toMatchObject({ balance: -5000 });
    const { data } = await account.stripe.events.list({ type: "invoice.paid", limit: 100 });
    const own = data.filter(
      (event) => event.type === "invoice.paid" && event.data.object.customer === customer,
    );
    expect(own).toHaveLength(1);
  });

  it("makes invoices uncollectible", async () => {
    const { account, clock, subscription } = await pausedAccount({
      behavior: "mark_uncollectible",
    });
    await clock.advanceTo(july + 2 * hour);
    const paused = await account.stripe.subscriptions.retrieve(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect(paused.status).toBe("active");
    expect(paused.latest_invoice).toMatchObject({ status: "uncollectible", amount_paid: 0 });
  });

  it("collects again from the day it was to resume", async () => {
    const { account, clock, subscription } = await pausedAccount({
      behavior: "void",
      resumes_at: july + 15 * day,
    });
    await clock.advanceTo(july + 16 * day);
    const resumed = await account.stripe.subscriptions.retrieve(subscription.id);
    expect(resumed.pause_collection).toBeNull();
    await clock.advanceTo(july + 31 * day + 2 * hour);
    const { data } = await account.stripe.invoices.list({ subscription: subscription.id });
    expect(data.map((invoice) => invoice.status)).toEqual(["paid", "void", "paid"]);
  });
});

async function pausedAccount(pause: Stripe.SubscriptionUpdateParams.PauseCollection) {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const price = await account.price({ unit_amount: 1200, interval: "month" });
  const begun = await account.subscribe(customer, price);
  const subscription = await account.stripe.subscriptions.update(begun.id, {
    pause_collection: pause,
  });
  return { account, clock, subscription };
}
