import { type Browser, expect, type Page } from "@playwright/test";
import { waitForMail } from "../fixtures/mailbox";
import { ageMember, createMember, openAsMember } from "../fixtures/member";
import { test } from "../fixtures/shop";

async function askForLink(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mailbox" })).toBeVisible();
}

/** A second browser in the same place: another cookie jar, the same address. */
async function openOther(browser: Browser, address: string, baseURL = ""): Promise<Page> {
  const headers = { "X-Forwarded-For": address };
  return (await browser.newContext({ extraHTTPHeaders: headers, baseURL })).newPage();
}

test("the page that was asked for comes after the mailed link; the used link says so", async ({
  page,
  shop,
}) => {
  const wanted = `/dashboard/test_${shop.slug}/sessions?state=active`;
  const { email } = await createMember(shop.id, "viewer");
  const answer = await page.goto(wanted);
  expect(answer?.status()).toBe(401);
  await expect(page.locator("[data-error-code=session_required]")).toBeVisible();
  await askForLink(page, email);
  const mail = await waitForMail(email);
  expect(await (await page.request.get(mail.link)).text()).not.toContain(
    mail.link.slice(mail.link.lastIndexOf("/") + 1),
  );
  await page.goto(mail.link);
  await page.getByRole("button", { name: /^Continue as / }).click();
  await expect(page).toHaveURL(wanted);
  await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();

  const again = await page.goto(mail.link);
  expect(again?.status()).toBe(410);
  await expect(page.locator("[data-error-code=link_used]")).toBeVisible();
  await expect(page.getByText("This link was used already.")).toBeVisible();
  await expect(page.getByLabel("Email")).toBeVisible();
});

test("in a second browser the mail's code signs in, a wrong one does not, and the link is used up by it", async ({
  page,
  browser,
  shop,
  address,
  baseURL,
  snap,
}) => {
  const { email } = await createMember(shop.id, "owner");
  await page.goto("/dashboard");
  await askForLink(page, email);
  const mail = await waitForMail(email);
  const phone = await openOther(browser, address, baseURL);
  await phone.goto(mail.link);
  await expect(phone.getByRole("heading", { name: "Type the code from the mail" })).toBeVisible();
  await expect(phone.getByText(email)).toHaveCount(0);
  const code = phone.getByLabel("6-digit code");
  await code.fill(mail.pin === "000000" ? "000001" : "000000");
  await expect(phone.getByText("This is not the code from the newest mail.")).toBeVisible();
  await expect(code).toBeFocused();
  await expect(code).toHaveValue("");
  await code.fill(`${mail.pin.slice(0, 3)} ${mail.pin.slice(3)}`);
  await expect(phone).toHaveURL(`/dashboard/test_${shop.slug}/portal`);
  await phone.waitForLoadState();
  await phone.context().close();

  await page.goto(mail.link);
  await expect(page.locator("[data-error-code=link_used]")).toBeVisible();
  await snap("used-elsewhere");
});

test("signed out, Back shows nothing of the dashboard, and the cookie of before is worth nothing", async ({
  page,
  context,
  shop,
  playwright,
}) => {
  const member = await createMember(shop.id, "owner");
  await openAsMember(context, member);
  const path = `/dashboard/test_${shop.slug}`;
  await page.goto(`${path}/sessions`);
  await page.getByRole("link", { name: "Portal settings" }).click();
  await expect(page.getByRole("heading", { name: "Portal settings" })).toBeVisible();
  const held = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/dashboard/sign-in");
  await page.goBack();
  await expect(page.getByLabel("Email")).toBeVisible();
  await expect(page.getByText(member.email)).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Portal settings" })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText(member.email)).toHaveCount(0);
  const request = await playwright.request.newContext();
  for (const below of ["portal", "sessions"]) {
    const url = new URL(`${path}/${below}`, shop.portalUrl).href;
    expect((await request.get(url, { headers: { Cookie: held } })).status()).toBe(401);
  }
});

test("another merchant's dashboard answers like one that never was", async ({
  page,
  context,
  shop,
  otherShop,
}) => {
  await openAsMember(context, await createMember(shop.id, "owner"));
  const told = async (segment: string) => {
    const answer = await page.goto(`/dashboard/${segment}/portal`);
    const main = page.locator("[data-error-code=resource_missing]");
    return [answer?.status(), (await main.textContent())?.replaceAll(segment, "")];
  };
  const foreign = await told(`test_${otherShop.slug}`);
  expect(foreign[0]).toBe(404);
  expect(await told("test_shop-nobody")).toEqual(foreign);
  await page.getByRole("link", { name: "Go to your dashboard" }).click();
  await expect(page).toHaveURL(`/dashboard/test_${shop.slug}/portal`);
});

test("a member is signed out after half an hour away, and after eight hours in any case", async ({
  page,
  context,
  shop,
}) => {
  const member = await createMember(shop.id, "owner");
  const path = `/dashboard/test_${shop.slug}/sessions`;
  const statusAfter = async (minutes: Parameters<typeof ageMember>[1]) => {
    await openAsMember(context, member);
    await ageMember(member, minutes);
    return (await page.goto(path))?.status();
  };
  expect(await statusAfter({ signedIn: 7 * 60 + 59, idle: 29 })).toBe(200);
  expect(await statusAfter({ signedIn: 60, idle: 31 })).toBe(401);
  await expect(page.getByLabel("Email")).toBeVisible();
  await expect(page.getByText("Each time a customer opens the portal")).toHaveCount(0);
  expect(await statusAfter({ signedIn: 8 * 60 + 1, idle: 0 })).toBe(401);
});
