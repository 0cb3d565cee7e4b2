import { type BrowserContext, expect, type Page } from "@playwright/test";
import { test } from "../fixtures/demo";

type DemoFile = {
  readonly dashboard: { readonly sign_in_url: string };
  readonly customers: Readonly<Record<string, { readonly id: string; readonly email: string }>>;
};

/** Opens the demo's standing sign-in link and clicks the one button. */
async function signIn(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("button", { name: /^Continue as / }).click();
  await expect(page).toHaveURL(/\/dashboard\/test_acme\/portal$/);
  await page.waitForLoadState();
  return page;
}

test("the demo's sign-in link opens the dashboard by one click, again and in a second browser; settings are saved", async ({
  page,
  context,
  browser,
  demo,
  snap,
}) => {
  const { dashboard } = demo.readFile() as DemoFile;
  const first = await signIn(context, dashboard.sign_in_url);
  await first.close();
  const second = await browser.newContext();
  await signIn(second, dashboard.sign_in_url);
  await second.close();

  await page.goto("/demo");
  await page.getByRole("link", { name: "Sign in to the dashboard" }).click();
  await page.getByRole("button", { name: /^Continue as / }).click();
  const headline = page.getByLabel("Headline");
  const held = await headline.inputValue();
  await headline.fill("Tea, by the pound");
  await expect(
    page
      .frameLocator("iframe[title=Preview]")
      .getByText("Tea, by the pound")
      .filter({ visible: true }),
  ).toBeVisible();
  await snap("settings");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Saved at/)).toBeVisible();
  await page.goto("/p/test_acme");
  await expect(page.getByText("Tea, by the pound").filter({ visible: true })).toBeVisible();
  await page.goBack();
  await headline.fill(held);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Saved at/)).toBeVisible();
});

test("the mailbox shows a new mail by itself; its link, opened from there, leads Lena Hartmann to her two accounts", async ({
  page,
  context,
  demo,
  snap,
}) => {
  const { customers } = demo.readFile() as DemoFile;
  const email = customers["same_email_a"]?.email ?? "";
  expect(customers["same_email_b"]?.email).toBe(email);
  const mailbox = await context.newPage();
  await mailbox.goto("/mailbox");
  const row = mailbox.getByRole("navigation", { name: "Mails" }).getByRole("link", { name: email });
  const before = await row.count();
  await page.goto("/p/test_acme");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();

  await mailbox.bringToFront();
  await expect(row).toHaveCount(before + 1);
  await row.first().click();
  const opened = context.waitForEvent("page");
  const mail = mailbox.frameLocator("iframe[title^='The mail']");
  await mail.getByRole("link", { name: "Open my billing" }).click();
  const portal = await opened;
  await portal.getByRole("button", { name: /^Continue as / }).click();
  await expect(portal.getByRole("heading", { name: "Choose an account" })).toBeVisible();
  const choices = portal.getByRole("button", { name: /^Hartmann / });
  await expect(choices).toHaveCount(2);
  await portal.screenshot({ path: "test-results/screenshots/demo/chooser.png" });
  await choices.last().click();
  await expect(portal).toHaveURL(/\/p\/test_acme$/);
  await expect(portal.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
  await snap("asked");

  const mailsTo = async (to: string) => {
    const answer = await page.request.get(`/mailbox.json?to=${encodeURIComponent(to)}`);
    return (await answer.json()).mails.map((one: { to: string }) => one.to);
  };
  expect(await mailsTo(email)).toEqual(Array.from({ length: before + 1 }, () => email));
  expect(await mailsTo("nobody@example.com")).toEqual([]);
});
