import { expect } from "@playwright/test";
import { waitForMail } from "../fixtures/mailbox";
import { createMember } from "../fixtures/member";
import { test } from "../fixtures/shop";

test("a member signs in by mail, switches Cancel off, sees it go, saves; the customer's open page is refused; on again", async ({
  page,
  browser,
  shop,
  snap,
  baseURL,
}) => {
  await shop.openLogin();
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const visitor = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const portal = await visitor.newPage();
  await portal.goto(await shop.openPortal(customer));
  await portal.goto(`${shop.portalUrl}/subscriptions/${subscription}/cancel`);
  await expect(portal.getByRole("button", { name: "Cancel subscription" })).toBeEnabled();

  const { email } = await createMember(shop.id, "owner");
  await page.goto("/dashboard");
  await snap("1-sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  const mail = await waitForMail(email);
  await page.goto(mail.link);
  await snap("2-continue");
  await page.getByRole("button", { name: /^Continue as / }).click();
  await page.getByRole("link", { name: "Portal" }).first().click();
  await expect(page).toHaveURL(`/dashboard/test_${shop.slug}/portal`);

  const preview = page.frameLocator("iframe[title=Preview]");
  const cancel = preview.getByRole("link", { name: "Cancel subscription" });
  await expect(cancel.first()).toBeVisible();
  await snap("3-settings");
  const toggle = page.getByRole("switch", { name: /cancel/i });
  await toggle.click();
  await expect(cancel).toHaveCount(0);
  await snap("4-unsaved");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();

  const answer = portal.waitForResponse((seen) => seen.url().includes("/api/portal/actions/"));
  await portal.getByRole("button", { name: "Cancel subscription" }).click();
  const refusal = await answer;
  expect(refusal.status()).toBe(403);
  expect((await refusal.json()).error.code).toBe("feature_disabled");
  await expect(portal.getByText("This can't be changed here.").first()).toBeVisible();
  await portal.screenshot({ path: "test-results/screenshots/dashboard/refused-customer.png" });
  expect((await shop.stripe.subscriptions.retrieve(subscription)).cancel_at).toBeNull();

  await toggle.click();
  await expect(cancel.first()).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await portal.reload();
  await portal.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(portal.getByRole("heading", { name: /^Starter ends on / })).toBeVisible();
  await visitor.close();
});
