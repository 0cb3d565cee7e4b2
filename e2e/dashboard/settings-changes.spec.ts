import { expect } from "@playwright/test";
import { createMember, openAsMember } from "../fixtures/member";
import { test } from "../fixtures/shop";

test("what customers may change, pause and begin again is switched here, and saved as Stripe words it", async ({
  page,
  context,
  shop,
  snap,
}) => {
  await openAsMember(context, await createMember(shop.id, "owner"));
  await page.goto(`/dashboard/test_${shop.slug}/portal`);
  const check = (name: string) => page.getByRole("checkbox", { name, exact: true });
  const turn = (name: string) => page.getByRole("switch", { name, exact: true }).first();

  await check("How many of it").check();
  await check("A promotion code in the same step").check();
  await check("It costs less").check();
  await check("Starter, Customers choose how many").check();
  await page.getByLabel("Starter, at most").fill("20");
  await turn("Pause").click();
  await check("3 months").check();
  await turn("Subscribe again").click();
  await turn("Another plan").click();
  await turn("Plan picker").click();
  await page.getByRole("radio", { name: /^In a menu/ }).check();
  await snap("switched");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Saved at/)).toBeVisible();

  expect(await shop.readDocument()).toMatchObject({
    features: {
      subscription_update: {
        default_allowed_updates: ["price", "quantity", "promotion_code"],
        schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }] },
        products: [
          { adjustable_quantity: { enabled: true, minimum: 1, maximum: 20 } },
          { adjustable_quantity: { enabled: false } },
        ],
      },
      subscription_pause: {
        enabled: true,
        duration: {
          type: "interval_options",
          interval_options: [
            { interval: "month", interval_count: 1 },
            { interval: "month", interval_count: 3 },
          ],
        },
      },
    },
    portico: {
      subscription_resubscribe: { enabled: true, allow_price_change: true },
      plan_picker: { enabled: true },
      promotion_code: { enabled: false },
      layout: { actions: "dropdown" },
    },
  });
});
