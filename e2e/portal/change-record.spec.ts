import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type Download, expect, type Page } from "@playwright/test";
import { readPdf } from "@/scripts/testing/read-pdf";
import { waitForMail } from "../fixtures/mailbox";
import { test } from "../fixtures/shop";

const newEmail = () => `ada.${randomBytes(6).toString("hex")}@example.com`;
const agreement = "What you were shown and what was charged agree.";

async function changeToPro(page: Page, portal: string): Promise<void> {
  await page.goto(portal);
  await page.getByRole("link", { name: "Change plan" }).click();
  await page.getByRole("link", { name: "Choose Pro" }).click();
  await page.getByRole("button", { name: /switch to Pro$/ }).click();
  await expect(page.getByRole("heading", { name: "You are on Pro now" })).toBeVisible();
}

async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name }).click(),
  ]);
  return readFileSync(await pathOf(file));
}

async function pathOf(file: Download): Promise<string> {
  return file.path();
}

test("a change of plan leaves a page, a mail, a PDF and JSON that say what was shown and charged", async ({
  page,
  shop,
  snap,
}) => {
  const email = newEmail();
  const { customer } = await shop.subscribe("starterMonthly", email);
  await changeToPro(page, await shop.openPortal(customer));
  await snap("1-done");
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByRole("heading", { name: "History", level: 1 })).toBeVisible();
  await snap("2-history");
  await page.getByRole("link", { name: /Changed plan to Pro/ }).click();
  await expect(page.getByText(agreement)).toBeVisible({ timeout: 20_000 });
  await snap("3-record");

  const [invoice] = (await shop.stripe.invoices.list({ customer })).data;
  await expect(page.getByText(invoice?.number ?? "no number")).toBeVisible();
  const pdf = readPdf(await download(page, "Download as PDF"));
  const document = JSON.parse((await download(page, "Download as JSON")).toString());
  expect(document).toMatchObject({
    object: "portico.change_record",
    action: "change_plan",
    agrees: true,
    customer,
    shown: { amount_due_now: invoice?.amount_due, currency: "usd" },
    done: { invoice: { id: invoice?.id, amount_due: invoice?.amount_due } },
  });
  for (const said of [agreement, document.id, customer, invoice?.number ?? "none"]) {
    expect(pdf).toContain(said);
  }

  const mail = await waitForMail(email);
  expect(mail.subject).toMatch(/^Changed plan to Pro · /);
  expect(mail.text).toContain(invoice?.number);
  const link = /https?:\/\/\S+\/changes\/int_\w+/.exec(mail.text)?.[0] ?? "";
  expect(new URL(link).pathname).toBe(new URL(page.url()).pathname);

  const listed = await fetch(`${new URL(shop.portalUrl).origin}/v1/portico/change_records`, {
    headers: { authorization: `Bearer ${shop.apiKey}` },
  });
  expect((await listed.json()).data).toEqual([document]);
});

test("what is planned is undone on its record, and the mailed link opens nothing for a stranger", async ({
  page,
  browser,
  shop,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await page.getByRole("link", { name: "History" }).click();
  await page.getByRole("link", { name: /Cancelled Starter/ }).click();
  await page.getByRole("button", { name: "Undo cancellation" }).click();
  await expect(page.getByText("This was undone.")).toBeVisible();

  const stranger = await browser.newContext();
  expect((await stranger.request.get(page.url())).status()).toBe(401);
  const other = await shop.subscribe("starterMonthly");
  const visitor = await stranger.newPage();
  await visitor.goto(await shop.openPortal(other.customer));
  for (const url of [page.url(), page.url().replace(/int_\w+$/, "int_unknown")]) {
    const answer = await visitor.goto(url);
    expect(answer?.status()).toBe(404);
    await expect(visitor.locator('[data-error-code="resource_missing"]')).toBeVisible();
  }
  await stranger.close();
});

for (const [look, width, colorScheme] of [
  ["desktop", 1440, "light"],
  ["phone", 390, "dark"],
] as const) {
  test(`history and record are readable and without serious faults: ${look}`, async ({
    page,
    shop,
    snap,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { customer } = await shop.subscribe("starterMonthly");
    await page.goto(await shop.openPortal(customer));
    await page.goto(`${shop.portalUrl}/changes`);
    await expect(page.getByText("No changes yet")).toBeVisible();
    await changeToPro(page, shop.portalUrl);
    await page.getByRole("link", { name: "History" }).click();
    const entry = page.getByRole("link", { name: /Changed plan to Pro/ });
    await expect(entry).toBeVisible();
    await expectFit(page, width);
    await snap(`${look}-history`);
    await entry.click();
    await expect(page.getByText(agreement)).toBeVisible({ timeout: 20_000 });
    await expectFit(page, width);
    await snap(`${look}-record`);
  });
}

async function expectFit(page: Page, width: number): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(overflow).toBeLessThanOrEqual(width);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}
