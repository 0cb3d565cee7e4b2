import { expect } from "@playwright/test";
import { test } from "../fixtures/demo";

test("a stranger starts at /demo and is in a customer's portal one click later", async ({
  page,
  snap,
}) => {
  await page.goto("/demo");
  await snap("demo");
  await page
    .getByRole("button")
    .or(page.getByRole("link"))
    .filter({ hasText: "monthly" })
    .first()
    .click();
  await expect(page).toHaveURL(/\/p\/test_acme/);
  await expect(page.getByText("Starter").first()).toBeVisible();
  await snap("portal");
});
