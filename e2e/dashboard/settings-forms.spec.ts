import { expect, type Page } from "@playwright/test";
import { ageMember, createMember, openAsMember, type TestMember } from "../fixtures/member";
import { test as base, type Shop } from "../fixtures/shop";

/** The settings page of this test's merchant, open as its owner. */
const test = base.extend<{ owner: TestMember; settings: string }>({
  owner: async ({ shop }, use) => {
    await use(await createMember(shop.id, "owner"));
  },
  settings: async ({ page, context, shop, owner }, use) => {
    await openAsMember(context, owner);
    const path = settingsOf(shop);
    await page.goto(path);
    await use(path);
  },
});

const settingsOf = ({ slug }: Shop) => `/dashboard/test_${slug}/portal`;

const switchOf = (page: Page, name: string) => page.getByRole("switch", { name, exact: true });

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save" }).click();
}

async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByText(/^Saved at/)).toBeVisible();
}

test("of two tabs that save, the second is told: both are kept, or mine counts, and nothing typed is lost", async ({
  page,
  context,
  shop,
  settings,
  snap,
}) => {
  const second = await context.newPage();
  await second.goto(settings);
  await page.getByLabel("Headline").fill("Tea, by the pound");
  await save(page);
  await expectSaved(page);

  const notice = second.getByRole("region", { name: "Somebody else saved since" });
  await second.getByLabel("Message at the confirmation").fill("Please stay.");
  await save(second);
  await expect(notice).toBeFocused();
  await expect(second.getByLabel("Message at the confirmation")).toHaveValue("Please stay.");
  await notice.getByRole("button", { name: "Review theirs" }).click();
  await expect(notice.getByRole("row", { name: /Headline/ })).toContainText("“Tea, by the pound”");
  await second.screenshot({
    path: "test-results/screenshots/dashboard/somebody-else-saved.png",
    fullPage: true,
  });
  await notice.getByRole("button", { name: "Keep both" }).click();
  await expect(second.getByLabel("Headline")).toHaveValue("Tea, by the pound");
  await save(second);
  await expectSaved(second);
  expect(await shop.readDocument()).toMatchObject({
    business_profile: { headline: "Tea, by the pound" },
    portico: { subscription_cancel: { message: "Please stay." } },
  });

  await second.getByLabel("Headline").fill("Tea, by the cup");
  await save(second);
  await expectSaved(second);
  await page.getByLabel("Headline").fill("Tea, by the pot");
  await save(page);
  const mine = page.getByRole("region", { name: "Somebody else saved since" });
  await expect(mine).toBeVisible();
  await expect(mine.getByRole("button", { name: "Keep both" })).toHaveCount(0);
  await expect(page.getByLabel("Headline")).toHaveValue("Tea, by the pot");
  await snap("mine-or-theirs");
  await mine.getByRole("button", { name: "Overwrite with mine" }).click();
  await expectSaved(page);
  expect(await shop.readDocument()).toMatchObject({
    business_profile: { headline: "Tea, by the pot" },
  });
});

test("what stands in the way of saving is listed, and each entry leads to its field by keyboard", async ({
  page,
  shop,
  settings,
  snap,
}) => {
  const before = await shop.readVersion();
  expect(page.url()).toContain(settings);
  await page.getByLabel("Way back to you").fill("nowhere");
  await switchOf(page, "Sign in by mail").click();
  const company = page.getByLabel("Company name");
  await company.fill("Tea <b>");
  await switchOf(page, "Sign in by mail").click();
  await save(page);
  const summary = page.getByRole("region", { name: /^Nothing was saved/ });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("listitem")).toHaveCount(2);
  await snap("summary");
  await page.keyboard.press("Tab");
  await expect(summary.getByRole("link", { name: "Company name" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(company).toBeFocused();
  await expect(company).toHaveAttribute("aria-invalid", "true");
  await company.fill("Tea House");
  await summary.getByRole("link", { name: "Way back to you" }).press("Enter");
  const back = page.getByLabel("Way back to you");
  await expect(back).toBeFocused();
  await expect(back).toHaveValue("nowhere");
  expect(await shop.readVersion()).toBe(before);
  await back.fill("https://example.com/account");
  await back.press("Enter");
  await expectSaved(page);
  expect(await shop.readDocument()).toMatchObject({
    default_return_url: "https://example.com/account",
    login_page: { enabled: false },
    portico: { email_authentication: { company_name: "Tea House" } },
  });
});

test("leaving with unsaved changes asks first: by a link, by Back, and by closing the tab", async ({
  page,
  shop,
  settings,
  snap,
}) => {
  await page.getByRole("link", { name: "Sessions" }).click();
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();
  await page.getByRole("link", { name: "Portal settings" }).click();
  await expect(page).toHaveURL(settings);
  const headline = page.getByLabel("Headline");
  await headline.fill("Half a thought");
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await page.getByRole("link", { name: "Sessions" }).click();
  await expect(question.getByRole("button", { name: "Stay here" })).toBeFocused();
  await snap("asked");
  await page.keyboard.press("Enter");
  await expect(question).toBeHidden();
  await expect(headline).toHaveValue("Half a thought");

  await page.evaluate(() => history.back());
  await question.getByRole("button", { name: "Stay here" }).click();
  await expect(page).toHaveURL(settings);
  await expect(headline).toHaveValue("Half a thought");

  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const unload = await asked;
  expect(unload.type()).toBe("beforeunload");
  await unload.dismiss();
  await expect(headline).toHaveValue("Half a thought");

  await page.getByRole("link", { name: "Sessions" }).click();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(`/dashboard/test_${shop.slug}/sessions`);
  await page.getByRole("link", { name: "Portal settings" }).click();
  await expect(headline).toHaveValue("");
});

test("a save without a network, and one after being signed out, keep every word; the same button saves later", async ({
  page,
  context,
  shop,
  owner,
  settings,
  snap,
}) => {
  const before = await shop.readDocument();
  const message = page.getByLabel("Message at the confirmation");
  await message.fill("Write to us first.");
  await context.setOffline(true);
  await save(page);
  const alert = page.getByRole("alert").filter({ hasText: "Your changes are still here." });
  await expect(alert).toContainText("the server could not be reached");
  await expect(message).toHaveValue("Write to us first.");
  await context.setOffline(false);

  await ageMember(owner, { signedIn: 60, idle: 31 });
  await save(page);
  await expect(alert).toContainText("You are signed out.");
  await snap("signed-out");
  await expect(message).toHaveValue("Write to us first.");
  await expect(page).toHaveURL(settings);
  expect(await shop.readDocument()).toEqual(before);

  await openAsMember(context, owner);
  await save(page);
  await expectSaved(page);
  await expect(message).toHaveValue("Write to us first.");
  expect(await shop.readDocument()).toMatchObject({
    portico: { subscription_cancel: { message: "Write to us first." } },
  });
});

test("plan changes are not saved without payment methods: said where both are, and gone once mended", async ({
  page,
  shop,
  settings,
  snap,
}) => {
  expect(settings).toContain(shop.slug);
  const before = await shop.readVersion();
  const problem = page.locator("#plan-problem");
  await expect(switchOf(page, "Change plan")).toBeChecked();
  await switchOf(page, "Payment methods").click();
  await expect(problem).toContainText("a dearer plan needs a way to pay for it");
  await save(page);
  const summary = page.getByRole("region", { name: /^Nothing was saved/ });
  await expect(summary).toContainText("Change plan: Switch on Payment methods too");
  await snap("no-way-to-pay");
  expect(await shop.readVersion()).toBe(before);
  await switchOf(page, "Payment methods").click();
  await expect(problem).toHaveCount(0);
  await switchOf(page, "Payment methods").click();
  await switchOf(page, "Change plan").click();
  await expect(problem).toHaveCount(0);
  await save(page);
  await expectSaved(page);
  expect(await shop.readDocument()).toMatchObject({
    features: {
      payment_method_update: { enabled: false },
      subscription_update: { enabled: false },
    },
  });
});

test("every section reaches the preview unsaved, and nothing inside the preview reaches anything", async ({
  page,
  shop,
  settings,
  snap,
}) => {
  const before = await shop.readVersion();
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() !== "GET" || pathname.startsWith("/api/")) asked.push(pathname);
  });
  const preview = page.frameLocator("iframe[title=Preview]");
  const told = preview.getByText("This is a preview: nothing is changed here.");
  const heading = (name: string) => preview.getByRole("heading", { name, exact: true });

  await page.getByLabel("Headline").fill("Tea, by the pound");
  await expect(preview.getByText("Tea, by the pound").filter({ visible: true })).toBeVisible();
  for (const section of ["Payment methods", "Billing information", "Invoices"]) {
    await expect(heading(section)).toBeVisible();
    await switchOf(page, section).click();
    await expect(heading(section)).toHaveCount(0);
    await switchOf(page, section).click();
    await expect(heading(section)).toBeVisible();
  }
  await page.getByRole("radio", { name: /^Invoices of their subscriptions/ }).check();
  await expect(preview.getByRole("table").getByRole("row").nth(1)).toBeVisible();

  await preview.getByRole("link", { name: "Change plan" }).click();
  await expect(preview.getByRole("link", { name: "Choose Pro" })).toBeVisible();
  await page.getByRole("button", { name: "Take Pro off the list" }).click();
  await expect(preview.getByRole("link", { name: "Choose Pro" })).toHaveCount(0);
  await page.getByRole("button", { name: "Offer Pro" }).click();
  await preview.getByRole("link", { name: "Choose Pro" }).click();
  await expect(preview.getByText(/^This is a preview\. /)).toBeVisible();
  await snap("told");

  await preview.getByRole("link", { name: "Choose another plan" }).click();
  await preview.getByRole("link", { name: "Back to billing" }).click();
  await preview.getByRole("link", { name: "Edit billing information" }).click();
  await preview.getByLabel("Name").fill("Somebody");
  await preview.getByRole("button", { name: "Save" }).click();
  await expect(told).toBeVisible();
  await expect(preview.getByLabel("Name")).toHaveValue("Somebody");
  await preview.getByRole("link", { name: "Discard" }).click();
  await preview.getByRole("link", { name: "Cancel subscription" }).first().click();
  await expect(told).toBeVisible();
  await page.getByLabel("Message at the confirmation").fill("Please write first.");
  await expect(preview.getByText("Please write first.")).toBeVisible();
  await switchOf(page, "Ask for a reason").click();
  await preview.getByRole("radio", { name: "It's too expensive" }).check();
  await page.getByRole("checkbox", { name: "It's too expensive" }).uncheck();
  await expect(preview.getByRole("radio", { name: "It's too expensive" })).toHaveCount(0);
  await expect(preview.getByRole("radio", { name: "I no longer need it" })).toBeVisible();

  await page
    .getByLabel("Example customer")
    .selectOption({ label: "Has cancelled, still has access" });
  await preview.getByRole("link", { name: "Back to billing" }).first().click();
  // The page that is being left has such a button too.
  await expect(heading("Subscriptions")).toBeVisible();
  await preview.getByRole("button", { name: "Undo cancellation" }).click();
  await expect(told).toBeVisible();
  await expect(preview.getByRole("button", { name: "Undo cancellation" })).toBeVisible();
  expect(asked).toEqual([]);
  expect(page.url()).toContain(settings);
  expect(await shop.readVersion()).toBe(before);
});
