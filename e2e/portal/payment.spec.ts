import { expect, type Page } from "@playwright/test";
import { type Shop, test } from "../fixtures/shop";

const cards = {
  works: "Mastercard •••• 4444: works",
  asks: "Visa •••• 3155: asks for 3-D Secure",
  refused: "Visa •••• 0002: is declined",
} as const;

async function giveCard(page: Page, card: keyof typeof cards): Promise<void> {
  await page.getByLabel("Card").selectOption({ label: cards[card] });
  await page.getByRole("button", { name: "Save card" }).click();
}

async function defaultOf({ stripe }: Shop, customer: string): Promise<string | undefined> {
  const held = await stripe.customers.retrieve(customer, {
    expand: ["invoice_settings.default_payment_method"],
  });
  if (held.deleted) throw new Error("The customer is there.");
  const { default_payment_method: method } = held.invoice_settings;
  return typeof method === "string" ? method : method?.card?.last4;
}

test("a card is refused, then fails 3-D Secure, then is kept, becomes the default and says for what", async ({
  page,
  shop,
  snap,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  await page.getByRole("link", { name: "Add a payment method" }).click();
  await expect(page).toHaveURL(`${shop.portalUrl}/payment`);
  await page.getByRole("button", { name: "Add a payment method" }).click();
  await giveCard(page, "refused");
  await expect(page.getByRole("alert")).toContainText("declined");
  await giveCard(page, "asks");
  await page.getByRole("button", { name: "Fail authentication" }).click();
  await expect(page.getByRole("alert")).toContainText("authentication failed");
  await giveCard(page, "asks");
  await page.getByRole("button", { name: "Complete authentication" }).click();
  const heading = page.getByRole("heading", { name: "Visa •••• 3155 was added" });
  await expect(heading).toBeFocused();
  await expect(page.getByText("It will be charged for Starter.")).toBeVisible();
  await snap("1-added");
  await expect(page).toHaveURL(`${shop.portalUrl}/payment`);
  expect(await defaultOf(shop, customer)).toBe("3155");
  expect(await shop.countAudit("use_payment_method")).toBe(1);
  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: "3155" })).toContainText("Default");
  expect(await shop.countAudit("use_payment_method")).toBe(1);
});

test("a subscription with a payment method of its own keeps it unless its customer moves it", async ({
  page,
  shop,
  snap,
}) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const own = await shop.stripe.paymentMethods.attach("pm_card_visa", { customer });
  await shop.stripe.subscriptions.update(subscription, { default_payment_method: own.id });
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/payment`);
  await page.getByRole("button", { name: "Add a payment method" }).click();
  await giveCard(page, "works");
  await expect(page.getByRole("heading", { name: "Mastercard •••• 4444 was added" })).toBeFocused();
  await page.setViewportSize({ width: 390, height: 844 });
  await snap("1-own");
  expect(await defaultOf(shop, customer)).not.toBe("4444");
  await page.getByRole("button", { name: "Charge the new one" }).click();
  await expect(page.getByRole("button", { name: "Charge the new one" })).toHaveCount(0);
  const held = await shop.stripe.subscriptions.retrieve(subscription, {
    expand: ["default_payment_method"],
  });
  expect(held.default_payment_method).toMatchObject({ card: { last4: "4444" } });
  await page.getByRole("button", { name: "Make it my default" }).click();
  await expect(
    page.getByText("Mastercard •••• 4444 is now your default payment method."),
  ).toBeVisible();
  expect(await defaultOf(shop, customer)).toBe("4444");
});

test("leads on to the page it was asked for from, and to no other site", async ({ page, shop }) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(customer));
  const path = new URL(shop.portalUrl).pathname;
  const next = `${path}/subscriptions/${subscription}/change`;
  await page.goto(`${shop.portalUrl}/payment?next=${encodeURIComponent(next)}`);
  await page.getByRole("button", { name: "Add a payment method" }).click();
  await giveCard(page, "works");
  await expect(page).toHaveURL(`${shop.portalUrl}/subscriptions/${subscription}/change`);
  await page.goto(`${shop.portalUrl}/payment?next=${encodeURIComponent("https://evil.example/")}`);
  await page.getByRole("button", { name: "Add a payment method" }).click();
  await expect(page.getByText("This did not work.")).toBeVisible();
});

test("somebody else's visit, an unfinished one and an invented one bring nothing", async ({
  page,
  shop,
}) => {
  const [mine, other] = [
    await shop.subscribe("starterMonthly"),
    await shop.subscribe("starterMonthly"),
  ];
  const begin = async (customer: string) => {
    const session = await shop.stripe.checkout.sessions.create({
      mode: "setup",
      customer,
      currency: "usd",
      success_url: "https://shop.example/done",
    });
    return session.id;
  };
  await page.goto(await shop.openPortal(mine.customer));
  for (const setup of [
    await begin(other.customer),
    await begin(mine.customer),
    "cs_test_invented",
  ]) {
    await page.goto(`${shop.portalUrl}/payment?setup=${setup}`);
    await expect(
      page.getByRole("heading", { name: "The payment method was not added" }),
    ).toBeVisible();
  }
  expect(await shop.countAudit("use_payment_method")).toBe(0);
});
