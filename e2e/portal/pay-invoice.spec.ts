import { expect } from "@playwright/test";
import { expectReadable, looks } from "../fixtures/looks";
import { subscribeThenDecline } from "../fixtures/past-due";
import { test } from "../fixtures/shop";

for (const { name: look, ...options } of looks) {
  test.describe(look, () => {
    test.use(options);
    test(`${look}: what is owed is paid here with another card, and the subscription goes on`, async ({
      page,
      shop,
      snap,
    }) => {
      const { customer, subscription } = await subscribeThenDecline(shop);
      await page.goto(await shop.openPortal(customer));
      await page.getByRole("link", { name: "Pay now" }).click();
      await expect(page.getByRole("heading", { name: "Pay this invoice" })).toBeVisible();
      const pay = page.getByRole("button", { name: "Pay $10.00" });
      await expect(pay).toBeEnabled();
      await snap("1-due");
      await expectReadable(page, `pay ${look}`);
      await pay.click();
      await expect(page.getByText(/^Your bank declined the payment/)).toBeVisible();
      const { data } = await shop.stripe.customers.listPaymentMethods(customer);
      const good = data.find(({ card }) => card?.last4 === "4242");
      await page.getByRole("combobox", { name: "Pay with" }).selectOption(good?.id ?? "");
      await pay.click();
      await expect(page.getByRole("heading", { name: /is paid$/ })).toBeFocused();
      await snap("2-paid");
      expect((await shop.stripe.subscriptions.retrieve(subscription)).status).toBe("active");
      await page.reload();
      await expect(page.getByText("Nothing is due on this invoice.")).toBeVisible();
    });
  });
}
