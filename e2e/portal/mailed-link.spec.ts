import { randomBytes } from "node:crypto";
import { type Browser, expect, type Page } from "@playwright/test";
import { waitForMail } from "../fixtures/mailbox";
import { test } from "../fixtures/shop";

const newEmail = () => `ada.${randomBytes(6).toString("hex")}@example.com`;

async function askForLink(page: Page, url: string, email: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
}

/** What a mail scanner does: every request it can think of, and a browser that runs the page but clicks nothing. */
async function scan(browser: Browser, link: string): Promise<void> {
  const scanner = await browser.newContext();
  expect((await scanner.request.head(link)).status()).toBe(200);
  for (let looked = 0; looked < 5; looked += 1) {
    expect((await scanner.request.get(link)).status()).toBe(200);
  }
  const page = await scanner.newPage();
  await page.goto(link);
  await page.waitForLoadState("networkidle");
  expect((await scanner.cookies()).filter(({ name }) => /^portico_test_/.test(name))).toEqual([]);
  await scanner.close();
}

test("an address, a mailed link that scanners have looked at, one click, and the subscription is managed", async ({
  page,
  browser,
  shop,
  snap,
}) => {
  await shop.openLogin({ company_name: "Ada's Tea" });
  const email = newEmail();
  const { subscription } = await shop.subscribe("starterMonthly", email);
  await page.goto(shop.portalUrl);
  await snap("1-login");
  await askForLink(page, shop.portalUrl, email);
  await snap("2-check-your-mail");
  const mail = await waitForMail(email);
  expect(mail.from.name).toBe("Ada's Tea");
  expect(mail.recipients).toEqual([email]);
  await scan(browser, mail.link);

  await page.goto(mail.link);
  await snap("3-continue");
  await page.getByRole("button", { name: /^Continue as / }).click();
  await expect(page).toHaveURL(shop.portalUrl);
  await expect(page.getByText("Starter").first()).toBeVisible();
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: /^Starter ends on / })).toBeVisible();
  expect((await shop.stripe.subscriptions.retrieve(subscription)).cancel_at).not.toBeNull();

  await page.goto(mail.link);
  await expect(page.locator("[data-error-code=link_used]")).toBeVisible();
  await snap("4-used");
});

test("on another device the same mail's six digits open the portal, and the link alone does not", async ({
  page,
  browser,
  shop,
  snap,
  baseURL,
  address,
}) => {
  await shop.openLogin();
  const email = newEmail();
  await shop.subscribe("starterMonthly", email);
  await askForLink(page, shop.portalUrl, email);
  const mail = await waitForMail(email);
  const other = await browser.newContext({
    extraHTTPHeaders: { "X-Forwarded-For": address },
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const phone = await other.newPage();
  await phone.goto(mail.link);
  await expect(phone.getByText(email)).toHaveCount(0);
  await phone.screenshot({ path: "test-results/screenshots/portal/mailed-link-other-device.png" });
  const code = phone.getByLabel(/6-digit code/);
  await code.fill(mail.pin === "000000" ? "000001" : "000000");
  await expect(phone.getByText("This code is not right.")).toBeVisible();
  await code.fill(mail.pin);
  await expect(phone).toHaveURL(shop.portalUrl);
  await expect(phone.getByText("Starter").first()).toBeVisible();
  await other.close();
  await page.goto(mail.link);
  await expect(page.locator("[data-error-code=link_used]")).toBeVisible();
  await snap("used-elsewhere");
});

test("several customers behind one mailbox: chosen after the proof, never told before it", async ({
  page,
  shop,
  snap,
}) => {
  await shop.openLogin();
  const email = newEmail();
  const first = await shop.subscribe("starterMonthly", email);
  const second = await shop.subscribe("proYearly", email);
  await shop.stripe.customers.update(first.customer, { name: "Harbour Studio" });
  await shop.stripe.customers.update(second.customer, { name: "Harbour Print" });
  await askForLink(page, shop.portalUrl, email);
  await expect(page.getByText("Harbour")).toHaveCount(0);
  const mail = await waitForMail(email);
  expect(mail.text).not.toContain("Harbour");
  await page.goto(mail.link);
  await expect(page.getByText("Harbour")).toHaveCount(0);
  await page.getByRole("button", { name: /^Continue as / }).click();
  await expect(page.getByText("Harbour Studio")).toBeVisible();
  await snap("chooser");
  await page.getByRole("button", { name: /Harbour Print/ }).click();
  await expect(page).toHaveURL(shop.portalUrl);
  await expect(page.getByText("Pro", { exact: true }).first()).toBeVisible();
});

test("logging out ends the session everywhere, and Back shows nothing of it", async ({
  page,
  context,
  shop,
  snap,
}) => {
  await shop.openLogin();
  const { customer } = await shop.subscribe("starterMonthly", newEmail());
  await page.goto(await shop.openPortal(customer));
  const tab = await context.newPage();
  await tab.goto(shop.portalUrl);
  await page.getByRole("button", { name: "Log out" }).first().click();
  await expect(page.getByText("You are logged out")).toBeVisible();
  await snap("logged-out");
  await page.goBack();
  await expect(page.getByText("Starter")).toHaveCount(0);
  await tab.getByRole("link", { name: "Cancel subscription" }).click();
  await expect(tab.getByLabel("Email")).toBeVisible();
});
