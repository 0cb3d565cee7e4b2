import { newId } from "../ids";
import { database } from "./client";
import { Prisma } from "./generated/client";

export type ConfigurationRow = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly active: boolean;
  readonly isDefault: boolean;
  readonly document: unknown;
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
  await database().configuration.updateMany({ where: { id, merchantId, livemode }, data: change });
}
