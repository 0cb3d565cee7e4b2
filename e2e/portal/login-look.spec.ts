import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { startHostSite } from "../fixtures/host-site";
import { expectReadable, looks } from "../fixtures/looks";
import { waitForMail } from "../fixtures/mailbox";
import { requireEnv } from "../fixtures/merchant";
import { test } from "../fixtures/shop";

for (const { name, viewport, colorScheme } of looks) {
  test(`every page on the way in is readable and without serious faults: ${name}`, async ({
    page,
    context,
    browser,
    shop,
    address,
  }) => {
    test.slow();
    const look = async (shown: Page, title: string) => {
      const path = `test-results/screenshots/portal/login-look-${name}-${title}.png`;
      await shown.screenshot({ path, fullPage: true });
      await expectReadable(shown, title);
    };
    const colours = { colorScheme, reducedMotion: "reduce" } as const;
    await page.setViewportSize(viewport);
    await page.emulateMedia(colours);
    const site = await startHostSite(requireEnv("APP_URL"), `test_${shop.slug}`);
    await shop.openLogin({ redirect_urls: [site.page] });
    const email = `lena.${randomBytes(6).toString("hex")}@example.com`;
    const first = await shop.subscribe("starterMonthly", email);
    const second = await shop.subscribe("proYearly", email);
    await shop.stripe.customers.update(first.customer, { name: "Hartmann Consulting" });
    await shop.stripe.customers.update(second.customer, { name: "Hartmann Workshops" });

    await page.goto(shop.portalUrl);
    await look(page, "1-login");
    await page.getByLabel("Email").fill("lena");
    await page.getByRole("button", { name: "Email me a link" }).click();
    await expect(page.getByText("This does not look like an email address")).toBeVisible();
    await look(page, "2-no-address");
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Email me a link" }).click();
    await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
    await look(page, "3-check-your-mail");
    const received = await waitForMail(email);

    const mail = await context.newPage();
    await mail.setViewportSize(viewport);
    await mail.emulateMedia(colours);
    await mail.setContent(received.html);
    await look(mail, "4-mail");
    await mail.close();

    const elsewhere = await browser.newContext({
      viewport,
      ...colours,
      extraHTTPHeaders: { "X-Forwarded-For": address },
    });
    const other = await elsewhere.newPage();
    await other.goto(received.link);
    await expect(other.getByRole("heading", { name: "Type the code" })).toBeVisible();
    await look(other, "5-other-device");
    await other.getByLabel(/6-digit/).fill(received.pin === "000000" ? "000001" : "000000");
    await expect(other.getByText("This code is not right.")).toBeVisible();
    await look(other, "6-wrong-code");
    await elsewhere.close();

    await page.goto(received.link);
    await look(page, "7-link");
    await page.getByRole("button", { name: /^Continue as / }).click();
    await expect(page.getByRole("heading", { name: "Choose an account" })).toBeVisible();
    await look(page, "8-chooser");
    await page.getByRole("button", { name: /Hartmann Workshops/ }).click();
    await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();

    await page.goto(received.link);
    await expect(page.locator("[data-error-code=link_used]")).toBeVisible();
    await look(page, "9-used");
    await page.goto(shop.portalUrl);
    await page.getByRole("button", { name: "Log out" }).click();
    await expect(page.getByText("You are logged out")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Sign in to billing" })).toBeVisible();
    await look(page, "10-logged-out");

    await page.goto(site.page);
    const frame = page.frameLocator("#portico-portal iframe");
    await expect(frame.getByLabel("Email")).toBeVisible();
    const root = frame.locator(":root");
    await expect(root).toHaveAttribute("data-scheme", colorScheme);
    // What is below a transparent frame axe takes for white.
    await root.evaluate((element) => {
      element.style.backgroundColor = "Canvas";
    });
    await look(page, "11-embed-login");
    await site.stop();
  });
}
