import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { type Shop, test } from "../fixtures/shop";

const day = 86_400;

/** A customer with one subscription of each kind that a home page may meet, this product's doing or not. */
async function makeEveryKind({ stripe, prices }: Shop): Promise<string> {
  const { id: customer } = await stripe.customers.create({ name: "Ada", email: "ada@example.com" });
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer });
  const invoice_settings = { default_payment_method: card.id };
  await stripe.customers.update(customer, { invoice_settings });
  const product = async (name: string, unit?: string) =>
    (await stripe.products.create({ name, ...(unit === undefined ? {} : { unit_label: unit }) }))
      .id;
  const month = { recurring: { interval: "month" as const }, currency: "usd" };
  const tiered = await stripe.prices.create({
    ...month,
    product: await product("Mailbox", "mailbox"),
    billing_scheme: "tiered",
    tiers_mode: "graduated",
    tiers: [
      { up_to: 10, unit_amount: 500 },
      { up_to: "inf", unit_amount: 300 },
    ],
  });
  const seats = await stripe.prices.create({
    ...month,
    product: await product("Seats", "seat"),
    unit_amount: 800,
  });
  const coupon = await stripe.coupons.create({
    percent_off: 20,
    duration: "repeating",
    duration_in_months: 3,
    name: "Spring",
  });
  const begin = (rest: object) => stripe.subscriptions.create({ customer, items: [], ...rest });
  const pro = { price: prices.proMonthly };
  await begin({ items: [pro, { price: seats.id, quantity: 12 }] });
  await begin({
    items: [{ price: tiered.id, quantity: 4 }],
    collection_method: "send_invoice",
    days_until_due: 30,
  });
  await begin({ items: [pro], trial_period_days: 14, discounts: [{ coupon: coupon.id }] });
  const held = await begin({ items: [{ price: prices.proYearly }] });
  const resumes_at = Math.floor(Date.now() / 1000) + 40 * day;
  await stripe.subscriptions.update(held.id, {
    pause_collection: { behavior: "void", resumes_at },
  });
  const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await begin({
    items: [{ price: prices.starterMonthly }],
    default_payment_method: bad.id,
    payment_behavior: "allow_incomplete",
  });
  return customer;
}

const looks = [
  { name: "desktop-light", width: 1440, height: 900, colorScheme: "light" },
  { name: "desktop-dark", width: 1440, height: 900, colorScheme: "dark" },
  { name: "phone-light", width: 390, height: 844, colorScheme: "light" },
  { name: "phone-dark", width: 390, height: 844, colorScheme: "dark" },
] as const;

/** Nothing stands over the edge, and nothing keeps somebody from reading or reaching it. */
async function expectReadable(page: Page, width: number): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(overflow).toBeLessThanOrEqual(width);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("every kind of subscription is shown with what it is, what comes next and what can be done", async ({
  page,
  shop,
  snap,
}) => {
  const customer = await makeEveryKind(shop);
  await page.goto(await shop.openPortal(customer));
  const cards = page.getByRole("region", { name: "Subscriptions" }).locator("li:has(h3)");
  await expect(cards).toHaveCount(5);
  const card = (text: string) => cards.filter({ hasText: text }).first();

  await expect(card("Pro + Seats")).toContainText("12 × $8.00 per seat per month");
  await expect(card("Mailbox")).toContainText("4 in all, from $5.00 per mailbox per month");
  await expect(card("Mailbox")).toContainText("Paid by invoice");
  await expect(card("Trial until")).toContainText("Spring: 20% off for 3 months");
  await expect(card("Paused until")).toContainText("Paused");
  const attention = page.getByRole("region", { name: "Needs your attention" });
  await expect(attention).toContainText("The first payment for Starter is not completed.");
  const finish = attention.getByRole("link", { name: "Complete payment" });
  await expect(finish).toHaveAttribute("href", /\/invoices\/in_\w+\/pay$/);
  await expect(card("Starter")).toContainText("The first payment is not completed yet.");

  for (const { name, width, height, colorScheme } of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await snap(name);
    await expectReadable(page, width);
  }
});

test("what is not offered says why, and how to cancel instead", async ({ page, shop, snap }) => {
  const { customer } = await shop.subscribe("starterMonthly");
  await shop.configure(
    { subscription_cancel: { enabled: false } },
    { portico: { subscription_cancel: { instructions: "Write to help@shop.example." } } },
  );
  await page.goto(await shop.openPortal(customer));
  const why = page.locator("details", { hasText: "Why can’t I …?" });
  await expect(why.getByText("… cancel")).toBeHidden();
  await page.getByText("Why can’t I …?").focus();
  await page.keyboard.press("Enter");
  await expect(why.getByText("… cancel")).toBeVisible();
  await expect(why).toContainText("This can't be changed here.");
  await expect(why).not.toContainText("undo the cancellation");
  await expect(page.getByText("Write to help@shop.example.")).toBeVisible();
  await snap("open");
});

test("actions stand in one menu where the merchant wants that; keys open it and lead on", async ({
  page,
  shop,
  snap,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await shop.configure({}, { portico: { layout: { actions: "dropdown" } } });
  await page.goto(await shop.openPortal(customer));
  await expect(page.getByRole("link", { name: "Change plan" })).toHaveCount(0);
  await page.getByRole("button", { name: "Manage" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Change plan" })).toBeFocused();
  await snap("open");
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Cancel subscription" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${shop.portalUrl}/subscriptions/${subscription}/cancel`);
});

test("among many, one is found by its name, and pages lead through all of them", async ({
  page,
  shop,
  snap,
}) => {
  const { stripe, prices } = shop;
  const { customer, subscription: oldest } = await shop.subscribe("proMonthly");
  for (let count = 0; count < 25; count += 1) {
    await stripe.subscriptions.create({ customer, items: [{ price: prices.starterMonthly }] });
  }
  await page.goto(await shop.openPortal(customer));
  const rows = page.getByRole("main").locator("h3 button[aria-expanded]");
  await expect(rows).toHaveCount(12);
  await expect(rows.filter({ hasText: "Pro" })).toHaveCount(0);
  await snap("1-home");

  await rows.first().focus();
  await page.keyboard.press("Enter");
  await expect(rows.first()).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("link", { name: "Change plan" })).toHaveCount(1);
  await snap("2-opened");

  await page.getByRole("searchbox", { name: "Search subscriptions" }).fill("pro");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${shop.portalUrl}/subscriptions?q=pro`);
  await expect(page.getByRole("heading", { name: "Results for “pro”" })).toBeVisible();
  await expect(rows).toHaveCount(1);
  await rows.first().click();
  await snap("3-found");
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await expect(page).toHaveURL(`${shop.portalUrl}/subscriptions/${oldest}/cancel`);
  await expect(page.getByRole("heading", { name: "Cancel Pro?" })).toBeVisible();

  await page.goto(`${shop.portalUrl}/subscriptions`);
  await expect(rows).toHaveCount(20);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(rows).toHaveCount(6);
  await expect(page.getByRole("link", { name: "Older" })).toHaveCount(0);
  await expect(rows.last()).toContainText("Pro");
  await snap("4-last");

  await page.goto(`${shop.portalUrl}/subscriptions?q=nothing+of+the+kind`);
  await expect(page.getByText("No subscription found")).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectReadable(page, 390);
  await snap("5-nothing");
  await page.goto(shop.portalUrl);
  await expectReadable(page, 390);
  await snap("6-phone");
  await page.goto(`${shop.portalUrl}/subscriptions?after=sub_elsewhere`);
  await expect(page.getByText("There is nothing here")).toBeVisible();
});
