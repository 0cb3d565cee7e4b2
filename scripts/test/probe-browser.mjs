// Exits 0 when the browser at the given path ("" for Playwright's own) opens a page.
import { chromium } from "@playwright/test";

const executablePath = process.argv[2];
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
await page.goto("about:blank");
await browser.close();
