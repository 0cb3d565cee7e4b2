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
  await expect(page.getByRole("radio")).toHaveCount(4);
  await expect(page.getByRole("radio", { name: "I'd rather not say" })).toBeChecked();
  await page.getByRole("radio", { name: "It's too expensive" }).check();
  const comment = page.getByRole("textbox", { name: "Anything you want to add" });
  await comment.fill("Half the price, and I stay. <3");
  await snap("1-why");
  const hidden = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(hidden).toBe(0);
  await page.getByRole("button", { name: "Continue to cancel" }).click();
  await expect(page.getByText("Write to billing@example.com first.")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("radio", { name: "It's too expensive" })).toBeChecked();
  await expect(comment).toHaveValue("Half the price, and I stay. <3");
  await page.goForward();
  await snap("2-confirm");
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: /^Starter ends on / })).toBeVisible();
  await snap("3-done");
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
  await page.getByRole("button", { name: "Continue to cancel" }).click();
  await shop.configure(asksWhy(["unused"]));
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByText(/^The reasons to choose from have changed/)).toBeVisible();
  expect((await shop.stripe.subscriptions.retrieve(subscription)).cancel_at).toBeNull();
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: /^Starter ends on / })).toBeVisible();
});

test("the merchant's own reasons stand after Stripe's, and arrive in words and in metadata", async ({
  page,
  shop,
  snap,
}) => {
  const { feedbackOptions } = shop.portal.billing;
  const moved = await feedbackOptions.create({ description: "We moved to Mars" });
  const cat = await feedbackOptions.create({ description: "My cat said so" });
  const made = [cat.id, moved.id];
  const cancellation_reason = { enabled: true, options: ["unused"], feedback_options: made };
  const reason_metadata = { feedback: "cancel_reason", comment: "cancel_comment" };
  await shop.configure(
    { subscription_cancel: { enabled: true, cancellation_reason } },
    { portico: { subscription_cancel: { reason_metadata } } },
  );
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/cancel`);
  const labels = page.getByRole("radio");
  await expect(labels).toHaveCount(4);
  await expect(labels.nth(1)).toHaveAccessibleName("My cat said so");
  await expect(labels.nth(2)).toHaveAccessibleName("We moved to Mars");
  await page.getByRole("radio", { name: "My cat said so" }).check();
  await page.getByRole("textbox", { name: "Anything you want to add" }).fill("Meow");
  await snap("own-reasons");
  await page.getByRole("button", { name: "Continue to cancel" }).click();
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("heading", { name: /^Starter ends on / })).toBeVisible();
  const held = await shop.stripe.subscriptions.retrieve(subscription);
  expect(held.cancellation_details).toMatchObject({
    feedback: "other",
    comment: "My cat said so\n\nMeow",
  });
  expect(held.metadata).toEqual({ cancel_reason: "My cat said so", cancel_comment: "Meow" });
  await page.getByRole("button", { name: "Undo cancellation" }).click();
  await expect(page.getByRole("heading", { name: "Starter goes on" })).toBeVisible();
  expect((await shop.stripe.subscriptions.retrieve(subscription)).metadata).toEqual({});
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
