// `npm run test:stripe`: the suite of the sandbox, against `npm run sandbox`. With STRIPE_SECRET_KEY=sk_test_…
// against that real test account (STRIPE_API_BASE: elsewhere than api.stripe.com). What follows goes to vitest.
import { spawn } from "node:child_process";
import { checkNodeVersion } from "./start/node-version.mjs";

checkNodeVersion(process.versions.node);

/** What the suite's set-up reads, and vitest's own settings: Stripe limits how much one account may ask. */
function readTarget() {
  const { STRIPE_SECRET_KEY: key, STRIPE_API_BASE: base } = process.env;
  if (!key) return { env: {}, args: [] };
  if (!/^[sr]k_test_/.test(key)) {
    console.error(
      "STRIPE_SECRET_KEY must begin with sk_test_: the suite makes and deletes customers.",
    );
    process.exit(1);
  }
  return {
    env: { SUITE_STRIPE_KEY: key, SUITE_STRIPE_ORIGIN: base || "https://api.stripe.com" },
    args: ["--no-file-parallelism", "--reporter=verbose"],
  };
}

const { env, args } = readTarget();
console.log(`The suite runs against ${env.SUITE_STRIPE_ORIGIN ?? "npm run sandbox"}.`);
const child = spawn(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project=stripe", ...args, ...process.argv.slice(2)],
  { stdio: "inherit", env: { ...process.env, ...env } },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.once("close", (code) => {
  process.exitCode = code ?? 1;
});
