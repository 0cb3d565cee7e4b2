import { spawnSync } from "node:child_process";
import { expect } from "@playwright/test";
import { requireEnv } from "../fixtures/merchant";
import { test } from "../fixtures/shop";

/** Debian's python3-stripe belongs to the system's own Python. */
const python = ["/usr/bin/python3", "python3"].find(
  (name) => spawnSync(name, ["-c", "import stripe"]).status === 0,
);

test("Stripe's Python library needs another key and address, nothing else", async ({ shop }) => {
  if (python === undefined) throw new Error("No Python here has stripe (apt: python3-stripe).");
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const env = {
    ...process.env,
    APP_URL: requireEnv("APP_URL"),
    PORTICO_API_KEY: shop.apiKey,
    CUSTOMER: customer,
    SUBSCRIPTION: subscription,
  };
  const args = ["-W", "error", "scripts/compat/smoke.py"];
  const { status, stdout, stderr } = spawnSync(python, args, { env, encoding: "utf8" });
  test.info().annotations.push({ type: "python", description: stdout });
  expect(`${stdout}${stderr}`).not.toContain("FAILED");
  expect(status, stderr).toBe(0);
});
