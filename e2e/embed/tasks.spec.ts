import { expect, type Page } from "@playwright/test";
import { openInFrame } from "../fixtures/framed-visit";
import { type HostSite, startHostSite } from "../fixtures/host-site";
import { requireEnv } from "../fixtures/merchant";
import { test as base, type Shop } from "../fixtures/shop";

const test = base.extend<{ site: HostSite }>({
  site: async ({ shop }, use) => {
    const site = await startHostSite(requireEnv("APP_URL"), `test_${shop.slug}`);
    await use(site);
    await site.stop();
  },
});

/** A customer of Starter, signed in inside the frame of the merchant's page. */
async function visit(page: Page, shop: Shop, site: HostSite) {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const link = await shop.openPortal(customer);
  const frame = await openInFrame(page, site, `test_${shop.slug}`, link);
  await expect(frame.getByText("Starter").first()).toBeVisible();
  return { customer, subscription, frame };
}

/** The frame shows all of its page: nothing in it scrolls, and the host page not sideways. */
async function expectFits(page: Page): Promise<void> {
  const inner = page.frames().find((frame) => frame.url().includes("/embed/"));
  await expect
    .poll(() => inner?.evaluate(() => document.documentElement.scrollHeight - innerHeight))
    .toBeLessThanOrEqual(0);
  const sideways = () => document.documentElement.scrollWidth - innerWidth;
  expect(await inner?.evaluate(sideways)).toBeLessThanOrEqual(0);
  expect(await page.evaluate(sideways)).toBeLessThanOrEqual(0);
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("a subscription is canceled and taken back inside the frame, and every step fits into it", async ({
    page,
    shop,
    site,
    snap,
  }) => {
    const { subscription, frame } = await visit(page, shop, site);
    const endsAt = async () => (await shop.stripe.subscriptions.retrieve(subscription)).cancel_at;
    await expectFits(page);
    await frame.getByRole("link", { name: "Cancel subscription" }).click();
    const confirm = frame.getByRole("button", { name: "Cancel subscription" });
    await expect(confirm).toBeEnabled();
    await expectFits(page);
    await snap("1-cancel");
    await confirm.click();
    await expect(frame.getByRole("heading", { name: /^Starter ends on / })).toBeFocused();
    await expectFits(page);
    await snap("2-ends");
    expect(await endsAt()).not.toBeNull();
    await frame.getByRole("button", { name: "Undo cancellation" }).click();
    await expect(frame.getByRole("heading", { name: "Starter goes on" })).toBeFocused();
    expect(await endsAt()).toBeNull();
    await frame.getByRole("link", { name: "Back to billing" }).click();
    await expect(frame.getByText(/^Renews on/)).toBeVisible();
    await expectFits(page);
  });

  test("a plan is changed inside the frame for what was shown, and every step fits into it", async ({
    page,
    shop,
    site,
    snap,
  }) => {
    const { subscription, frame } = await visit(page, shop, site);
    await frame.getByRole("link", { name: "Change plan" }).click();
    await expect(frame.getByRole("link", { name: "Choose Pro" })).toBeVisible();
    await expectFits(page);
    await snap("1-plans");
    await frame.getByRole("link", { name: "Choose Pro" }).click();
    const confirm = frame.getByRole("button", { name: /^Pay .* and switch to Pro$/ });
    await expect(confirm).toBeEnabled();
    await expectFits(page);
    await snap("2-confirm");
    await confirm.click();
    await expect(frame.getByRole("heading", { name: "You are on Pro now" })).toBeFocused();
    await expectFits(page);
    const [item] = (await shop.stripe.subscriptions.retrieve(subscription)).items.data;
    expect(item?.price.id).toBe(shop.prices.proMonthly);
    await frame.getByRole("link", { name: "Back to billing" }).click();
    await expect(frame.getByText("Pro", { exact: true }).first()).toBeVisible();
    await snap("3-home");
  });
});

test("a card is given in a tab of its own, which says so at its end, and the frame goes on by itself", async ({
  page,
  context,
  shop,
  site,
  snap,
}) => {
  const { customer, frame } = await visit(page, shop, site);
  await frame.getByRole("link", { name: "Add a payment method" }).click();
  await frame.getByRole("button", { name: "Add a payment method" }).click();
  const way = frame.getByRole("link", { name: "Open the secure page" });
  await expect(way).toBeVisible();
  await snap("1-way");
  const opened = context.waitForEvent("page");
  await way.click();
  const tab = await opened;
  await tab.getByLabel("Card").selectOption({ label: "Mastercard •••• 4444: works" });
  await tab.getByRole("button", { name: "Save card" }).click();
  await expect(tab).toHaveURL(/\/added\?/);
  await expect(tab.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(tab.getByText("Starter")).toHaveCount(0);
  await tab.screenshot({ path: "test-results/screenshots/embed/card-tab-added.png" });
  await tab.close();

  // The frame asks less and less often.
  await expect(frame.getByRole("heading", { name: "Mastercard •••• 4444 was added" })).toBeVisible({
    timeout: 20_000,
  });
  await expect(frame.getByText("It will be charged for Starter.")).toBeVisible();
  await snap("2-taken-up");
  const { invoice_settings: settings } = await readCustomer(shop, customer);
  const kept = settings.default_payment_method;
  expect(typeof kept === "string" ? kept : kept?.card?.last4).toBe("4444");
});

async function readCustomer({ stripe }: Shop, id: string) {
  const held = await stripe.customers.retrieve(id, {
    expand: ["invoice_settings.default_payment_method"],
  });
  if (held.deleted) throw new Error("The customer is there.");
  return held;
}
