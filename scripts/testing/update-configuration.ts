import { database } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

/** Replaces what a configuration says, as if it had been saved so, and leaves no trail. */
export async function updateConfiguration(
  merchantId: string,
  livemode: boolean,
  id: string,
  change: { document?: Prisma.InputJsonObject; active?: boolean },
): Promise<void> {
  const data = { ...change, ...(change.document ? { version: { increment: 1 } } : {}) };
  await database().configuration.updateMany({ where: { id, merchantId, livemode }, data });
}
