import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { startHostSite } from "../fixtures/host-site";
import { waitForMail } from "../fixtures/mailbox";
import { requireEnv } from "../fixtures/merchant";
import { test } from "../fixtures/shop";

test("on the merchant's own page: an address in the frame, the mailed redirect URL, one click, and it is managed", async ({
  page,
  shop,
  snap,
}) => {
  const site = await startHostSite(requireEnv("APP_URL"), `test_${shop.slug}`);
  await shop.openLogin({ redirect_urls: [site.page] });
  const email = `ada.${randomBytes(6).toString("hex")}@example.com`;
  const { subscription } = await shop.subscribe("starterMonthly", email);
  await page.goto(site.page);
  const frame = page.frameLocator("#portico-portal iframe");
  await frame.getByLabel("Email").fill(email);
  await snap("1-login");
  await frame.getByRole("button", { name: "Email me a link" }).click();
  const mail = await waitForMail(email);
  expect(mail.link.startsWith(`${site.page}#portico_token=`)).toBe(true);

  await page.goto("about:blank");
  await page.goto(mail.link);
  await frame.getByRole("button", { name: /^Continue as / }).waitFor();
  expect(page.url()).toBe(site.page);
  await snap("2-continue");
  await frame.getByRole("button", { name: /^Continue as / }).click();
  await expect(frame.getByText("Starter").first()).toBeVisible();
  await snap("3-portal");
  await frame.getByRole("link", { name: "Cancel subscription" }).click();
  await frame.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(frame.getByRole("heading", { name: /^Starter ends on / })).toBeVisible();
  expect((await shop.stripe.subscriptions.retrieve(subscription)).cancel_at).not.toBeNull();
  expect(await page.context().cookies()).toEqual([]);

  await page.reload();
  await expect(frame.getByText("Starter").first()).toBeVisible();
  await site.stop();
});
