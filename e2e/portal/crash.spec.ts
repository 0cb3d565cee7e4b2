import { expect, type Page, type Request } from "@playwright/test";
import { startTwin } from "../fixtures/app-twin";
import { test } from "../fixtures/shop";
import { openStripeGate } from "../fixtures/stripe-gate";

test.describe.configure({ timeout: 120_000 });

const moments = [
  { moment: "after Stripe has acted", path: "/v1/subscriptions/", isCarriedOut: true },
  { moment: "before Stripe has acted", path: "/v1/subscriptions/", isCarriedOut: false },
  {
    moment: "before anything was written",
    path: "/v1/invoices/create_preview",
    isCarriedOut: false,
  },
] as const;

for (const { moment, path, isCarriedOut } of moments) {
  test(`kill -9 during a plan change, ${moment}: started again, one change or none, told truthfully`, async ({
    page,
    shop,
  }) => {
    const gate = await openStripeGate();
    const app = await startTwin(gate.origin);
    try {
      const { customer, subscription } = await shop.subscribe("starterMonthly");
      await page.goto(app.visit(await shop.openPortal(customer)));
      const task = `subscriptions/${subscription}/change/${shop.prices.proMonthly}`;
      await page.goto(`${app.origin}/p/test_${shop.slug}/${task}`);
      const confirm = page.getByRole("button", { name: /switch to Pro$/ });
      await expect(confirm).toBeEnabled();

      const held = gate.hold("POST", path);
      const sending = page.waitForRequest((request) => request.url().includes("/portal/actions/"));
      await confirm.click();
      const click = await sending;
      await held.arrived;
      if (isCarriedOut) await held.carryOut();
      await app.kill();
      const isOnPro = async () => {
        const now = await shop.stripe.subscriptions.retrieve(subscription);
        return now.items.data[0]?.price.id === shop.prices.proMonthly;
      };
      expect(await isOnPro()).toBe(isCarriedOut);
      await shop.ageActions(1);
      await app.start();

      await expect
        .poll(() => sayAgain(page, app.origin, click), { timeout: 30_000 })
        .toBe("applied");
      expect(await isOnPro()).toBe(true);
      await page.goto(`${app.origin}/p/test_${shop.slug}`);
      const card = page.getByRole("article").or(page.getByRole("listitem")).first();
      await expect(card).toContainText("Pro");
      const { data } = await shop.stripe.invoices.list({ customer });
      const changes = data.filter(({ billing_reason: why }) => why === "subscription_update");
      expect(changes).toHaveLength(1);
    } finally {
      await app.stop();
      gate.close();
    }
  });
}

/** Sends the very same click once more, as a browser that got no answer would; gives what it is told. */
async function sayAgain(page: Page, origin: string, click: Request): Promise<string> {
  const named = click.headers()["x-portico-request"] ?? "";
  const response = await page.request.post(click.url(), {
    headers: { "X-Portico-Request": named, Origin: origin, "Content-Type": "application/json" },
    data: click.postData() ?? "",
  });
  const { outcome, error } = await response.json();
  return outcome ?? error.code;
}

test("kill -9 after Stripe has acted, and nobody clicks again: the page shows what Stripe holds", async ({
  page,
  shop,
}) => {
  const gate = await openStripeGate();
  const app = await startTwin(gate.origin);
  try {
    const { customer, subscription } = await shop.subscribe("starterMonthly");
    await page.goto(app.visit(await shop.openPortal(customer)));
    await page.goto(`${app.origin}/p/test_${shop.slug}/subscriptions/${subscription}/cancel`);
    const held = gate.hold("POST", "/v1/subscriptions/");
    await page.getByRole("button", { name: "Cancel subscription" }).click();
    await held.arrived;
    await held.carryOut();
    await app.kill();
    await app.start();
    await page.goto(`${app.origin}/p/test_${shop.slug}`);
    await expect(page.getByText(/^Ends on/)).toBeVisible();
  } finally {
    await app.stop();
    gate.close();
  }
});
