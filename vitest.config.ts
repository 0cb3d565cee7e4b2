import { defineConfig } from "vitest/config";

const empty = new URL("./scripts/empty.mjs", import.meta.url).pathname;
// "server-only" throws outside a server bundle; the layer rules guard the border in tests.
const resolve = { tsconfigPaths: true, alias: { "server-only": empty } };
const stripeTests = ["lib/sandbox/suite/**/*.stripe.test.ts"];
const databaseTests = ["{app,lib,scripts}/**/*.db.test.ts"];
// A test of a database waits for disks and processes.
const patience = { testTimeout: 30_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["{app,components,lib,scripts}/**/*.test.{ts,tsx}"],
          exclude: [...databaseTests, ...stripeTests],
          environment: "node",
        },
      },
      {
        resolve,
        test: {
          name: "stripe",
          include: stripeTests,
          globalSetup: ["scripts/testing/provide-sandbox.ts"],
          // A real account takes its time to advance a clock.
          testTimeout: process.env["SUITE_STRIPE_KEY"] ? 600_000 : 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        test: {
          name: "db-pglite",
          include: databaseTests,
          globalSetup: ["scripts/testing/provide-pglite.ts"],
          setupFiles: ["scripts/testing/use-pglite.ts"],
          ...patience,
        },
      },
      {
        resolve,
        test: {
          name: "db-postgres",
          include: databaseTests,
          globalSetup: ["scripts/testing/provide-postgres.ts"],
          setupFiles: ["scripts/testing/use-postgres.ts"],
          ...patience,
        },
      },
    ],
  },
});
