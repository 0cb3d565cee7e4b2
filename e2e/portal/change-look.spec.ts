import { expect } from "@playwright/test";
import { expectReadable, looks } from "../fixtures/looks";
import { test } from "../fixtures/shop";

const conditions = [{ type: "decreasing_item_amount" }, { type: "shortening_interval" }];

for (const { name, viewport, colorScheme } of looks) {
  test(`every state of a change is readable and without serious faults: ${name}`, async ({
    page,
    shop,
    snap,
  }) => {
    const { stripe, prices } = shop;
    const product = async (price: string, features: readonly string[]) => {
      const id = String((await stripe.prices.retrieve(price)).product);
      const marketing_features = features.map((feature) => ({ name: feature }));
      await stripe.products.update(id, { marketing_features, unit_label: "seat" });
      return id;
    };
    const many = { enabled: true, minimum: 1, maximum: 20 };
    const starter = await product(prices.starterMonthly, ["Three projects", "Mail support"]);
    const pro = await product(prices.proMonthly, ["Any number of projects", "Mail support", "Log"]);
    await shop.configure({
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price", "quantity", "promotion_code"],
        proration_behavior: "always_invoice",
        schedule_at_period_end: { conditions },
        products: [
          { product: starter, prices: [prices.starterMonthly], adjustable_quantity: many },
          { product: pro, prices: [prices.proMonthly], adjustable_quantity: many },
        ],
      },
    });
    const { customer, subscription } = await shop.subscribe("proMonthly");
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto(await shop.openPortal(customer));
    const task = `${shop.portalUrl}/subscriptions/${subscription}`;
    const see = async (title: string) => {
      await expectReadable(page, title);
      await snap(`${name}-${title}`);
    };

    await page.goto(`${task}/change`);
    await page.getByText("Compare the plans").first().click();
    await expect(page.getByRole("table")).toBeVisible();
    await see("plans");

    await page.goto(`${task}/change/${prices.starterMonthly}`);
    await page.getByRole("spinbutton").fill("2");
    await expect(page.getByRole("button", { name: /^Switch on |^Pay |^Switch to / })).toBeEnabled();
    await page.getByRole("button", { name: "Add a promotion code" }).click();
    await page.getByRole("textbox", { name: "Promotion code" }).fill("NOBODY");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page.getByRole("textbox", { name: "Promotion code" })).toHaveAttribute(
      "aria-invalid",
      "true",
    );
    await see("confirm");

    await page.goto(`${task}/quantity`);
    await page.getByRole("spinbutton").fill("99");
    await see("quantity-refused");
    await page.getByRole("spinbutton").fill("3");
    await expect(page.getByRole("button", { name: /change to 3$/ })).toBeEnabled();
    await see("quantity");
  });
}
