import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { seedDemo } from "@/prisma/seed";
import { createSandbox } from "./create-sandbox";
import { createMemoryStore } from "./memory-store";

const now = Date.UTC(2026, 10, 22, 9) / 1000;
const store = createMemoryStore();

function stripeAt(clock: () => number): Stripe {
  const sandbox = createSandbox({ store, clock, origin: "http://sandbox.test" });
  const httpClient = Stripe.createFetchHttpClient(
    (url: string | URL | Request, init?: RequestInit) => sandbox.handle(new Request(url, init)),
  );
  return new Stripe("sk_test_demo", { httpClient, maxNetworkRetries: 0, telemetry: false });
}

describe("the sample customers", () => {
  it("are made once, each in the state their name says, with a history in order of time", async () => {
    const demo = await seedDemo(stripeAt, now);
    const stripe = stripeAt(() => now);
    const statusOf = async (name: keyof typeof demo.customers) => {
      const { data } = await stripe.subscriptions.list({
        customer: demo.customers[name].id,
        status: "all",
      });
      return data.map(({ status, cancel_at_period_end: ends }) =>
        ends ? `${status}, ends` : status,
      );
    };
    expect(await statusOf("monthly")).toEqual(["active"]);
    expect(await statusOf("trialing")).toEqual(["trialing"]);
    expect(await statusOf("past_due")).toEqual(["past_due"]);
    expect(await statusOf("paused")).toEqual(["paused"]);
    expect(await statusOf("metered")).toEqual(["active"]);
    expect(await statusOf("downgrade_scheduled")).toEqual(["active"]);
    expect(await statusOf("canceled")).toEqual(["canceled"]);
    expect(await statusOf("cancel_scheduled")).toEqual(["active, ends"]);
    expect(await statusOf("several")).toEqual(["active", "active", "active"]);
    expect(await statusOf("empty")).toEqual([]);
    expect(demo.customers.same_email_a.email).toBe(demo.customers.same_email_b.email);
    const many = await stripe.invoices.list({
      customer: demo.customers.many_invoices.id,
      limit: 100,
    });
    expect(many.data.length).toBeGreaterThanOrEqual(31);
    const all = await stripe.invoices.list({ limit: 100 });
    const times = all.data.map(({ created }) => created);
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    expect(all.data.every(({ account_name: name }) => name === "Acme")).toBe(true);
    const unpaid = all.data.filter(({ status }) => status !== "paid");
    expect(unpaid.map(({ customer }) => customer)).toEqual([demo.customers.past_due.id]);
    const usage = await stripe.invoices.list({ customer: demo.customers.metered.id });
    expect(usage.data.map(({ total }) => total)).toEqual([2750, 4420, 3680]);
    const going = await stripe.subscriptions.retrieve(
      demo.customers.downgrade_scheduled.subscriptions[0]?.id ?? "",
      { expand: ["schedule"] },
    );
    expect(going.schedule).toMatchObject({
      status: "active",
      phases: [
        { items: [{ price: demo.prices.pro_monthly }] },
        { items: [{ price: demo.prices.starter_monthly }] },
      ],
    });
    const addon = await stripe.subscriptions.retrieve(
      demo.customers.addon.subscriptions[0]?.id ?? "",
    );
    expect(addon.items.data).toHaveLength(2);
    expect(await seedDemo(stripeAt, now + 60)).toEqual(demo);
    expect((await stripe.customers.list({ limit: 100 })).data).toHaveLength(16);
  }, 30_000);
});
