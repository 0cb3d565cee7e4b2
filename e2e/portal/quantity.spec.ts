import { expect, type Page } from "@playwright/test";
import { type Shop, test } from "../fixtures/shop";

const conditions = [{ type: "decreasing_item_amount" }, { type: "shortening_interval" }];

/** A shop that sells seats (9.00 a month) beside its plans, two to twenty of them, and a customer who has eight. */
async function sellSeats({ stripe, prices, ...shop }: Shop) {
  const seats = await stripe.products.create({ name: "Team seats", unit_label: "seat" });
  const price = await stripe.prices.create({
    product: seats.id,
    currency: "usd",
    unit_amount: 900,
    recurring: { interval: "month" },
  });
  const many = { enabled: true, minimum: 2, maximum: 20 };
  await shop.configure({
    subscription_update: {
      enabled: true,
      default_allowed_updates: ["price", "quantity"],
      proration_behavior: "always_invoice",
      schedule_at_period_end: { conditions },
      products: [
        { product: seats.id, prices: [price.id], adjustable_quantity: many },
        { product: await productOf(stripe, prices.proMonthly), prices: [prices.proMonthly] },
      ],
    },
  });
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const { items } = await stripe.subscriptions.retrieve(subscription);
  const change = { id: items.data[0]?.id ?? "", price: price.id, quantity: 8 };
  await stripe.subscriptions.update(subscription, { items: [change], proration_behavior: "none" });
  return { customer, subscription };
}

async function productOf(stripe: Shop["stripe"], price: string): Promise<string> {
  return String((await stripe.prices.retrieve(price)).product);
}

async function openQuantity(page: Page, shop: Shop) {
  const made = await sellSeats(shop);
  await page.goto(await shop.openPortal(made.customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${made.subscription}/quantity`);
  const seats = page.getByRole("spinbutton", { name: "Team seats" });
  await expect(seats).toHaveValue("8");
  return { ...made, seats };
}

test("more seats cost what was shown, at once", async ({ page, shop, snap }) => {
  const { customer, subscription, seats } = await openQuantity(page, shop);
  await snap("1-now");
  await expect(page.getByText("From 2 to 20.")).toBeVisible();
  await page.getByRole("button", { name: "More: Team seats" }).click();
  await expect(seats).toHaveValue("9");
  await seats.press("ArrowUp");
  await seats.press("ArrowUp");
  await seats.press("ArrowUp");
  await expect(seats).toHaveValue("12");
  const confirm = page.getByRole("button", { name: /^Pay \$[\d.]+ and change to 12$/ });
  await expect(confirm).toBeEnabled();
  const shown = amountIn((await confirm.textContent()) ?? "");
  await snap("2-more");
  await confirm.click();
  await expect(page.getByRole("heading", { name: "Team seats: you have 12 now" })).toBeFocused();
  await snap("3-done");

  const after = await shop.stripe.subscriptions.retrieve(subscription);
  expect(after.items.data[0]?.quantity).toBe(12);
  const [newest] = (await shop.stripe.invoices.list({ customer })).data;
  expect(newest?.amount_paid).toBe(shown);
});

test("fewer seats come when the month is over, and can be taken back from the result", async ({
  page,
  shop,
  snap,
}) => {
  const { customer, subscription, seats } = await openQuantity(page, shop);
  await seats.fill("3");
  await expect(page.getByText(/^You keep your 8 until /)).toBeVisible();
  const confirm = page.getByRole("button", { name: /^Change to 3 on / });
  await expect(confirm).toBeEnabled();
  await snap("1-fewer");
  await confirm.click();
  await expect(page.getByRole("heading", { name: /^Team seats: 3 from .* on$/ })).toBeFocused();
  await snap("2-scheduled");
  const scheduled = await shop.stripe.subscriptions.retrieve(subscription);
  expect(scheduled.items.data[0]?.quantity).toBe(8);
  expect(scheduled.schedule).not.toBeNull();
  const { data } = await shop.stripe.invoices.list({ customer });
  expect(data.map(({ billing_reason: reason }) => reason)).toEqual(["subscription_create"]);

  await page.getByRole("button", { name: "Undo change" }).click();
  await expect(page.getByRole("heading", { name: "Team seats goes on" })).toBeFocused();
  expect((await shop.stripe.subscriptions.retrieve(subscription)).schedule).toBeNull();
});

test("a number that can't be chosen is told at the field, and nothing can be confirmed", async ({
  page,
  shop,
}) => {
  const { seats } = await openQuantity(page, shop);
  for (const typed of ["1", "21", "-3", "2.5", "many", ""]) {
    await seats.fill(typed);
    await expect(page.getByText("Type a whole number from 2 to 20.")).toBeVisible();
    await expect(seats).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByRole("button", { name: /change to|Change to/ })).toHaveCount(0);
  }
  await seats.fill("20");
  await expect(page.getByRole("button", { name: /and change to 20$/ })).toBeEnabled();
  const more = page.getByRole("button", { name: "More: Team seats" });
  await expect(more).toHaveAttribute("aria-disabled", "true");
  await seats.press("ArrowUp");
  await expect(seats).toHaveValue("20");
});

test("what is in use is said to be why no fewer can be chosen", async ({ page, shop, snap }) => {
  const { customer, subscription } = await sellSeats(shop);
  const portico = { narrow: { in_use: { seat: 6 } } };
  const params = { customer, portico };
  const { url } = await shop.portal.billingPortal.sessions.create(params);
  await page.goto(url);
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/quantity`);
  await expect(page.getByText("6 are in use, so no fewer can be chosen.")).toBeVisible();
  await page.getByRole("spinbutton", { name: "Team seats" }).fill("5");
  await expect(page.getByText("6 are in use: type at least 6.")).toBeVisible();
  await snap("in-use");
});

test("only the last of what is typed in a hurry is asked for", async ({ page, shop }) => {
  await page.clock.install();
  const { seats } = await openQuantity(page, shop);
  const asked: unknown[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/previews/change_quantity")) asked.push(request.postDataJSON());
  });
  await seats.fill("9");
  await expect(page.getByRole("button", { name: /and change to 9$/ })).toBeEnabled();
  // The page's clock stands still meanwhile: no machine is too slow to type in a hurry.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  for (const typed of ["10", "11", "12", "13"]) await seats.fill(typed);
  await page.clock.resume();
  await expect(page.getByRole("button", { name: /and change to 13$/ })).toBeEnabled();
  expect(asked).toMatchObject([{ input: { quantity: 9 } }, { input: { quantity: 13 } }]);
});

/** Minor units of the one amount in a text such as "Pay $12.40 and change to 9". */
function amountIn(text: string): number {
  const found = /\$([\d,]+)\.(\d\d)/.exec(text);
  return Number(`${found?.[1]?.replaceAll(",", "")}${found?.[2]}`);
}
