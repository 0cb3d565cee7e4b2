import { expect } from "@playwright/test";
import { type Shop, test } from "../fixtures/shop";

async function payWith({ stripe }: Shop, customer: string, card: string): Promise<void> {
  const { id } = await stripe.paymentMethods.attach(card, { customer });
  const invoice_settings = { default_payment_method: id };
  await stripe.customers.update(customer, { invoice_settings });
}

async function allowCodes({ stripe, prices, configure }: Shop): Promise<void> {
  const product = async (price: string) => String((await stripe.prices.retrieve(price)).product);
  const { starterMonthly, proMonthly } = prices;
  await configure({
    subscription_update: {
      enabled: true,
      default_allowed_updates: ["price", "promotion_code"],
      proration_behavior: "always_invoice",
      products: [
        { product: await product(starterMonthly), prices: [starterMonthly] },
        { product: await product(proMonthly), prices: [proMonthly] },
      ],
    },
  });
  const coupon = await stripe.coupons.create({ percent_off: 50, duration: "forever" });
  const promotion = { type: "coupon", coupon: coupon.id } as const;
  await stripe.promotionCodes.create({ code: "HALF", promotion });
}

test("where the bank asks, the way to confirm is shown, and the page follows once it is paid", async ({
  page,
  shop,
  snap,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await payWith(shop, customer, "pm_card_authenticationRequired");
  await page.goto(await shop.openPortal(customer));
  await page.goto(
    `${shop.portalUrl}/subscriptions/${subscription}/change/${shop.prices.proMonthly}`,
  );
  await page.getByRole("button", { name: /switch to Pro$/ }).click();
  await expect(
    page.getByRole("heading", { name: "Your bank wants you to confirm this payment" }),
  ).toBeFocused();
  await snap("1-asks");
  const waiting = await shop.stripe.subscriptions.retrieve(subscription);
  expect(waiting.items.data[0]?.price.id).toBe(shop.prices.starterMonthly);

  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Open the invoice" }).click();
  const invoice = await opened;
  await invoice.getByLabel("Pay with").selectOption("pm_card_visa");
  await invoice.getByRole("button", { name: "Pay invoice" }).click();
  await expect(invoice.getByText("Paid", { exact: true }).first()).toBeVisible();
  await invoice.close();
  await expect(page.getByRole("heading", { name: "You are on Pro now" })).toBeFocused({
    timeout: 20_000,
  });
  await snap("2-paid");
  const after = await shop.stripe.subscriptions.retrieve(subscription);
  expect(after.items.data[0]?.price.id).toBe(shop.prices.proMonthly);
});

test("a promotion code is told at the field when it is none, and takes off what it says when it is one", async ({
  page,
  shop,
  snap,
}) => {
  await allowCodes(shop);
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.goto(
    `${shop.portalUrl}/subscriptions/${subscription}/change/${shop.prices.proMonthly}`,
  );
  const confirm = page.getByRole("button", { name: /^Pay .* and switch to Pro$/ });
  await expect(confirm).toBeEnabled();
  const full = amountIn((await confirm.textContent()) ?? "");
  await page.getByRole("button", { name: "Add a promotion code" }).click();
  const field = page.getByRole("textbox", { name: "Promotion code" });
  await expect(field).toBeFocused();
  await field.fill("NOBODY");
  await field.press("Enter");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  expect(amountIn((await confirm.textContent()) ?? "")).toBe(full);
  await field.fill("HALF");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("50% off every invoice")).toBeVisible();
  await snap("applied");
  const less = amountIn((await confirm.textContent()) ?? "");
  expect(less).toBeLessThan(full);

  await page.getByRole("button", { name: "Remove HALF" }).click();
  await expect.poll(async () => amountIn((await confirm.textContent()) ?? "")).toBe(full);
  await expect(field).toBeFocused();
  await field.fill("HALF");
  await field.press("Enter");
  await expect.poll(async () => amountIn((await confirm.textContent()) ?? "")).toBe(less);
  await confirm.click();
  await expect(page.getByRole("heading", { name: "You are on Pro now" })).toBeFocused();
  const [newest] = (await shop.stripe.invoices.list({ customer })).data;
  expect(newest?.amount_paid).toBe(less);
});

test("where tax needs an address it is asked for in the same step", async ({
  page,
  shop,
  snap,
}) => {
  const { stripe } = shop;
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const { starterMonthly, proMonthly } = shop.prices;
  await stripe.customers.update(customer, { address: { country: "DE", postal_code: "10115" } });
  for (const price of [starterMonthly, proMonthly]) {
    await stripe.prices.update(price, { tax_behavior: "exclusive" });
  }
  await stripe.subscriptions.update(subscription, { automatic_tax: { enabled: true } });
  await stripe.customers.update(customer, { address: "" });
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/change/${proMonthly}`);
  await expect(page.getByRole("heading", { name: "Where are you?" })).toBeVisible();
  await expect(page.getByRole("button", { name: /switch to Pro$/ })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await snap("1-asked");
  await page.getByLabel("Country or region").selectOption("DE");
  await page.getByLabel("Street and number").fill("Invalidenstr. 116");
  await page.getByLabel("Postal code").fill("10115");
  await page.getByLabel("City").fill("Berlin");
  await page.getByRole("button", { name: "Use this address" }).click();
  await expect(page.getByRole("heading", { name: "Where are you?" })).toHaveCount(0);
  await expect(page.getByText("Tax", { exact: true })).toBeVisible();
  await snap("2-taxed");
  await page.getByRole("button", { name: /^Pay .* and switch to Pro$/ }).click();
  await expect(page.getByRole("heading", { name: "You are on Pro now" })).toBeFocused();
  const kept = await stripe.customers.retrieve(customer);
  expect(kept).toMatchObject({ address: { city: "Berlin", country: "DE" } });
});

/** Minor units of the one amount in a text such as "Pay $12.40 and switch to Pro". */
function amountIn(text: string): number {
  const found = /\$([\d,]+)\.(\d\d)/.exec(text);
  return Number(`${found?.[1]?.replaceAll(",", "")}${found?.[2]}`);
}
