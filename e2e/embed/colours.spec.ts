import { expect, type Locator } from "@playwright/test";
import { startHostSite } from "../fixtures/host-site";
import { requireEnv } from "../fixtures/merchant";
import { test } from "../fixtures/shop";

/** The colour that the frame's words are drawn in, in the form that browsers compute. */
const inkOf = (root: Locator) => root.evaluate((element) => getComputedStyle(element).color);

test("the frame follows the colours of the page around it while it is open: the system's, and the page's own", async ({
  page,
  shop,
  snap,
}) => {
  const site = await startHostSite(requireEnv("APP_URL"), `test_${shop.slug}`);
  await shop.openLogin();
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(site.page);
  const iframe = page.locator("#portico-portal iframe");
  const frame = page.frameLocator("#portico-portal iframe");
  await frame.getByLabel("Email").fill("half.typed@");
  const root = frame.locator(":root");
  await expect(root).toHaveAttribute("data-scheme", "light");
  const light = await inkOf(root);

  await page.emulateMedia({ colorScheme: "dark" });
  await expect(root).toHaveAttribute("data-scheme", "dark");
  await expect(iframe).toHaveCSS("color-scheme", "dark");
  expect(await inkOf(root)).not.toBe(light);
  await expect(frame.getByLabel("Email")).toHaveValue("half.typed@");
  await snap("dark");

  const paint = (ground: string, ink: string) =>
    page.evaluate(
      ([background, color]) => Object.assign(document.body.style, { background, color }),
      [ground, ink],
    );
  await paint("white", "#222");
  await expect(root).toHaveAttribute("data-scheme", "light");
  await expect(iframe).toHaveCSS("color-scheme", "light");
  expect(await inkOf(root)).toBe(light);
  await paint("black", "oklch(95% 0.01 80)");
  await expect(root).toHaveAttribute("data-scheme", "dark");

  // A page loaded anew inside the frame is told the present colours, and the next ones.
  await root.evaluate(() => location.reload());
  await expect(frame.getByLabel("Email")).toBeVisible();
  await expect(root).toHaveAttribute("data-scheme", "dark");
  await paint("white", "black");
  await expect(root).toHaveAttribute("data-scheme", "light");
  await site.stop();
});

test("a bare frame without the script is drawn in the system's colours, also when they change", async ({
  page,
  shop,
}) => {
  await shop.openLogin();
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${requireEnv("APP_URL")}/embed/test_${shop.slug}`);
  await expect(page.getByLabel("Email")).toBeVisible();
  const root = page.locator(":root");
  const light = await inkOf(root);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => inkOf(root)).not.toBe(light);
});
