import { availableParallelism } from "node:os";
import { defineConfig, devices } from "@playwright/test";

const browser = process.env["PORTICO_CHROMIUM"];
/** Clients of other languages, which a machine may lack: `npm run test:sdks`. */
const otherSdks = process.env["PORTICO_SDKS"] === "1";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/fixtures/global-setup.ts",
  outputDir: "test-results/stories",
  fullyParallel: true,
  forbidOnly: true,
  workers: Math.min(2, availableParallelism()),
  timeout: 60_000,
  globalTimeout: 20 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
      ],
    },
  },
  projects: [
    { name: "api", testDir: "e2e/api" },
    { name: "portal", testDir: "e2e/portal" },
    { name: "dashboard", testDir: "e2e/dashboard" },
    { name: "embed", testDir: "e2e/embed" },
    // One worker, so that `npm start` runs once: seeding two demos side by side takes longer than one.
    { name: "demo", testDir: "e2e/demo", workers: 1 },
    ...(otherSdks ? [{ name: "sdks", testDir: "e2e/sdks" }] : []),
  ],
});
