import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What to try, then the line that says it is ready.
 * @param {import("./settings.mjs").Settings} settings
 */
export function printLinks({ port, dataDir, demo }) {
  const origin = process.env.APP_URL?.replace(/\/$/, "") || `http://localhost:${port}`;
  const file = join(dataDir, "demo.json");
  const lines = demo && existsSync(file) ? describeDemo(readJson(file), origin) : [];
  for (const line of ["", ...lines, ""]) console.log(line);
  console.log(`Ready on http://localhost:${port}`);
}

function describeDemo(demo, origin) {
  const { hostname, port, protocol } = new URL(origin);
  const where = `{ host: "${hostname}", port: ${port || (protocol === "https:" ? 443 : 80)}, protocol: "${protocol.slice(0, -1)}" }`;
  const dashboard = `  The dashboard    ${demo.dashboard.sign_in_url}`;
  const sdk = `  Stripe's SDK     new Stripe("${demo.test.secret_key}", ${where})`;
  if (demo.test.stripe === "account") {
    const portal = "  A customer       npm run portal -- cus_…   (prints a link to their portal)";
    return [portal, dashboard, sdk];
  }
  const mailbox = `  The mailbox      ${origin}/mailbox`;
  return [`  Start here       ${origin}/demo`, dashboard, mailbox, sdk];
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
