import { expect, type Page } from "@playwright/test";
import { expectReadable } from "../fixtures/looks";
import { type Shop, test } from "../fixtures/shop";

/** A session's cancel flow with an offer, opened in the browser. */
async function openOffer(page: Page, shop: Shop) {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const coupon = await shop.stripe.coupons.create({
    percent_off: 25,
    duration: "repeating",
    duration_in_months: 3,
  });
  const { url } = await shop.portal.billingPortal.sessions.create({
    customer,
    flow_data: {
      type: "subscription_cancel",
      subscription_cancel: {
        subscription,
        retention: { type: "coupon_offer", coupon_offer: { coupon: coupon.id } },
      },
    },
  });
  await page.goto(url);
  return { customer, subscription, coupon: coupon.id };
}

const cancelPage = (shop: Shop, subscription: string) =>
  `${shop.portalUrl}/subscriptions/${subscription}/cancel`;

const asking = {
  subscription_cancel: {
    enabled: true,
    cancellation_reason: { enabled: true, options: ["too_expensive", "unused"] },
  },
};

for (const { name, ...viewport } of [
  { name: "desktop", width: 1440, height: 900 },
  { name: "phone", width: 390, height: 844 },
]) {
  test(`on a ${name}: a reason, an offer that is taken, and what it is worth until when`, async ({
    page,
    shop,
    snap,
  }) => {
    await page.setViewportSize(viewport);
    await shop.configure(asking);
    const { subscription, coupon } = await openOffer(page, shop);
    await page.goto(cancelPage(shop, subscription));
    await page.getByRole("radio", { name: "It's too expensive" }).check();
    await expect(page.getByRole("button", { name: "Cancel now" })).toBeVisible();
    await snap("1-reasons");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("heading", { name: "Stay, and pay less" })).toBeFocused();
    await expect(page.getByText("25% off for 3 months")).toBeVisible();
    await expect(page.getByText("$7.50 instead of $10.00")).toBeVisible();
    await expectReadable(page, "offer");
    await snap("2-offer");
    await page.reload();
    await expect(page.getByText("$7.50 instead of $10.00")).toBeVisible();
    await page.getByRole("button", { name: "Keep it with the discount" }).click();
    const kept = page.getByRole("heading", { name: "You keep Starter with the discount" });
    await expect(kept).toBeVisible();
    await expect(page.getByText("25% off for 3 months")).toBeVisible();
    await expect(page.getByText(/^The discount applies until [A-Z]/)).toBeVisible();
    await snap("3-kept");
    const held = await shop.stripe.subscriptions.retrieve(subscription, {
      expand: ["discounts.source.coupon"],
    });
    expect(held.discounts).toMatchObject([{ source: { coupon: { id: coupon } } }]);
    expect(held.cancel_at).toBeNull();
  });
}

test("an offer that is declined goes on to cancel, and does not come back", async ({
  page,
  shop,
  snap,
}) => {
  const { subscription } = await openOffer(page, shop);
  await page.goto(cancelPage(shop, subscription));
  await expect(page.getByText("25% off for 3 months")).toBeVisible();
  await page.getByRole("button", { name: "No thanks, cancel now" }).click();
  await expect(page.getByRole("heading", { name: "Cancel Starter?" })).toBeFocused();
  await snap("confirm");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Cancel Starter?" })).toBeVisible();
  await expect(page.getByText("25% off for 3 months")).toHaveCount(0);
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: "Starter will end" })).toBeVisible();
  expect((await shop.stripe.subscriptions.retrieve(subscription)).discounts).toEqual([]);
});

test("an offer that fails keeps nobody from leaving", async ({ page, shop, snap }) => {
  const { subscription } = await openOffer(page, shop);
  await page.goto(cancelPage(shop, subscription));
  const accept = page.getByRole("button", { name: "Keep it with the discount" });
  await expect(page.getByText("$7.50 instead of $10.00")).toBeVisible();
  await shop.breakStripe({
    kind: "status-before",
    method: "POST",
    pathPrefix: "/v1/subscriptions/",
    times: 1,
    status: 402,
  });
  await accept.click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await snap("failed");
  await page.getByRole("button", { name: "No thanks, cancel now" }).click();
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: "Starter will end" })).toBeVisible();
});
