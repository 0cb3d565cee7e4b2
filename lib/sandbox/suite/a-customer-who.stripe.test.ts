import { expect, test } from "vitest";
import {
  aCustomerWho,
  cancels,
  cancelsAtTheEnd,
  fallsBehind,
  getsADiscount,
  pausesPayment,
  plansToSwitchTo,
  subscribesTo,
  tries,
} from "./a-customer-who";
import { type Account, openAccount } from "./harness";

const pro = (account: Account) => account.price({ unit_amount: 4800, interval: "month" });

test("a customer who subscribes pays at once", async () => {
  const account = await openAccount();
  const { subscription } = await aCustomerWho(account, subscribesTo(await pro(account)));
  expect(subscription.status).toBe("active");
});

test("a customer who tries owes nothing yet", async () => {
  const account = await openAccount();
  const { subscription, clock } = await aCustomerWho(account, tries(await pro(account), 14));
  expect(subscription).toMatchObject({
    status: "trialing",
    trial_end: clock.now + 14 * 86400,
  });
});

test("a customer who gets a discount and falls behind owes the discounted month", async () => {
  const account = await openAccount();
  const { subscription, customer } = await aCustomerWho(
    account,
    subscribesTo(await pro(account)),
    getsADiscount({ percent_off: 25 }),
    fallsBehind(),
  );
  expect(subscription.status).toBe("past_due");
  const { data } = await account.stripe.invoices.list({ customer: customer.id, status: "open" });
  expect(data.map((invoice) => invoice.amount_due)).toEqual([3600]);
});

test("a customer who pauses payment stays active", async () => {
  const account = await openAccount();
  const subscribes = subscribesTo(await pro(account), { quantity: 3 });
  const { subscription } = await aCustomerWho(account, subscribes, pausesPayment());
  expect(subscription).toMatchObject({
    status: "active",
    pause_collection: { behavior: "void", resumes_at: null },
  });
});

test("a customer who cancels is gone, or stays to the end", async () => {
  const account = await openAccount();
  const price = await pro(account);
  const gone = await aCustomerWho(account, subscribesTo(price), cancels());
  expect(gone.subscription.status).toBe("canceled");
  const staying = await aCustomerWho(account, subscribesTo(price), cancelsAtTheEnd());
  expect(staying.subscription).toMatchObject({ status: "active", cancel_at_period_end: true });
});

test("a customer who plans to switch has a schedule", async () => {
  const account = await openAccount();
  const starter = await account.price({ unit_amount: 1200, interval: "month" });
  const { subscription } = await aCustomerWho(
    account,
    subscribesTo(await pro(account)),
    plansToSwitchTo(starter),
  );
  expect(subscription.schedule).toMatch(/^sub_sched_/);
});
