import { expect } from "@playwright/test";
import { type Shop, test } from "../fixtures/shop";

const conditions = [{ type: "decreasing_item_amount" }, { type: "shortening_interval" }];

/** The shop's plans, where less begins when the period is over. */
async function waitForPeriodEnd({ stripe, prices, configure }: Shop): Promise<void> {
  const listed = new Map<string, string[]>();
  for (const price of Object.values(prices)) {
    const product = String((await stripe.prices.retrieve(price)).product);
    listed.set(product, [...(listed.get(product) ?? []), price]);
  }
  await configure({
    subscription_update: {
      enabled: true,
      default_allowed_updates: ["price"],
      proration_behavior: "always_invoice",
      schedule_at_period_end: { conditions },
      products: [...listed].map(([product, offered]) => ({ product, prices: offered })),
    },
  });
}

test("a smaller plan waits for the period's end, is shown on the card, and is taken back there", async ({
  page,
  shop,
  snap,
}) => {
  await waitForPeriodEnd(shop);
  const { customer, subscription } = await shop.subscribe("proMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/change`);
  await page.getByRole("link", { name: "Choose Starter" }).click();
  await expect(page.getByText(/^You keep Pro until /)).toBeVisible();
  const confirm = page.getByRole("button", { name: /^Switch on / });
  await expect(confirm).toBeEnabled();
  await snap("1-preview");
  await confirm.click();
  await expect(page.getByRole("heading", { name: /^You switch to Starter on / })).toBeFocused();
  await snap("2-scheduled");
  const waiting = await shop.stripe.subscriptions.retrieve(subscription);
  expect(waiting.items.data[0]?.price.id).toBe(shop.prices.proMonthly);
  expect(waiting.schedule).not.toBeNull();
  expect((await shop.stripe.invoices.list({ customer })).data).toHaveLength(1);

  await page.getByRole("link", { name: "Back to billing" }).first().click();
  await expect(page.getByText(/^Changes to Starter/)).toBeVisible();
  await snap("3-card");
  await page.getByRole("button", { name: "Undo change" }).click();
  await expect(page.getByText("Your change is undone. Pro goes on as before.")).toBeVisible();
  await expect(page.getByText(/^Renews on /)).toBeVisible();
  const undone = await shop.stripe.subscriptions.retrieve(subscription);
  expect(undone.schedule).toBeNull();
  expect(undone.items.data[0]?.price.id).toBe(shop.prices.proMonthly);
});

test("the result takes it back too, and whoever comes again meanwhile finds the way", async ({
  page,
  shop,
  snap,
}) => {
  await waitForPeriodEnd(shop);
  const { customer, subscription } = await shop.subscribe("proYearly");
  await page.goto(await shop.openPortal(customer));
  const task = `${shop.portalUrl}/subscriptions/${subscription}/change/${shop.prices.proMonthly}`;
  await page.goto(task);
  await page.getByRole("button", { name: /^Switch on / }).click();
  await expect(page.getByRole("heading", { name: /^You switch to Pro on / })).toBeVisible();
  await page.reload();
  await expect(page.getByText("A change is already scheduled. Undo it first.")).toBeVisible();
  await snap("again");
  await page.getByRole("button", { name: "Undo change" }).click();
  await expect(page.getByRole("heading", { name: "Pro goes on" })).toBeFocused();
  expect((await shop.stripe.subscriptions.retrieve(subscription)).schedule).toBeNull();
});
