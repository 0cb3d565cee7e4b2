import { expect } from "@playwright/test";
import { expectReadable, looks } from "../fixtures/looks";
import { type Shop, test } from "../fixtures/shop";

const switchedOn = { portico: { promotion_code: { enabled: true } } };

async function makeCode({ stripe }: Shop, code: string, over: object = {}) {
  const coupon = await stripe.coupons.create({
    percent_off: 20,
    duration: "repeating",
    duration_in_months: 3,
  });
  await stripe.promotionCodes.create({
    code,
    promotion: { type: "coupon", coupon: coupon.id },
    ...over,
  });
  return coupon.id;
}

for (const { name: look, ...options } of looks) {
  test.describe(look, () => {
    test.use(options);
    test(`${look}: a code is typed, its effect seen, confirmed, and is on the next invoice`, async ({
      page,
      shop,
      snap,
    }) => {
      await shop.configure({}, switchedOn);
      await makeCode(shop, "WELCOME20");
      const { customer, subscription } = await shop.subscribe("starterMonthly");
      await page.goto(await shop.openPortal(customer));
      await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/coupon`);
      const field = page.getByRole("textbox", { name: "Promotion code" });
      await field.fill("welcome19");
      await page.getByRole("button", { name: "Apply" }).click();
      await expect(page.getByText(/^This code can't be used here/).first()).toBeVisible();
      await snap("1-wrong");
      await field.fill("welcome20");
      await field.press("Enter");
      await expect(page.getByText("20% off for 3 months")).toBeVisible();
      await expect(page.getByText(/^instead of \$/)).toBeVisible();
      await snap("2-effect");
      await expectReadable(page, `coupon ${look}`);
      await page.getByRole("button", { name: "Use this code" }).click();
      const done = page.getByRole("heading", { name: "Starter has a discount now" });
      await expect(done).toBeFocused();
      await snap("3-done");
      const held = await shop.stripe.subscriptions.retrieve(subscription);
      expect(held.discounts).toHaveLength(1);
      await page.reload();
      await expect(page.getByText("This subscription has a discount already.")).toBeVisible();
    });
  });
}

test("wrong, expired, another's and ids are one answer, and too many of them have to wait", async ({
  page,
  shop,
}) => {
  await shop.configure({}, switchedOn);
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const { id: other } = await shop.stripe.customers.create({});
  const coupon = await makeCode(shop, "THEIRS", { customer: other });
  await page.goto(await shop.openPortal(customer));
  await page.goto(`${shop.portalUrl}/subscriptions/${subscription}/coupon`);
  const field = page.getByRole("textbox", { name: "Promotion code" });
  const tryCode = async (code: string) => {
    await field.fill(code);
    const answered = page.waitForResponse(/\/previews\//);
    await field.press("Enter");
    const status = (await answered).status();
    // While one code is asked about the next one would not be.
    await expect(page.locator("button[aria-disabled=true]")).toHaveCount(0);
    return status;
  };
  for (const code of ["NOPE", "THEIRS", coupon]) expect(await tryCode(code)).toBe(400);
  for (let count = 3; count < 10; count += 1) await tryCode(`GUESS${count}`);
  expect(await tryCode("ONEMORE")).toBe(429);
  await expect(page.getByText(/^That was too often/).first()).toBeVisible();
});
