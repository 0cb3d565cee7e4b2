// `npm run sign-in -- email` prints what the mail to that member would say: for installations that cannot send mail.
import { existsSync } from "node:fs";
import { findSetupLink } from "@/lib/auth/find-setup-link";
import { makeSignInLink } from "@/lib/auth/make-sign-in-link";
import { database } from "@/lib/db/client";
import { FolderInUseError } from "@/lib/db/folder-lock";
import { EnvironmentError } from "@/lib/env";
import { PorticoError } from "@/lib/errors";

if (existsSync(".env")) process.loadEnvFile(".env");

async function print(email: string | undefined): Promise<void> {
  const setup = await findSetupLink();
  if (setup !== null) console.log(`There is no member yet. Become the owner: ${setup}`);
  else if (email === undefined) throw new Error("Say who: npm run sign-in -- you@example.com");
  else await printLink(email);
}

async function printLink(email: string): Promise<void> {
  const { link, pin } = await makeSignInLink(email);
  console.log(`Within 10 minutes open ${link}\nand type ${pin.slice(0, 3)} ${pin.slice(3)}.`);
}

/** What to do instead, where we know it. */
function explain(error: unknown): string {
  if (error instanceof FolderInUseError) return `${error.message} Stop the server first.`;
  if (error instanceof EnvironmentError) return error.message;
  const isMissing = error instanceof PorticoError && error.code === "resource_missing";
  if (isMissing) return "No member has this address.";
  return error instanceof Error ? error.message : String(error);
}

try {
  await print(process.argv[2]);
  await database().$disconnect();
  process.exit(0);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
