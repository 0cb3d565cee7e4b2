import { expect } from "@playwright/test";
import { test } from "../fixtures/shop";

const allReads = { method: "GET", pathPrefix: "/v1/", times: 1000 } as const;
const writes = { method: "POST", pathPrefix: "/v1/subscriptions/", times: 1 } as const;

test("with Stripe down the portal stays readable, says since when, and offers no change", async ({
  page,
  shop,
  snap,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await expect(page.getByText(/^Renews on/)).toBeVisible();
  await shop.markChanged(customer);
  await shop.breakStripe({ ...allReads, kind: "status-before", status: 503 });
  const response = await page.reload();
  expect(response?.status()).toBe(200);
  await expect(page.getByText("Changes are paused while Stripe is unreachable.")).toBeVisible();
  await expect(page.getByText("Starter").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Change plan" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Cancel subscription" })).toHaveCount(0);
  await snap("down");
});

test("with Stripe down and nothing kept, the page says so with 503 and no technical word", async ({
  page,
  shop,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const link = await shop.openPortal(customer);
  await shop.breakStripe({ ...allReads, kind: "status-before", status: 503 });
  const response = await page.goto(link);
  expect(response?.status()).toBe(503);
  await expect(page.locator('[data-error-code="stripe_unavailable"]')).toBeVisible();
});

test("an answer lost after Stripe has acted is told as being checked, then as done, and is done once", async ({
  page,
  shop,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(
    `${shop.portalUrl}/subscriptions/${subscription}/change/${shop.prices.proMonthly}`,
  );
  await expect(page.getByRole("button", { name: /switch to Pro$/ })).toBeEnabled();
  await shop.breakStripe({ ...writes, kind: "status-after", status: 500 });
  const answer = page.waitForResponse((seen) => seen.url().includes("/api/portal/actions/"));
  await page.getByRole("button", { name: /switch to Pro$/ }).click();
  expect((await answer).status()).toBe(202);
  await expect(page.getByRole("heading", { name: "You are on Pro now" })).toBeVisible();
  const { data } = await shop.stripe.invoices.list({ customer });
  expect(data.map(({ billing_reason }) => billing_reason).sort()).toEqual([
    "subscription_create",
    "subscription_update",
  ]);
});

test("a refusal before anything was done is said beside the button, and trying again works", async ({
  page,
  shop,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/cancel`);
  await shop.breakStripe({ ...writes, kind: "status-before", status: 429, times: 3 });
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /busy/i })).toBeVisible();
  const untouched = await shop.stripe.subscriptions.retrieve(subscription);
  expect(untouched.cancel_at).toBeNull();
  await page
    .getByRole("button", { name: /Try again|Cancel subscription/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: /^Starter ends on / })).toBeVisible();
});

test("what the merchant changed in Stripe since the preview is shown anew before anything is charged", async ({
  page,
  shop,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(
    `${shop.portalUrl}/subscriptions/${subscription}/change/${shop.prices.proMonthly}`,
  );
  await expect(page.getByRole("button", { name: /switch to Pro$/ })).toBeEnabled();
  const { items } = await shop.stripe.subscriptions.retrieve(subscription);
  await shop.stripe.subscriptions.update(subscription, {
    items: [{ id: items.data[0]?.id ?? "", price: shop.prices.starterYearly }],
  });
  await page.getByRole("button", { name: /switch to Pro$/ }).click();
  await expect(page.getByText("Something changed since this was shown.")).toBeVisible();
  // What it was before does not stand beside the new bill.
  await expect(page.getByText(/^Now Starter \$100\.00/)).toBeVisible();
  const after = await shop.stripe.subscriptions.retrieve(subscription);
  expect(after.items.data[0]?.price.id).toBe(shop.prices.starterYearly);
});
