import { expect } from "@playwright/test";
import { type Shop, test } from "../fixtures/shop";

/** A service of two tiers by product metadata, Team with seats that are counted. */
async function sellService({ stripe }: Shop) {
  const tag = (tier: string) => ({ sb_service: "Acme", sb_tier: tier });
  const recurring = { interval: "month" } as const;
  const make = async (name: string, amount: number, over: object) => {
    const product = await stripe.products.create({ name, ...over });
    const terms = { product: product.id, currency: "usd", unit_amount: amount, recurring };
    return (await stripe.prices.create(terms)).id;
  };
  const solo = await make("Solo", 1200, { metadata: tag("Solo") });
  const team = await make("Team", 3000, { metadata: tag("Team") });
  const seats = { ...tag("Team"), sb_quantity_enabled: "true" };
  const seat = await make("Seats", 800, { unit_label: "seat", metadata: seats });
  return { solo, team, seat };
}

async function addCustomer({ stripe }: Shop, card: string | null = "pm_card_visa") {
  const { id } = await stripe.customers.create({ email: "ada@example.com", name: "Ada" });
  if (card === null) return id;
  const method = await stripe.paymentMethods.attach(card, { customer: id });
  await stripe.customers.update(id, { invoice_settings: { default_payment_method: method.id } });
  return id;
}

const services = { portico: { services: ["Acme"] } };

test("a customer without a subscription chooses a tier, its seats, and pays what is shown", async ({
  page,
  shop,
}, info) => {
  const { team, seat } = await sellService(shop);
  await shop.configure({}, services);
  const customer = await addCustomer(shop);
  await page.goto(await shop.openPortal(customer));
  await page.getByRole("link", { name: "Subscribe", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Choose a plan" })).toBeVisible();
  await page.screenshot({ path: info.outputPath("picker.png"), fullPage: true });
  await page.getByRole("link", { name: "Choose Team" }).click();
  await expect(page.getByRole("heading", { name: "Subscribe to Team" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Subscribe and pay $38.00" })).toBeEnabled();
  await page.getByRole("spinbutton", { name: "Seats" }).fill("3");
  const confirm = page.getByRole("button", { name: "Subscribe and pay $54.00" });
  await expect(confirm).toBeEnabled();
  await page.screenshot({ path: info.outputPath("confirm.png"), fullPage: true });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.screenshot({ path: info.outputPath("confirm-390.png"), fullPage: true });
  await confirm.dblclick();
  await expect(page.getByRole("heading", { name: "You are subscribed to Team" })).toBeFocused();
  await expect(page.getByText("You paid $54.00.")).toBeVisible();
  await page.screenshot({ path: info.outputPath("done-390.png"), fullPage: true });
  const { data } = await shop.stripe.subscriptions.list({ customer });
  expect(data).toHaveLength(1);
  const bought = data[0]?.items.data.map(({ price, quantity }) => [price.id, quantity]).sort();
  expect(bought).toEqual(
    [
      [team, 1],
      [seat, 3],
    ].sort(),
  );
  await page.goto(shop.portalUrl);
  await expect(page.getByRole("link", { name: "Subscribe", exact: true })).toHaveCount(0);
});

test("a declined card subscribes nobody, and another one may be tried", async ({ page, shop }) => {
  const { solo } = await sellService(shop);
  await shop.configure({}, services);
  const customer = await addCustomer(shop, "pm_card_chargeCustomerFail");
  const good = await shop.stripe.paymentMethods.attach("pm_card_mastercard", { customer });
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscribe/${solo}`);
  await page.getByRole("button", { name: "Subscribe and pay $12.00" }).click();
  await expect(page.getByText("Your bank declined the payment.").first()).toBeVisible();
  expect((await shop.stripe.subscriptions.list({ customer, status: "all" })).data).toEqual([]);
  await page.getByRole("combobox", { name: "Pay with" }).selectOption(good.id);
  await page.getByRole("button", { name: "Subscribe and pay $12.00" }).click();
  await expect(page.getByRole("heading", { name: "You are subscribed to Solo" })).toBeVisible();
  const [subscription] = (await shop.stripe.subscriptions.list({ customer })).data;
  expect(subscription?.default_payment_method).toBe(good.id);
});

test("who cannot pay yet is asked for a payment method in the same step", async ({
  page,
  shop,
}) => {
  const { solo } = await sellService(shop);
  await shop.configure({}, services);
  const customer = await addCustomer(shop, null);
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscribe/${solo}`);
  await expect(page.getByRole("heading", { name: "How do you want to pay?" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Add a payment method" })).toBeVisible();
  await page.getByRole("button", { name: "Subscribe and pay $12.00" }).click({ force: true });
  expect((await shop.stripe.subscriptions.list({ customer, status: "all" })).data).toEqual([]);
});

test("where a bank wants to be asked, nothing is told as begun before it is", async ({
  page,
  shop,
}) => {
  const { solo } = await sellService(shop);
  await shop.configure({}, services);
  const customer = await addCustomer(shop, "pm_card_authenticationRequired");
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscribe/${solo}`);
  await page.getByRole("button", { name: "Subscribe and pay $12.00" }).click();
  await expect(page.getByText("Your subscription starts once it is paid")).toBeVisible();
  const { data } = await shop.stripe.subscriptions.list({ customer, status: "all" });
  expect(data.map(({ status }) => status)).toEqual(["incomplete"]);
});

test("without a service or the picker there is nothing to begin", async ({ page, shop }) => {
  const customer = await addCustomer(shop);
  await page.goto(await shop.openPortal(customer));
  await expect(page.getByText("No subscriptions")).toBeVisible();
  await expect(page.getByRole("link", { name: "Subscribe", exact: true })).toHaveCount(0);
  await page.goto(`${shop.portalUrl}/subscribe`);
  await expect(page.getByText("This can't be changed here.").first()).toBeVisible();
});
