import { expect } from "@playwright/test";
import { test } from "../fixtures/shop";

const on = { portico: { subscription_resubscribe: { enabled: true } } };

test("what was canceled is had again as it was, once", async ({ page, shop }, info) => {
  await shop.configure({}, on);
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await shop.stripe.subscriptions.cancel(subscription);
  await page.goto(await shop.openPortal(customer));
  await page.getByRole("link", { name: "Subscribe again" }).click();
  await expect(page.getByRole("heading", { name: "Subscribe to Starter again" })).toBeVisible();
  const confirm = page.getByRole("button", { name: "Subscribe and pay $10.00" });
  await expect(confirm).toBeEnabled();
  await expect(page.getByRole("link", { name: "Choose another plan" })).toHaveCount(0);
  await page.screenshot({ path: info.outputPath("again.png"), fullPage: true });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.screenshot({ path: info.outputPath("again-390.png"), fullPage: true });
  await confirm.dblclick();
  await expect(page.getByRole("heading", { name: "You are subscribed to Starter" })).toBeFocused();
  const { data } = await shop.stripe.subscriptions.list({ customer });
  expect(data.map(({ metadata }) => metadata["portico_resubscribes"])).toEqual([subscription]);
  await page.goto(shop.portalUrl);
  await expect(page.getByRole("link", { name: "Subscribe again" })).toHaveCount(0);
});

test("an archived price gives way to the plan's present one, and that is said", async ({
  page,
  shop,
}) => {
  await shop.configure({}, on);
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await shop.stripe.subscriptions.cancel(subscription);
  const { starterMonthly } = shop.prices;
  const old = await shop.stripe.prices.retrieve(starterMonthly);
  const recurring = { interval: "month" } as const;
  const product = String(old.product);
  const next = await shop.stripe.prices.create({
    product,
    currency: "usd",
    unit_amount: 1500,
    recurring,
  });
  await shop.stripe.prices.update(starterMonthly, { active: false });
  const products = [{ product, prices: [starterMonthly, next.id] }];
  await shop.configure({ subscription_update: { enabled: true, products } }, on);
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/resubscribe`);
  await expect(page.getByText("The price you had is no longer offered")).toBeVisible();
  await page.getByRole("button", { name: "Subscribe and pay $15.00" }).click();
  await expect(page.getByRole("heading", { name: "You are subscribed to Starter" })).toBeVisible();
});

test("another plan and a code go with it where both are on", async ({ page, shop }, info) => {
  const again = { enabled: true, allow_price_change: true, allow_promotion_code: true };
  await shop.configure({}, { portico: { subscription_resubscribe: again } });
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await shop.stripe.subscriptions.cancel(subscription);
  const coupon = await shop.stripe.coupons.create({ percent_off: 50, duration: "once" });
  await shop.stripe.promotionCodes.create({
    code: "HALF",
    promotion: { type: "coupon", coupon: coupon.id },
  });
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/resubscribe`);
  await page.getByRole("link", { name: "Choose another plan" }).click();
  await page.getByRole("link", { name: "Choose Pro" }).click();
  await expect(page.getByRole("button", { name: "Subscribe and pay $25.00" })).toBeEnabled();
  await page.getByRole("button", { name: "Add a promotion code" }).click();
  await page.getByRole("textbox", { name: "Promotion code" }).fill("half");
  await page.getByRole("button", { name: "Apply" }).click();
  const confirm = page.getByRole("button", { name: "Subscribe and pay $12.50" });
  await expect(confirm).toBeEnabled();
  await page.screenshot({ path: info.outputPath("code.png"), fullPage: true });
  await confirm.click();
  await expect(page.getByRole("heading", { name: "You are subscribed to Pro" })).toBeVisible();
});

test("where it is off, the page says so", async ({ page, shop }) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await shop.stripe.subscriptions.cancel(subscription);
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/resubscribe`);
  await expect(page.getByText("This can't be changed here.").first()).toBeVisible();
});
