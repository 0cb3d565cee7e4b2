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
  await phone.waitForLoadState();
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
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Pro", exact: true })).toBeVisible();
  await expect(page).toHaveURL(shop.portalUrl);
});

test("the tab that waits for the mail goes on by itself once the link was opened in another", async ({
  page,
  context,
  shop,
}) => {
  await shop.openLogin();
  const email = newEmail();
  await shop.subscribe("starterMonthly", email);
  const wanted = `${shop.portalUrl}/invoices`;
  await askForLink(page, wanted, email);
  const mail = await waitForMail(email);
  const tab = await context.newPage();
  await tab.goto(mail.link);
  await tab.getByRole("button", { name: /^Continue as / }).click();
  await expect(tab).toHaveURL(wanted);
  await expect(page.getByRole("heading", { name: "Invoices" })).toBeVisible();
  await expect(page).toHaveURL(wanted);

  await tab.getByRole("button", { name: "Log out" }).first().click();
  await expect(tab.getByRole("heading", { name: "Sign in to billing" })).toBeVisible();
  await page.goto(shop.portalUrl);
  await expect(page.getByRole("heading", { name: "Sign in to billing" })).toBeVisible();
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

test("a task page opened without a visit asks to sign in, and after the mailed link the customer is on that very task", async ({
  page,
  shop,
}) => {
  await shop.openLogin();
  const email = newEmail();
  const { subscription } = await shop.subscribe("starterMonthly", email);
  const task = `${shop.portalUrl}/subscriptions/${subscription}/cancel`;
  const answer = await page.goto(task);
  expect(answer?.status()).toBe(401);
  await expect(page.locator("[data-error-code=session_required]")).toBeVisible();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  const mail = await waitForMail(email);
  const tab = await page.context().newPage();
  await tab.goto(mail.link);
  await tab.getByRole("button", { name: /^Continue as / }).click();
  await expect(tab).toHaveURL(task);
  await expect(tab.getByRole("button", { name: "Cancel subscription" })).toBeEnabled();
});

test("an address that was filled in, however it is spelled; a reload keeps the step; the digits are pasted with a gap", async ({
  page,
  context,
  shop,
}) => {
  await shop.openLogin();
  const email = newEmail();
  await shop.subscribe("starterMonthly", email);
  const spelled = email.replace("ada", "Ada").replace("example", "EXAMPLE");
  await page.goto(`${shop.portalUrl}?prefilled_email=${encodeURIComponent(spelled)}`);
  await expect(page.getByLabel("Email")).toHaveValue(spelled);
  await page.getByLabel("Email").press("Enter");
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  const mail = await waitForMail(email);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await expect(page.getByText(spelled)).toBeVisible();

  const code = mail.link.slice(mail.link.lastIndexOf("/") + 1);
  const linkPage = await page.request.get(mail.link);
  expect(linkPage.status()).toBe(200);
  expect(await linkPage.text()).not.toContain(code);
  expect(linkPage.headers()["referrer-policy"]).toBe("no-referrer");

  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    `${mail.pin.slice(0, 3)} ${mail.pin.slice(3)}`,
  );
  await page.getByLabel("6-digit code").press("ControlOrMeta+v");
  await expect(page).toHaveURL(shop.portalUrl);
  await expect(page.getByText("Starter").first()).toBeVisible();
});

test("each configuration has a login page of its own, which opens the portal as it says; switched off, neither answers", async ({
  page,
  shop,
}) => {
  const email = newEmail();
  await shop.subscribe("starterMonthly", email);
  const quiet = { invoice_history: { enabled: false } };
  const loginPage = { login_page: { enabled: true } };
  const open = await shop.addConfiguration({ ...loginPage, features: quiet });
  const closed = await shop.addConfiguration({ features: quiet });
  const statusOf = async (url: string) => (await page.request.get(url)).status();
  expect(await statusOf(shop.portalUrl)).toBe(401);
  expect(await statusOf(`${shop.portalUrl}/login/${closed}`)).toBe(404);
  expect(await statusOf(`${shop.portalUrl}/login/bpc_unknown`)).toBe(404);

  await askForLink(page, `${shop.portalUrl}/login/${open}`, email);
  await page.goto((await waitForMail(email)).link);
  await page.getByRole("button", { name: /^Continue as / }).click();
  await expect(page.getByText("Starter").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Invoices" })).toHaveCount(0);
  await page.getByRole("button", { name: "Log out" }).first().click();
  await expect(page.getByText("You are logged out")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/login/${open}\\?`));
});
