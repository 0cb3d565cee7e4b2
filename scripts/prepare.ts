// Run by `npm start` and `npm run dev` before the server: checks the environment, migrates, fills the demo.
import { database } from "@/lib/db/client";
import { FolderInUseError } from "@/lib/db/folder-lock";
import { runMigrations } from "@/lib/db/run-migrations";
import { EnvironmentError, env } from "@/lib/env";
import { prepareDemo } from "@/prisma/prepare-demo";

async function prepare(): Promise<void> {
  const { isDemo } = env();
  await runMigrations();
  if (!isDemo) return;
  await prepareDemo();
  await database().$disconnect();
}

try {
  await prepare();
  process.exit(0);
} catch (error) {
  const isForPeople = error instanceof EnvironmentError || error instanceof FolderInUseError;
  console.error(isForPeople ? error.message : error);
  process.exit(1);
}
