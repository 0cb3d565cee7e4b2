import { expect } from "@playwright/test";
import type Stripe from "stripe";
import { expectReadable, looks } from "../fixtures/looks";
import { type Shop, test } from "../fixtures/shop";

const options = [
  { interval: "week", interval_count: 2 },
  { interval: "month", interval_count: 1 },
  { interval: "month", interval_count: 3 },
] as const;
const some = {
  subscription_pause: {
    enabled: true,
    duration: { type: "interval_options", interval_options: options },
  },
};
const open = { subscription_pause: { enabled: true, duration: { type: "indefinite" } } };

/** A customer of one billing mode, or on trial, who pays with a card that works. */
async function subscribe(
  { stripe, prices }: Shop,
  price: keyof Shop["prices"],
  over: Partial<Stripe.SubscriptionCreateParams>,
) {
  const { id: customer } = await stripe.customers.create({ name: "Ada Lovelace" });
  const { id: card } = await stripe.paymentMethods.attach("pm_card_visa", { customer });
  const invoice_settings = { default_payment_method: card };
  await stripe.customers.update(customer, { invoice_settings });
  const items = [{ price: prices[price] }];
  const { id: subscription } = await stripe.subscriptions.create({ customer, items, ...over });
  return { customer, subscription };
}

for (const { name: look, ...screen } of looks) {
  test.describe(look, () => {
    test.use(screen);
    test(`${look}: a flexible subscription is paused for a month, and resumed earlier for a new period`, async ({
      page,
      shop,
      snap,
    }) => {
      await shop.configure(some);
      const { customer, subscription } = await subscribe(shop, "starterMonthly", {
        billing_mode: { type: "flexible" },
      });
      const pause = `${shop.portalUrl}/subscriptions/${subscription}/pause`;
      await page.goto(await shop.openPortal(customer));
      await page.goto(pause);
      await expect(page.getByRole("radio", { name: /^2 weeks/ })).toBeChecked();
      await page.getByRole("radio", { name: /^1 month/ }).check();
      await expect(page.getByText(/^About \$/)).toBeVisible();
      await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
      await snap("1-pause");
      await expectReadable(page, `pause ${look}`);
      await page.getByRole("button", { name: /^Pause until / }).click();
      await expect(page.getByRole("heading", { name: "Starter is paused" })).toBeFocused();
      await snap("2-paused");
      expect((await shop.stripe.subscriptions.retrieve(subscription)).status).toBe("paused");

      await page.getByRole("link", { name: "Resume now" }).click();
      const confirm = page.getByRole("button", { name: /^(Pay .* and resume|Resume)$/ });
      await expect(confirm).toBeEnabled();
      await expect(page.getByText("Credit applied")).toBeVisible();
      await snap("3-resume");
      await expectReadable(page, `resume ${look}`);
      await confirm.click();
      await expect(page.getByRole("heading", { name: "Starter goes on" })).toBeFocused();
      await snap("4-resumed");
      expect((await shop.stripe.subscriptions.retrieve(subscription)).status).toBe("active");
    });
  });
}

test("a classic subscription is paused until it is resumed: its paid time runs on, nothing is charged", async ({
  page,
  shop,
  snap,
}) => {
  await shop.configure(open);
  const { customer, subscription } = await subscribe(shop, "starterMonthly", {
    billing_mode: { type: "classic" },
  });
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/pause`);
  await expect(page.getByText(/^You have paid until /)).toBeVisible();
  await snap("1-pause");
  await page.getByRole("button", { name: "Pause subscription" }).click();
  await expect(page.getByRole("heading", { name: "Starter is paused" })).toBeFocused();
  const paused = await shop.stripe.subscriptions.retrieve(subscription);
  expect(paused.pause_collection).toEqual({ behavior: "void", resumes_at: null });
  await page.getByRole("link", { name: "Resume now" }).click();
  await expect(page.getByText("Nothing to pay today")).toBeVisible();
  await snap("2-resume");
  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Starter goes on" })).toBeFocused();
  const resumed = await shop.stripe.subscriptions.retrieve(subscription);
  expect(resumed.pause_collection).toBeNull();
});

test("a declined resumption says that it is still paused, and goes on once its invoice is paid", async ({
  page,
  shop,
  snap,
}) => {
  await shop.configure(open);
  const { customer, subscription } = await subscribe(shop, "proMonthly", {
    billing_mode: { type: "flexible" },
  });
  await shop.stripe.subscriptions.pause(subscription, {
    bill_for: { unused_time_from: { type: "none" } },
  });
  const { id: card } = await shop.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer,
  });
  await shop.stripe.customers.update(customer, {
    invoice_settings: { default_payment_method: card },
  });
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/resume`);
  await page.getByRole("button", { name: /^Pay .* and resume$/ }).click();
  await expect(page.getByRole("heading", { name: "Pro is still paused" })).toBeFocused();
  await snap("1-waits");
  expect((await shop.stripe.subscriptions.retrieve(subscription)).status).toBe("paused");

  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Open the invoice" }).click();
  const invoice = await opened;
  await invoice.getByLabel("Pay with").selectOption("pm_card_visa");
  await invoice.getByRole("button", { name: "Pay invoice" }).click();
  await expect(invoice.getByText("Paid", { exact: true }).first()).toBeVisible();
  expect((await shop.stripe.subscriptions.retrieve(subscription)).status).toBe("active");
  await page.bringToFront();
  await expect(page.getByRole("heading", { name: "Pro goes on" })).toBeVisible();
  await snap("2-resumed");
});

test("a trial can't be paused, and the page says when it can", async ({ page, shop }) => {
  await shop.configure(open);
  const { customer, subscription } = await subscribe(shop, "starterMonthly", {
    trial_period_days: 14,
  });
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/pause`);
  await expect(page.getByText("This is possible after your trial.")).toBeVisible();
});
