import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { startHostSite } from "../fixtures/host-site";
import { expectReadable, looks } from "../fixtures/looks";
import { waitForMail } from "../fixtures/mailbox";
import { requireEnv } from "../fixtures/merchant";
import { type Shop, test } from "../fixtures/shop";

const newEmail = () => `grace.${randomBytes(6).toString("hex")}@example.com`;
const sells = { plan_picker: { enabled: true } };

async function askForLink(page: Page, shop: Shop, email: string) {
  await page.goto(shop.portalUrl);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  return waitForMail(email);
}

const customersOf = async ({ stripe }: Shop, email: string) =>
  (await stripe.customers.list({ email })).data;

async function addCard(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Add a payment method" }).click();
  await page.getByRole("button", { name: "Add a payment method" }).click();
  await page.getByLabel("Card").selectOption({ label: "Mastercard •••• 4444: works" });
  await page.getByRole("button", { name: "Save card" }).click();
}

for (const { name, viewport, colorScheme } of looks) {
  test(`a mailbox nobody knows yet: mailed, a plan, a card, and subscribed to what was shown: ${name}`, async ({
    page,
    shop,
  }) => {
    test.slow();
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const look = async (title: string) => {
      const path = `test-results/screenshots/portal/subscribe-new-${name}-${title}.png`;
      await page.screenshot({ path, fullPage: true });
      await expectReadable(page, title);
    };
    await shop.openLogin({}, sells);
    const email = newEmail();
    const mail = await askForLink(page, shop, email);
    await page.goto(mail.link);
    await page.getByRole("button", { name: /^Continue as / }).click();
    await expect(page.getByRole("heading", { name: "Choose a plan" })).toBeFocused();
    await expect(page.getByText(email)).toBeVisible();
    await look("1-plans");
    await page.getByRole("radio", { name: /^Pro/ }).check();
    await expect(page.getByRole("button", { name: "Continue with Pro" })).toBeVisible();
    expect(await customersOf(shop, email)).toEqual([]);

    await page.getByRole("button", { name: "Continue with Pro" }).dblclick();
    await expect(page.getByRole("heading", { name: "Subscribe to Pro" })).toBeVisible();
    const [customer, ...others] = await customersOf(shop, email);
    expect(others).toEqual([]);
    await expect(page.getByRole("heading", { name: "How do you want to pay?" })).toBeVisible();
    await look("2-confirm");
    const confirmation = page.url();
    await addCard(page);
    await expect(page).toHaveURL(confirmation);
    await page.getByRole("button", { name: "Subscribe and pay $25.00" }).click();
    await expect(page.getByRole("heading", { name: "You are subscribed to Pro" })).toBeFocused();
    await look("3-done");
    const held = { customer: customer?.id ?? "" };
    const { data } = await shop.stripe.subscriptions.list(held);
    expect(data.map(({ status, items }) => [status, items.data[0]?.price.id])).toEqual([
      ["active", shop.prices.proMonthly],
    ]);
    expect(await shop.countAudit("customer.created")).toBe(1);

    await page.goto(mail.link);
    await expect(page.locator("[data-error-code=link_used]")).toBeVisible();
    expect(await customersOf(shop, email)).toHaveLength(1);
  });
}

test("by the six digits; where Stripe's answer is lost the same button goes on, and there is one customer", async ({
  page,
  shop,
}) => {
  await shop.openLogin({}, sells);
  const email = newEmail();
  const mail = await askForLink(page, shop, email);
  await page.getByLabel("6-digit code").fill(mail.pin);
  await expect(page.getByRole("heading", { name: "Choose a plan" })).toBeFocused();
  await page.getByRole("radio", { name: /^Pro/ }).check();
  await page.getByText("Yearly").click();
  await expect(page.getByRole("radio", { name: /^Pro/ })).toBeChecked();
  const fault = { kind: "status-before", status: 500, method: "POST", times: 1 } as const;
  await shop.breakStripe({ ...fault, pathPrefix: "/v1/customers" });
  const button = page.getByRole("button", { name: "Continue with Pro" });
  await button.press("Enter");
  await expect(page.getByText("We are not sure yet that this worked.")).toBeVisible();
  await page.screenshot({ path: "test-results/screenshots/portal/subscribe-new-unsure.png" });
  await button.click();
  await expect(page).toHaveURL(`${shop.portalUrl}/subscribe/${shop.prices.proYearly}`);
  await expect(page.getByRole("heading", { name: "Subscribe to Pro" })).toBeVisible();
  expect(await customersOf(shop, email)).toHaveLength(1);
  expect(await shop.countAudit("customer.created")).toBe(1);
});

test("once the picker is switched off nobody is made; switched on again the same button goes on", async ({
  page,
  shop,
}) => {
  await shop.openLogin({}, sells);
  const email = newEmail();
  const mail = await askForLink(page, shop, email);
  await page.getByLabel("6-digit code").fill(mail.pin);
  await expect(page.getByRole("heading", { name: "Choose a plan" })).toBeFocused();
  await shop.configure(
    {},
    { login_page: { enabled: true }, portico: { plan_picker: { enabled: false } } },
  );
  await page.getByRole("button", { name: "Continue with Starter" }).click();
  await expect(page.getByText("This can't be opened any more.")).toBeVisible();
  expect(await customersOf(shop, email)).toEqual([]);
  await shop.openLogin({}, sells);
  await page.getByRole("button", { name: "Continue with Starter" }).click();
  await expect(page.getByRole("heading", { name: "Subscribe to Starter" })).toBeVisible();
});

test("in a frame on the merchant's own page, from the address to the plan's price", async ({
  page,
  shop,
}) => {
  const site = await startHostSite(requireEnv("APP_URL"), `test_${shop.slug}`);
  await shop.openLogin({ redirect_urls: [site.page] }, sells);
  const email = newEmail();
  await page.goto(site.page);
  const frame = page.frameLocator("#portico-portal iframe");
  await frame.getByLabel("Email").fill(email);
  await frame.getByLabel("Email").press("Enter");
  await frame.getByLabel("6-digit code").fill((await waitForMail(email)).pin);
  await expect(frame.getByRole("heading", { name: "Choose a plan" })).toBeVisible();
  await page.screenshot({ path: "test-results/screenshots/portal/subscribe-new-frame.png" });
  expect(await customersOf(shop, email)).toEqual([]);
  await frame.getByRole("button", { name: "Continue with Starter" }).click();
  await expect(frame.getByRole("heading", { name: "Subscribe to Starter" })).toBeVisible();
  expect(await customersOf(shop, email)).toHaveLength(1);
  expect(await page.context().cookies()).toEqual([]);
  await page.reload();
  await expect(frame.getByText("No subscriptions")).toBeVisible();
  await site.stop();
});
