import { expect } from "@playwright/test";
import { test } from "../fixtures/shop";

test("a link inspected five times by a scanner still opens for the customer, and again on reload and Back", async ({
  page,
  shop,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const url = await shop.openPortal(customer);
  for (let time = 0; time < 5; time += 1) {
    expect((await page.request.head(url)).status()).toBe(200);
  }
  await page.goto(url);
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
  await page.getByRole("link", { name: "Change plan" }).click();
  await expect(page.getByRole("heading", { name: "Change plan", level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
  await page.goto(url);
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
});

test("a prefetch uses nothing up", async ({ page, shop }) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const url = await shop.openPortal(customer);
  const prefetched = await page.request.get(url, {
    headers: { "Sec-Purpose": "prefetch" },
    maxRedirects: 0,
  });
  expect(prefetched.status()).toBe(425);
  await page.goto(url);
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
});

test("when a second customer's portal opens in another tab, the first tab is told and does nothing to the wrong one", async ({
  page,
  context,
  shop,
}) => {
  const first = await shop.subscribe("starterMonthly");
  const second = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(first.customer));
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await expect(page.getByRole("button", { name: "Cancel subscription" })).toBeEnabled();

  const other = await context.newPage();
  await other.goto(await shop.openPortal(second.customer));
  await expect(other.getByRole("heading", { name: "Subscriptions" })).toBeVisible();

  const refused = page.waitForResponse((response) => response.url().includes("/api/portal/"));
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  const answer = await refused;
  expect(answer.status()).toBe(409);
  expect((await answer.json()).error.code).toBe("session_replaced");
  await expect(page.getByRole("alert").filter({ hasText: /another customer/i })).toBeVisible();
  for (const { subscription } of [first, second]) {
    const untouched = await shop.stripe.subscriptions.retrieve(subscription);
    expect(untouched.cancel_at).toBeNull();
  }
});

test("a link opened elsewhere, expired, revoked or invented leads to one page with its status and a way on", async ({
  page,
  browser,
  shop,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const used = await shop.openPortal(customer, "https://example.com/account");
  const stranger = await browser.newContext();
  await (await stranger.newPage()).goto(used);
  await stranger.close();
  const expired = await shop.openPortal(customer);
  await shop.ageSession(expired, 6);
  const revoked = await shop.openPortal(customer);
  await shop.revokeSession(revoked);
  const invented = used.replace(/[^/]+$/, `pxc_${"a".repeat(43)}`);

  for (const [url, status, code] of [
    [used, 410, "session_used"],
    [expired, 410, "session_expired"],
    [revoked, 410, "session_revoked"],
    [invented, 404, "session_unknown"],
    [used.replace(/[^/]+$/, "..%2f..%2fetc"), 404, "session_unknown"],
  ] as const) {
    const response = await page.goto(url);
    expect(response?.status(), code).toBe(status);
    await expect(page.locator(`[data-error-code="${code}"]`)).toBeVisible();
  }
  await page.goto(used);
  await expect(page.getByRole("link", { name: /Return/ })).toHaveAttribute(
    "href",
    "https://example.com/account",
  );
});

test("a portal page without a session, with an idle one or with a renamed cookie is refused with its status", async ({
  page,
  context,
  shop,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  expect((await page.goto(shop.portalUrl))?.status()).toBe(401);
  await expect(page.locator('[data-error-code="session_required"]')).toBeVisible();

  const url = await shop.openPortal(customer);
  await page.goto(url);
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  await shop.ageSession(url, 61);
  expect((await page.goto(shop.portalUrl))?.status()).toBe(401);
  await expect(page.locator('[data-error-code="session_expired"]')).toBeVisible();

  expect((await page.goto(shop.portalUrl.replace(shop.slug, "nobody-here")))?.status()).toBe(404);
});

test("a task of a subscription or price that is not this customer's is a 404 that says so without scripts", async ({
  page,
  shop,
}) => {
  const me = await shop.subscribe("starterMonthly");
  const neighbour = await shop.subscribe("starterMonthly");
  await page.goto(await shop.openPortal(me.customer));
  const own = `subscriptions/${me.subscription}`;
  for (const path of [
    `subscriptions/${neighbour.subscription}/cancel`,
    "subscriptions/sub_invented/change",
    `subscriptions/sub_%2e%2e%2fcustomers/cancel`,
    `${own}/change/price_invented`,
  ]) {
    const response = await page.request.get(`${shop.portalUrl}/${path}`);
    expect(response.status(), path).toBe(404);
    expect(await response.text(), path).toContain('data-error-code="resource_missing"');
  }
  await page.goto(`${shop.portalUrl}/subscriptions/sub_invented/cancel`);
  await page.getByRole("link", { name: "Back to billing" }).click();
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();
  const offered = await page.request.get(
    `${shop.portalUrl}/${own}/change/${shop.prices.proMonthly}`,
  );
  expect(offered.status()).toBe(200);
});
