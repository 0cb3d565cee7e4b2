import { describe, expect, it } from "vitest";
import type { Clock } from "./clock";
import { type Account, day, itHereOnly, june, openAccount } from "./harness";

const automations = "its Automations say how many days later";
const hour = 3600;
const july = june + 30 * day;

describe("ahead of time Stripe announces", () => {
  it("an invoice three days before a renewal, without an id", async () => {
    const { account, clock, customer, price } = await announcedAccount();
    const subscription = await account.subscribe(customer, price);
    await clock.advanceTo(july - 3 * day + hour);
    const [upcoming, ...others] = await subjectsOf(account, clock, "invoice.upcoming");
    expect(others).toEqual([]);
    expect(upcoming).not.toHaveProperty("id");
    expect(upcoming).toMatchObject({
      object: "invoice",
      amount_due: 1200,
      parent: { subscription_details: { subscription: subscription.id } },
    });
    await clock.advanceTo(july + 2 * hour);
    expect(await subjectsOf(account, clock, "invoice.upcoming")).toHaveLength(1);
  });

  it("no invoice for a subscription that ends", async () => {
    const { account, clock, customer, price } = await announcedAccount();
    await account.subscribe(customer, price, { cancel_at_period_end: true });
    await clock.advanceTo(july - day);
    expect(await subjectsOf(account, clock, "invoice.upcoming")).toEqual([]);
  });

  it("the end of a trial shorter than three days at once", async () => {
    const { account, clock, customer, price } = await announcedAccount();
    const trial = await account.subscribe(customer, price, { trial_period_days: 2 });
    expect(await subjectsOf(account, clock, "customer.subscription.trial_will_end")).toMatchObject([
      { id: trial.id, status: "trialing" },
    ]);
  });

  it("the end of a schedule a week before", async () => {
    const { account, clock, customer, price } = await announcedAccount();
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer: customer.id,
      start_date: "now",
      phases: [{ items: [{ price: price.id }], duration: { interval: "month" } }],
    });
    await clock.advanceTo(july - 8 * day);
    expect(await subjectsOf(account, clock, "subscription_schedule.expiring")).toEqual([]);
    await clock.advanceTo(july - 6 * day);
    expect(await subjectsOf(account, clock, "subscription_schedule.expiring")).toMatchObject([
      { id: schedule.id, status: "active" },
    ]);
  });
});

describe("afterwards Stripe says", () => {
  it("that a schedule was aborted because nobody paid", async () => {
    const { account, clock, price } = await announcedAccount();
    const poor = await account.customer({ clock, card: "pm_card_chargeCustomerFail" });
    const schedule = await account.stripe.subscriptionSchedules.create({
      customer: poor.id,
      start_date: "now",
      phases: [{ items: [{ price: price.id }], duration: { interval: "year" } }],
    });
    await clock.advanceTo(june + 20 * day);
    const aborted = await account.stripe.subscriptionSchedules.retrieve(schedule.id);
    expect(aborted.status).toBe("canceled");
    expect(await subjectsOf(account, clock, "subscription_schedule.aborted")).toMatchObject([
      { id: schedule.id, status: "canceled" },
    ]);
  });
});

describe("on the due date Stripe says", () => {
  itHereOnly("that an invoice is overdue, unless it was paid", automations, async () => {
    const { account, clock, customer } = await announcedAccount();
    const { stripe } = account;
    const send = async () => {
      const draft = await stripe.invoices.create({
        customer: customer.id,
        collection_method: "send_invoice",
        days_until_due: 10,
        pending_invoice_items_behavior: "exclude",
      });
      await stripe.invoiceItems.create({ customer: customer.id, invoice: draft.id, amount: 500 });
      return stripe.invoices.finalizeInvoice(draft.id);
    };
    const [late, paid] = [await send(), await send()];
    await stripe.invoices.pay(paid.id, { paid_out_of_band: true });
    await clock.advanceTo(june + 10 * day - hour);
    expect(await subjectsOf(account, clock, "invoice.overdue")).toEqual([]);
    await clock.advanceTo(june + 12 * day);
    expect(await subjectsOf(account, clock, "invoice.overdue")).toMatchObject([
      { id: late.id, amount_remaining: 500, due_date: june + 10 * day, status: "open" },
    ]);
  });
});

async function announcedAccount() {
  const account = await openAccount();
  const clock = await account.clock();
  const customer = await account.customer({ clock });
  const price = await account.price({ unit_amount: 1200, interval: "month" });
  return { account, clock, customer, price };
}

/** Of what lives by this clock: a real account has other events too. */
async function subjectsOf({ stripe }: Account, clock: Clock, type: string): Promise<object[]> {
  const { data } = await stripe.events.list({ type, limit: 100 });
  const subjects: object[] = data.map((event) => event.data.object);
  return subjects.filter((subject) => "test_clock" in subject && subject.test_clock === clock.id);
}
