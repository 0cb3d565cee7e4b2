// Run by `npm start` and `npm run dev` before the server: checks the environment, migrates, fills the demo.
import { findSetupLink } from "@/lib/auth/find-setup-link";
import { database } from "@/lib/db/client";
import { FolderInUseError } from "@/lib/db/folder-lock";
import { runMigrations } from "@/lib/db/run-migrations";
import { EnvironmentError, env } from "@/lib/env";
import { prepareDemo } from "@/prisma/prepare-demo";

async function prepare(): Promise<void> {
  const { isDemo } = env();
  await runMigrations();
  if (isDemo) await prepareDemo();
  else await inviteOwner();
  await database().$disconnect();
}

/** Who may see what is printed at start may become the first owner. */
async function inviteOwner(): Promise<void> {
  const link = await findSetupLink();
  if (link !== null) console.log(`Nobody owns this installation yet. Become its owner: ${link}`);
}

try {
  await prepare();
  process.exit(0);
} catch (error) {
  const isForPeople = error instanceof EnvironmentError || error instanceof FolderInUseError;
  console.error(isForPeople ? error.message : error);
  process.exit(1);
}
