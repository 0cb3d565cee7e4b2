import { expect, type Page } from "@playwright/test";
import { test } from "../fixtures/shop";

const confirmPro = /^Pay .* and switch to Pro$/;

test("a double click on the confirmation makes one change and one invoice", async ({
  page,
  shop,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(
    `${shop.portalUrl}/subscriptions/${subscription}/change/${shop.prices.proMonthly}`,
  );
  await page.getByRole("button", { name: confirmPro }).dblclick();
  await expect(page.getByRole("heading", { name: "You are on Pro now" })).toBeVisible();
  await page.goBack();
  await page.goForward();
  await expect(page.getByRole("heading", { name: "You are on Pro already" })).toBeVisible();
  const { data } = await shop.stripe.invoices.list({ customer });
  expect(data.map(({ billing_reason }) => billing_reason).sort()).toEqual([
    "subscription_create",
    "subscription_update",
  ]);
});

test("offline in the middle of a task is said, and the same button works once the line is back", async ({
  page,
  context,
  shop,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/cancel`);
  const cancel = page.getByRole("button", { name: "Cancel subscription" });
  await expect(cancel).toBeEnabled();
  await context.setOffline(true);
  await expect(page.getByText(/^You are offline/)).toBeVisible();
  await cancel.click();
  await expect(page.getByRole("alert").filter({ hasText: "connection was lost" })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/^You are offline/)).toHaveCount(0);
  await cancel.click();
  await expect(page.getByRole("heading", { name: /^Starter ends on / })).toBeVisible();
});

test("a visit that times out in the middle of a task is told so, and a new link goes on with what was chosen", async ({
  page,
  shop,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const link = await shop.openPortal(customer, "https://example.com/account");
  await page.goto(link);
  const task = `${shop.portalUrl}/subscriptions/${subscription}/change/${shop.prices.proMonthly}`;
  await page.goto(task);
  const confirm = page.getByRole("button", { name: confirmPro });
  await expect(confirm).toBeEnabled();
  await shop.ageSession(link, 61);
  await confirm.click();
  const told = page.getByRole("alert").filter({ hasText: "timed out" });
  await expect(told.getByRole("link", { name: /^Return to / })).toHaveAttribute(
    "href",
    "https://example.com/account",
  );
  await expect(page.getByRole("heading", { name: "Switch to Pro" })).toBeVisible();
  const untouched = await shop.stripe.subscriptions.retrieve(subscription);
  expect(untouched.items.data[0]?.price.id).toBe(shop.prices.starterMonthly);

  await page.goto(await shop.openPortal(customer));
  await page.goto(task);
  await confirm.click();
  await expect(page.getByRole("heading", { name: "You are on Pro now" })).toBeVisible();
});

test("in a trial the preview says that the trial ends and charges what it shows", async ({
  page,
  shop,
  snap,
}) => {
  const { customer } = await shop.subscribe("starterYearly");
  const trial = await shop.stripe.subscriptions.create({
    customer,
    items: [{ price: shop.prices.starterMonthly }],
    trial_period_days: 9,
  });
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${trial.id}/change/${shop.prices.proMonthly}`);
  await expect(page.getByText("Your trial ends today")).toBeVisible();
  await snap("preview");
  await page.getByRole("button", { name: "Pay $25.00 and switch to Pro" }).click();
  await expect(page.getByText("$25.00 was charged.")).toBeVisible();
  const changed = await shop.stripe.subscriptions.retrieve(trial.id);
  expect(changed.status).toBe("active");
  const [newest] = (await shop.stripe.invoices.list({ subscription: trial.id })).data;
  expect(newest?.amount_paid).toBe(2500);
});

test("how often one pays stays chosen through the preview, Back and the link back", async ({
  page,
  shop,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.getByRole("link", { name: "Change plan" }).click();
  const yearly = page.getByRole("radio", { name: /^Yearly/ });
  await yearly.check({ force: true });
  await page.getByRole("link", { name: "Switch to yearly" }).click();
  const confirm = page.getByRole("button", { name: /^Pay .* and switch to yearly payment$/ });
  await expect(confirm).toBeVisible();
  await page.goBack();
  await expect(yearly).toBeChecked();
  await page.goForward();
  await page.getByRole("link", { name: "Choose another plan" }).click();
  await expect(yearly).toBeChecked();
  await page.reload();
  await expect(yearly).toBeChecked();
  await page.getByRole("link", { name: "Switch to yearly" }).click();
  await confirm.click();
  await expect(
    page.getByRole("heading", { name: "Starter is on yearly payment now" }),
  ).toBeVisible();
});

test("a missing page breaks no rule of its own policy and leads back into the portal", async ({
  page,
  shop,
}) => {
  const refusals = collectPolicyRefusals(page);
  const { customer } = await shop.subscribe("starterMonthly");
  expect((await page.goto("/nothing"))?.status()).toBe(404);
  await page.goto(await shop.openPortal(customer));
  expect((await page.goto(`${shop.portalUrl}/nothing/at/all`))?.status()).toBe(404);
  await page.getByRole("link", { name: "Back to billing" }).click();
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
  expect(refusals).toEqual([]);
});

function collectPolicyRefusals(page: Page): string[] {
  const refusals: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refusals.push(message.text());
  });
  return refusals;
}
