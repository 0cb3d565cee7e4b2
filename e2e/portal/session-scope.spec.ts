import { expect } from "@playwright/test";
import { expectReadable } from "../fixtures/looks";
import { waitForMail } from "../fixtures/mailbox";
import { type Shop, test } from "../fixtures/shop";

/** Mints as the merchant's server would; what is ours beside Stripe's parameters is sent as it is. */
async function mint(shop: Shop, customer: string, more: object): Promise<string> {
  const params = { customer, ...more };
  return (await shop.portal.billingPortal.sessions.create(params)).url;
}

const screens = [
  { name: "desktop", width: 1440, height: 900 },
  { name: "phone", width: 390, height: 844 },
];

for (const { name, ...viewport } of screens) {
  test(`support looks at one subscription of a customer and can change nothing, on a ${name}`, async ({
    page,
    shop,
    snap,
  }) => {
    await page.setViewportSize(viewport);
    const { customer, subscription } = await shop.subscribe("starterMonthly");
    const other = await shop.stripe.subscriptions.create({
      customer,
      items: [{ price: shop.prices.proMonthly }],
    });
    const portico = { subscription_id: subscription, read_only: true };
    await page.goto(await mint(shop, customer, { portico }));

    await expect(page.getByRole("heading", { name: "Starter" })).toBeVisible();
    await expect(page.getByText("View only: you see everything here")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Pro" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: /Change plan|Cancel|Edit/ })).toHaveCount(0);
    await expect(page.getByRole("button", { name: /default|Undo/ })).toHaveCount(0);
    await expect(page.getByRole("row").filter({ hasText: "$" })).toHaveCount(1);
    await expectReadable(page, "read-only home");
    await snap("home");

    const task = (id: string) => `${shop.portalUrl}/subscriptions/${id}/cancel`;
    expect((await page.goto(task(subscription)))?.status()).toBe(200);
    await expect(page.getByText("This page is for viewing only.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Cancel subscription" })).toHaveCount(0);
    await expectReadable(page, "read-only task");
    await snap("task");
    expect((await page.goto(task(other.id)))?.status()).toBe(404);
    expect((await shop.stripe.subscriptions.retrieve(subscription)).cancel_at).toBeNull();
  });
}

test("an old link is made up for by mail: the same task, the same narrowing, no login page needed", async ({
  page,
  shop,
  snap,
}) => {
  const email = `ada.${Date.now()}@example.com`;
  const { customer, subscription } = await shop.subscribe("starterMonthly", email);
  const link = await mint(shop, customer, {
    return_url: "https://example.com/account",
    after_expiration: { type: "customer_login" },
    flow_data: {
      type: "subscription_cancel",
      subscription_cancel: { subscription },
      after_completion: { type: "portal_homepage" },
    },
    portico: { narrow: { disable: ["customer_update"] } },
  });
  await shop.ageSession(link, 30);

  const refused = await page.goto(link);
  expect(refused?.status()).toBe(410);
  expect(await refused?.text()).not.toContain(email);
  await expect(page.getByText("This link is too old.")).toBeVisible();
  await expectReadable(page, "an old link");
  await snap("refused");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectReadable(page, "an old link on a phone");
  await snap("refused-phone");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();

  const mail = await waitForMail(email);
  await page.goto(mail.link);
  await page.getByRole("button", { name: /Continue as/ }).click();
  await expect(page.getByRole("heading", { name: /Cancel/, level: 1 })).toBeVisible();
  expect(new URL(page.url()).pathname).toMatch(
    new RegExp(`/subscriptions/${subscription}/cancel$`),
  );
  const task = page.url();
  await page.goto(shop.portalUrl);
  await expect(page).toHaveURL(task);
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByText("Done: your change is saved.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Billing information" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /Return to/ })).toHaveAttribute(
    "href",
    "https://example.com/account",
  );
});

test("a session on behalf of a connected account shows its name, its colour and its billing", async ({
  page,
  shop,
  snap,
}) => {
  const account = await shop.stripe.accounts.create({
    type: "standard",
    business_profile: { name: "Blue Bakery" },
    settings: { branding: { primary_color: "#0b5cad" } },
  });
  const { customer } = await shop.subscribe("starterMonthly");
  await shop.stripe.subscriptions.create({
    customer,
    items: [{ price: shop.prices.proMonthly }],
    on_behalf_of: account.id,
  });
  await page.goto(await mint(shop, customer, { on_behalf_of: account.id }));
  await expect(page.getByText("Blue Bakery").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Pro" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Starter" })).toHaveCount(0);
  await expectReadable(page, "on behalf of an account");
  await snap("home");
});
