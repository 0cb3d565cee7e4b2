import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { type HostSite, startHostSite } from "../fixtures/host-site";
import { waitForMail } from "../fixtures/mailbox";
import { requireEnv } from "../fixtures/merchant";
import { test as base, type Shop } from "../fixtures/shop";

/** A shop whose portal stands in its own site, and a customer of it. */
const test = base.extend<{ site: HostSite; email: string }>({
  site: async ({ shop }, use) => {
    const site = await startHostSite(requireEnv("APP_URL"), `test_${shop.slug}`);
    await shop.openLogin({ redirect_urls: [site.page] });
    await use(site);
    await site.stop();
  },
  email: async ({ shop }, use) => {
    const email = `ada.${randomBytes(6).toString("hex")}@example.com`;
    await shop.subscribe("starterMonthly", email);
    await use(email);
  },
});

const frameOf = (page: Page) => page.frameLocator("#portico-portal iframe");

async function askForLink(page: Page, { page: url }: HostSite, email: string) {
  await page.goto(url);
  const frame = frameOf(page);
  await frame.getByLabel("Email").fill(email);
  await frame.getByLabel("Email").press("Enter");
  await expect(frame.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  return waitForMail(email);
}

test("the mailed link in a new tab asks for the mail's six digits, and with them the portal is there, PDFs and all", async ({
  page,
  context,
  site,
  email,
}) => {
  const mail = await askForLink(page, site, email);
  const tab = await context.newPage();
  await tab.goto(mail.link);
  const frame = frameOf(tab);
  await expect(frame.getByRole("heading", { name: "Type the code from the mail" })).toBeVisible();
  await expect(frame.getByText(email)).toHaveCount(0);
  expect(tab.url()).toBe(site.page);
  await tab.screenshot({ path: "test-results/screenshots/embed/new-tab.png" });
  await frame.getByLabel("6-digit code").fill(mail.pin);
  await expect(frame.getByText("Starter").first()).toBeVisible();
  const downloaded = tab.waitForEvent("download");
  await frame.getByRole("button", { name: /^Download the PDF/ }).click();
  expect((await downloaded).suggestedFilename()).toMatch(/\.pdf$/);
  await expect(frame.getByText("Starter").first()).toBeVisible();

  await frameOf(page).getByLabel("6-digit code").fill(mail.pin);
  await expect(frameOf(page).getByText("This was already used to sign in.")).toBeVisible();
});

/** Signs in by the digits of the mail, in the tab that asked. */
async function signIn(page: Page, site: HostSite, email: string): Promise<void> {
  const { pin } = await askForLink(page, site, email);
  await frameOf(page).getByLabel("6-digit code").fill(pin);
  await expect(frameOf(page).getByText("Starter").first()).toBeVisible();
}

/** Which calls the frame makes from now on, in order, and how they are answered. */
function watchCalls(page: Page): string[] {
  const calls: string[] = [];
  page.on("response", (response) => {
    const [, call] = /\/api\/portal\/([^?]+)/.exec(response.url()) ?? [];
    if (call !== undefined) calls.push(`${call} ${response.status()}`);
  });
  return calls;
}

test("a bearer that ran out is renewed unseen; a visit that was revoked leads back to the door", async ({
  page,
  shop,
  site,
  email,
  snap,
}) => {
  await signIn(page, site, email);
  const frame = frameOf(page);
  const calls = watchCalls(page);
  await shop.ageBearers(6);
  await frame.getByRole("link", { name: "Cancel subscription" }).click();
  await expect(frame.getByRole("button", { name: "Cancel subscription" })).toBeEnabled();
  await expect(frame.getByRole("main").getByRole("alert")).toHaveCount(0);
  expect(calls.filter((call) => call.startsWith("sessions/renew"))).toEqual(["sessions/renew 200"]);
  await page.reload();
  await expect(frame.getByText("Starter").first()).toBeVisible();

  await frame.getByRole("link", { name: "Cancel subscription" }).click();
  await expect(frame.getByRole("button", { name: "Cancel subscription" })).toBeEnabled();
  await shop.revokeAll();
  await frame.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(frame.getByLabel("Email")).toBeVisible();
  await expect(frame.getByText("This visit was ended.")).toBeVisible();
  await expect(frame.getByText("Starter")).toHaveCount(0);
  await snap("door");
  expect(await subscriptionsEnding(shop, email)).toBe(0);
  await page.reload();
  await expect(frame.getByLabel("Email")).toBeVisible();
});

async function subscriptionsEnding({ stripe }: Shop, email: string): Promise<number> {
  const [customer] = (await stripe.customers.list({ email })).data;
  const { data } = await stripe.subscriptions.list({ customer: customer?.id ?? "" });
  return data.filter(({ cancel_at: end }) => end !== null).length;
}

test("a site that is not listed shows which origin to add, and nothing of the portal", async ({
  page,
  shop,
}) => {
  const site = await startHostSite(requireEnv("APP_URL"), `test_${shop.slug}`, "127.0.0.2");
  await page.goto(site.page);
  const told = page.getByRole("status");
  await expect(told).toContainText(`add ${site.origin} to the sites that may show`);
  await expect(page.locator("#portico-portal iframe")).toBeHidden();
  await site.stop();
});
