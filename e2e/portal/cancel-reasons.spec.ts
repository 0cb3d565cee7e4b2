import { expect } from "@playwright/test";
import { test } from "../fixtures/shop";

test.use({ viewport: { width: 390, height: 844 } });

const asksWhy = (options: readonly string[]) => ({
  subscription_cancel: { enabled: true, cancellation_reason: { enabled: true, options } },
});

test("on a phone: the merchant's words, a reason and a comment, which arrive at Stripe with the cancellation", async ({
  page,
  shop,
  snap,
}) => {
  const message = "Short of money?\nWrite to billing@example.com first.";
  await shop.configure(asksWhy(["too_expensive", "unused", "other"]), {
    portico: { subscription_cancel: { message } },
  });
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await expect(page.getByText("Write to billing@example.com first.")).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(4);
  await expect(page.getByRole("radio", { name: "I'd rather not say" })).toBeChecked();
  await page.getByRole("radio", { name: "It's too expensive" }).check();
  const comment = page.getByRole("textbox", { name: "Anything you want to add" });
  await comment.fill("Half the price, and I stay. <3");
  await snap("1-why");
  const hidden = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(hidden).toBe(0);
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: /^Starter ends on / })).toBeVisible();
  await snap("2-done");
  const { cancellation_details: details } = await shop.stripe.subscriptions.retrieve(subscription);
  expect(details).toMatchObject({
    feedback: "too_expensive",
    comment: "Half the price, and I stay. <3",
  });
});

test("a reason that was taken off the list meanwhile is not sent, and does not stand in the way", async ({
  page,
  shop,
}) => {
  await shop.configure(asksWhy(["too_expensive", "unused"]));
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/cancel`);
  await page.getByRole("radio", { name: "It's too expensive" }).check();
  await shop.configure(asksWhy(["unused"]));
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByText(/^The reasons to choose from have changed/)).toBeVisible();
  expect((await shop.stripe.subscriptions.retrieve(subscription)).cancel_at).toBeNull();
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: /^Starter ends on / })).toBeVisible();
});

test("where canceling is off the merchant's instructions are there, on the first page and on the task's own", async ({
  page,
  shop,
  snap,
}) => {
  const instructions = "Write to billing@example.com: we cancel within a day.";
  await shop.configure(
    { subscription_cancel: { enabled: false } },
    { portico: { subscription_cancel: { instructions } } },
  );
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await expect(page.getByRole("heading", { name: "How to cancel" })).toBeVisible();
  await expect(page.getByText(instructions)).toBeVisible();
  await expect(page.getByRole("link", { name: "Cancel subscription" })).toHaveCount(0);
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/cancel`);
  await expect(page.locator("[data-error-code=feature_disabled]")).toContainText(instructions);
  await snap("instructions");
});

test("with the scope of subscriptions no invoice of theirs is missing, those of one that has ended included", async ({
  page,
  shop,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const items = [{ price: shop.prices.proMonthly }];
  await shop.stripe.subscriptions.create({ customer, items });
  await shop.stripe.subscriptions.cancel(subscription);
  await page.goto(await shop.openPortal(customer));
  const invoices = page.getByRole("table").getByRole("row");
  await expect(invoices).toHaveCount(3);
  await shop.configure({}, { portico: { invoice_history: { scope: "subscription" } } });
  await page.reload();
  await expect(invoices).toHaveCount(3);
  await page.goto(`${shop.portalUrl}/invoices`);
  await expect(invoices).toHaveCount(3);
  const opened = page.context().waitForEvent("response", (seen) => seen.url().endsWith("/pdf"));
  await invoices
    .last()
    .getByRole("button", { name: /^Download the PDF/ })
    .click();
  expect((await opened).headers()["content-type"]).toBe("application/pdf");
});
