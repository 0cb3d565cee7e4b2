import { database } from "./client";
import { Prisma } from "./generated/client";
import type { Place } from "./place";
import { type Trail, writeWithTrail } from "./write-with-trail";

/** What a merchant sells under one name in one mode. */
export type ServiceRow = Place & {
  readonly id: string;
  readonly name: string;
  /** As serviceSchema has it. */
  readonly document: unknown;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** The service of this name of this merchant and mode; null when there is none. */
export function findServiceByName(
  { merchantId, livemode }: Place,
  name: string,
): Promise<ServiceRow | null> {
  return database().service.findFirst({ where: { merchantId, livemode, name } });
}

/** Every service of this merchant and mode, by name. */
export function listServices({ merchantId, livemode }: Place): Promise<ServiceRow[]> {
  return database().service.findMany({ where: { merchantId, livemode }, orderBy: { name: "asc" } });
}

/**
 * Keeps a service with its trail, in the place of the one of the same name. False when somebody else wrote it since
 * `before` was read (null: there was none), and nothing was kept.
 */
export function keepService(
  row: Omit<ServiceRow, "createdAt">,
  before: ServiceRow | null,
  trail: Trail,
): Promise<boolean> {
  const { id, merchantId, livemode, name, updatedAt } = row;
  const document = JSON.stringify(row.document);
  return writeWithTrail(
    before === null
      ? Prisma.sql`
          INSERT INTO services (id, merchant_id, livemode, name, document, created_at, updated_at)
          VALUES (${id}, ${merchantId}, ${livemode}, ${name}, ${document}::jsonb, ${updatedAt}, ${updatedAt})
          ON CONFLICT (merchant_id, livemode, name) DO NOTHING
          RETURNING 1`
      : Prisma.sql`
          UPDATE services SET document = ${document}::jsonb, updated_at = ${updatedAt}
          WHERE id = ${id} AND merchant_id = ${merchantId} AND livemode = ${livemode}
            AND updated_at = ${before.updatedAt}
          RETURNING 1`,
    trail,
  );
}
