import { expect, type Page } from "@playwright/test";
import { captureAct, readAnswer, replay, type Told } from "../fixtures/hostile/saved-form";
import { createMember, openAsMember, signInMember } from "../fixtures/member";
import { requireEnv } from "../fixtures/merchant";
import { type Shop, test } from "../fixtures/shop";

const sessionsOf = ({ slug }: Shop) => `/dashboard/test_${slug}/sessions`;

const rowOf = (page: Page, session: string) => page.locator(`tr[data-session="${session}"]`);

/** A session as the merchant's own server makes it. */
function makeSession(shop: Shop, customer: string) {
  return shop.portal.billingPortal.sessions.create({ customer });
}

/** What was told, without what differs from request to request. */
function bare({ text, ...told }: Told) {
  const refusal = /\{"ok":false.*?\}\}/.exec(text)?.[0] ?? "";
  return { ...told, refusal: refusal.replace(/req_\w+/, "") };
}

test("a member revokes the session of an open page: the row says so, the customer's next act is refused, and the page leads on", async ({
  page,
  context,
  browser,
  shop,
  baseURL,
  snap,
}) => {
  await shop.openLogin();
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const visitor = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const portal = await visitor.newPage();
  const { id, url } = await makeSession(shop, customer);
  await portal.goto(url);
  const task = `${shop.portalUrl}/subscriptions/${subscription}/cancel`;
  await portal.goto(task);
  await expect(portal.getByRole("button", { name: "Cancel subscription" })).toBeEnabled();

  await openAsMember(context, await createMember(shop.id, "admin"));
  await page.goto(sessionsOf(shop));
  const row = rowOf(page, id);
  await expect(row).toContainText("Active");
  await row.getByRole("button", { name: /^Revoke the session of / }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
  await snap("1-asked");
  await dialog.getByRole("button", { name: "Revoke session" }).click();
  await expect(page.getByText(/^The session of .* is revoked\./)).toBeVisible();
  await expect(row).toContainText("Revoked");
  await expect(row.getByRole("button")).toHaveCount(0);
  await page.reload();
  await expect(row).toContainText("Revoked");

  const answer = portal.waitForResponse((seen) => seen.url().includes("/api/portal/actions/"));
  await portal.getByRole("button", { name: "Cancel subscription" }).click();
  const refusal = await answer;
  expect(refusal.status()).toBe(401);
  expect((await refusal.json()).error.code).toBe("session_revoked");
  await expect(portal.getByText("This visit was ended. Nothing was changed.")).toBeVisible();
  await portal.getByRole("button", { name: "Sign in again" }).click();
  await expect(portal.getByLabel("Email")).toBeVisible();
  expect((await shop.stripe.subscriptions.retrieve(subscription)).cancel_at).toBeNull();
  await portal.waitForLoadState();
  await visitor.close();
});

test("a viewer has nothing to revoke with, and an admin's request sent with a viewer's cookie ends nothing", async ({
  page,
  context,
  shop,
  otherShop,
  playwright,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const ended = await makeSession(shop, customer);
  const kept = await makeSession(shop, customer);
  const theirs = await otherShop.subscribe("starterMonthly");
  const foreign = await makeSession(otherShop, theirs.customer);
  const admin = await createMember(shop.id, "admin");
  const viewer = await createMember(shop.id, "viewer");
  await openAsMember(context, admin);
  await page.goto(sessionsOf(shop));
  await rowOf(page, ended.id).getByRole("button").click();
  const form = await captureAct(page, "Revoke session");
  await expect(rowOf(page, ended.id)).toContainText("Revoked");

  const request = await playwright.request.newContext();
  const act = async (member: typeof admin, sessions: string[]) => {
    const headers = { Cookie: await signInMember(member), Origin: requireEnv("APP_URL") };
    const input = { ...form.input, sessions };
    return readAnswer(await replay(request, form, { input, headers }));
  };
  expect(await act(viewer, [kept.id])).toMatchObject({ status: 403, code: "forbidden" });
  const unknown = bare(await act(admin, ["bps_unknown"]));
  expect(unknown).toMatchObject({ status: 404, code: "resource_missing" });
  expect(bare(await act(admin, [foreign.id]))).toEqual(unknown);
  expect(bare(await act(admin, [kept.id, foreign.id]))).toEqual(unknown);

  await openAsMember(context, viewer);
  await page.goto(sessionsOf(shop));
  await expect(rowOf(page, ended.id)).toContainText("Revoked");
  await expect(rowOf(page, kept.id)).toContainText("Not opened yet");
  await expect(page.getByRole("button", { name: /revoke/i })).toHaveCount(0);
  for (const { url } of [kept, foreign]) {
    expect((await request.get(url)).status()).toBe(200);
  }
  expect((await request.get(ended.url)).status()).toBe(410);
});

test("the list is narrowed in its address and turned over by keyboard; a filter nobody knows is 400 and says so", async ({
  page,
  context,
  shop,
}) => {
  const one = await shop.subscribe("starterMonthly");
  const other = await shop.subscribe("proMonthly");
  const first = await makeSession(shop, other.customer);
  for (let made = 0; made < 25; made += 1) await makeSession(shop, one.customer);
  await page.request.get(first.url);
  await openAsMember(context, await createMember(shop.id, "viewer"));
  const rows = page.locator("tr[data-session]");
  await page.goto(sessionsOf(shop));
  await expect(rows).toHaveCount(25);
  await expect(rowOf(page, first.id)).toHaveCount(0);
  await page.getByRole("link", { name: "Older" }).press("Enter");
  await expect(page).toHaveURL(/\?after=bps_/);
  await expect(rows).toHaveCount(1);
  await expect(rowOf(page, first.id)).toContainText("Active");
  await page.getByRole("link", { name: "Newest" }).press("Enter");
  await expect(rows).toHaveCount(25);

  await page.getByRole("link", { name: "Active now" }).press("Enter");
  await expect(page).toHaveURL(/\?state=active$/);
  await expect(rows).toHaveCount(1);
  const search = page.getByRole("textbox", { name: "Customer id" });
  await search.fill(one.customer);
  await search.press("Enter");
  await expect(page).toHaveURL(/customer=cus_/);
  expect(new URL(page.url()).searchParams.get("state")).toBe("active");
  await expect(page.getByText("There are no active sessions")).toBeVisible();
  await page.getByRole("link", { name: "Show all sessions" }).press("Enter");
  await expect(rows).toHaveCount(25);

  for (const query of ["sort=x", "state=gone", "customer=*", "after=1", "state=all&state=active"]) {
    const answer = await page.goto(`${sessionsOf(shop)}?${query}`);
    expect([query, answer?.status()]).toEqual([query, 400]);
    await expect(page.locator("[data-error-code=parameter_invalid]")).toBeVisible();
  }
  await page.getByRole("link", { name: "Show all sessions" }).click();
  await expect(rows).toHaveCount(25);
});
