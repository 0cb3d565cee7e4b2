import { newId } from "../ids";
import { addAuditEntry } from "./audit-entries";
import { database, transact } from "./client";
import { Prisma } from "./generated/client";

export type ConfigurationRow = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly active: boolean;
  readonly isDefault: boolean;
  readonly document: unknown;
  /** Counted up whenever the document is replaced. */
  readonly version: number;
};

type Stored = Omit<ConfigurationRow, "isDefault"> & { defaultFor: string | null };

function toRow({ defaultFor, ...row }: Stored): ConfigurationRow {
  return { ...row, isDefault: defaultFor !== null };
}

function defaultKey(merchantId: string, livemode: boolean): string {
  return `${merchantId}:${livemode ? "live" : "test"}`;
}

/** Keeps a configuration. Asked for a default when there is one already, gives that one back instead. */
export async function insertConfiguration(input: {
  merchantId: string;
  livemode: boolean;
  isDefault: boolean;
  document: Prisma.InputJsonObject;
}): Promise<ConfigurationRow> {
  const { merchantId, livemode, isDefault, document } = input;
  const defaultFor = isDefault ? defaultKey(merchantId, livemode) : null;
  try {
    const data = { id: newId("configuration"), merchantId, livemode, defaultFor, document };
    return toRow(await database().configuration.create({ data }));
  } catch (error) {
    const held =
      isDefault && isTaken(error) ? await findDefaultConfiguration(merchantId, livemode) : null;
    if (held === null) throw error;
    return held;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** The merchant's default configuration of one mode, or null before it was first needed. */
export async function findDefaultConfiguration(
  merchantId: string,
  livemode: boolean,
): Promise<ConfigurationRow | null> {
  const row = await database().configuration.findUnique({
    where: { defaultFor: defaultKey(merchantId, livemode) },
  });
  return row === null ? null : toRow(row);
}

/** One configuration of this merchant and mode; null when it is unknown or another's. */
export async function findConfiguration(
  merchantId: string,
  livemode: boolean,
  id: string,
): Promise<ConfigurationRow | null> {
  const row = await database().configuration.findFirst({ where: { id, merchantId, livemode } });
  return row === null ? null : toRow(row);
}

/** Replaces what a configuration says. Does nothing to another merchant's. */
export async function updateConfiguration(
  merchantId: string,
  livemode: boolean,
  id: string,
  change: { document?: Prisma.InputJsonObject; active?: boolean },
): Promise<void> {
  const data = { ...change, ...(change.document ? { version: { increment: 1 } } : {}) };
  await database().configuration.updateMany({ where: { id, merchantId, livemode }, data });
}

export type DocumentChange = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly id: string;
  /** The version that `before` is. */
  readonly version: number;
  readonly before: Prisma.InputJsonObject;
  readonly after: Prisma.InputJsonObject;
  readonly memberId: string;
};

/**
 * Replaces the document of one version and writes down who did it, both or neither. Gives the new version; null,
 * with nothing written, when it is no longer that version or another merchant's: of two at once, one wins.
 */
export function saveDocument(change: DocumentChange): Promise<number | null> {
  const { merchantId, livemode, id, version, before, after, memberId } = change;
  return transact(async (tx) => {
    const { count } = await tx.configuration.updateMany({
      where: { id, merchantId, livemode, version },
      data: { document: after, version: { increment: 1 } },
    });
    if (count === 0) return null;
    await addAuditEntry(tx, {
      merchantId,
      livemode,
      actorType: "member",
      actorId: memberId,
      action: "configuration.updated",
      target: id,
      data: { before, after, version: version + 1 },
    });
    return version + 1;
  });
}
