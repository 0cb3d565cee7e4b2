// `npm run portal -- cus_…` prints a link to that customer's portal, made by the running server's own API.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const demoFile = z.object({ origin: z.string(), test: z.object({ secret_key: z.string() }) });
const answer = z.union([
  z.object({ url: z.string() }),
  z.object({ error: z.object({ message: z.string() }) }),
]);

if (existsSync(".env")) process.loadEnvFile(".env");

async function openPortal(customer: string): Promise<string> {
  const file = join(process.env["DATA_DIR"] || ".data", "demo.json");
  const demo = demoFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const response = await fetch(`${demo.origin}/v1/billing_portal/sessions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${demo.test.secret_key}` },
    body: new URLSearchParams({ customer }),
  });
  const body = answer.parse(await response.json());
  if ("error" in body) throw new Error(body.error.message);
  return body.url;
}

const customer = process.argv[2];
if (customer === undefined) {
  console.error("Say whose portal: npm run portal -- cus_…");
  process.exitCode = 1;
} else {
  try {
    console.log(await openPortal(customer));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`No link could be made (is the server running? npm start): ${reason}`);
    process.exitCode = 1;
  }
}
