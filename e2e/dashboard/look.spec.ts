import { expect, type Page } from "@playwright/test";
import { expectReadable, looks } from "../fixtures/looks";
import { createMember, openAsMember } from "../fixtures/member";
import { test } from "../fixtures/shop";

for (const { name, viewport, colorScheme } of looks) {
  test(`every page of the dashboard is readable and without serious faults: ${name}`, async ({
    page,
    context,
    shop,
    snap,
  }) => {
    test.slow();
    const look = async (title: string) => {
      await snap(title);
      await expectReadable(page, title);
    };
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await shop.openLogin();
    await page.goto("/dashboard");
    await expect(page.getByLabel("Email")).toBeVisible();
    await look("1-sign-in");

    await openAsMember(context, await createMember(shop.id, "owner"));
    const settings = `/dashboard/test_${shop.slug}/portal`;
    await page.goto(settings);
    await showPreview(page);
    const preview = page.frameLocator("iframe[title=Preview]");
    await expect(preview.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
    await look("2-preview");
    await showSettings(page);
    await look("3-settings");
    await page.getByLabel("Headline").fill("Plans without the small print");
    await expect(page.getByText("Unsaved changes", { exact: true })).toBeVisible();
    await look("4-unsaved");
    await page.getByLabel("Privacy policy").fill("nowhere");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Nothing was saved.")).toBeVisible();
    await look("5-error");

    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
    const sessions = `/dashboard/test_${shop.slug}/sessions`;
    await page.goto(sessions);
    await expect(page.getByText("No sessions yet")).toBeVisible();
    await look("6-sessions-empty");
    const { customer } = await shop.subscribe("starterMonthly");
    const portal = await context.newPage();
    await portal.goto(await shop.openPortal(customer));
    await portal.close();
    await page.goto(sessions);
    await expect(page.getByText(customer).first()).toBeVisible();
    await look("7-sessions");
  });
}

/** Where there is no room for both, one of them is shown at a time. */
async function showPreview(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Preview" });
  if (await button.isVisible()) await button.click();
}

async function showSettings(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Settings", exact: true });
  if (await button.isVisible()) await button.click();
}
