import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { test } from "../fixtures/shop";

const looks = [
  { name: "desktop-light", width: 1440, height: 900, colorScheme: "light" },
  { name: "phone-light", width: 390, height: 844, colorScheme: "light" },
  { name: "phone-dark", width: 390, height: 844, colorScheme: "dark" },
  { name: "narrow-dark", width: 320, height: 700, colorScheme: "dark" },
] as const;

for (const { name, width, height, colorScheme } of looks) {
  test(`every page of a change is readable and without serious faults: ${name}`, async ({
    page,
    shop,
    snap,
  }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { customer, subscription } = await shop.subscribe("starterMonthly");
    await shop.stripe.paymentMethods.attach("pm_card_mastercard", { customer });
    await page.goto(await shop.openPortal(customer));
    const task = `${shop.portalUrl}/subscriptions/${subscription}`;
    const pages = {
      home: shop.portalUrl,
      plans: `${task}/change`,
      preview: `${task}/change/${shop.prices.proMonthly}`,
      cancel: `${task}/cancel`,
      invoices: `${shop.portalUrl}/invoices`,
      missing: `${shop.portalUrl}/subscriptions/sub_unknown/cancel`,
      refused: `${new URL(shop.portalUrl).origin}/p/nobody-here`,
    };
    for (const [title, url] of Object.entries(pages)) {
      await page.goto(url);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await snap(`${name}-${title}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(overflow, `${title} at ${width} px`).toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(
        ({ impact }) => impact === "serious" || impact === "critical",
      );
      expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });
}
