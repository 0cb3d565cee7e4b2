import { database } from "./client";
import { Prisma } from "./generated/client";
import type { Place } from "./place";
import { type Page, type PageQuery, readPage } from "./read-page";
import { type Trail, writeWithTrail } from "./write-with-trail";

export type ConfigurationRow = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly active: boolean;
  readonly isDefault: boolean;
  readonly document: unknown;
  /** Text by key. */
  readonly metadata: unknown;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Counted up whenever the document is replaced. */
  readonly version: number;
};

type Stored = Omit<ConfigurationRow, "isDefault"> & { defaultFor: string | null };

const select = {
  id: true,
  merchantId: true,
  livemode: true,
  active: true,
  defaultFor: true,
  document: true,
  metadata: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const;

function toRow({ defaultFor, ...row }: Stored): ConfigurationRow {
  return { ...row, isDefault: defaultFor !== null };
}

function defaultKey({ merchantId, livemode }: Place): string {
  return `${merchantId}:${livemode ? "live" : "test"}`;
}

/**
 * Keeps a new configuration with its trail. Gives whether it did: not when it was to be the default and there is one
 * already. Throws when the merchant has one with this id, in whichever mode.
 */
export function insertConfiguration(row: ConfigurationRow, trail: Trail): Promise<boolean> {
  const { id, merchantId, livemode, active, version, createdAt, updatedAt } = row;
  const defaultFor = row.isDefault ? defaultKey(row) : null;
  return writeWithTrail(
    Prisma.sql`
      INSERT INTO configurations (id, merchant_id, livemode, active, default_for, document,
        metadata, version, created_at, updated_at)
      VALUES (${id}, ${merchantId}, ${livemode}, ${active}, ${defaultFor},
        ${JSON.stringify(row.document)}::jsonb, ${JSON.stringify(row.metadata)}::jsonb,
        ${version}, ${createdAt}, ${updatedAt})
      ON CONFLICT (default_for) DO NOTHING RETURNING 1`,
    trail,
  );
}

/**
 * Replaces what a configuration says by `next`, whose version follows the one that was read, and keeps what it was:
 * with its trail, all of it or nothing. Gives whether it did: not when it is no longer the version before `next`'s, or
 * another merchant's. Of two at once, one wins.
 */
export function replaceConfiguration(next: ConfigurationRow, trail: Trail): Promise<boolean> {
  const { id, merchantId, livemode, active, document, metadata, version, updatedAt } = next;
  const held = Prisma.sql`id = ${id} AND merchant_id = ${merchantId} AND livemode = ${livemode}
    AND version = ${version - 1}`;
  return writeWithTrail(
    Prisma.sql`
      UPDATE configurations SET active = ${active}, document = ${JSON.stringify(document)}::jsonb,
        metadata = ${JSON.stringify(metadata)}::jsonb, version = ${version}, updated_at = ${updatedAt}
      WHERE ${held} RETURNING 1`,
    trail,
    // Within one statement the table is read as it was before the update.
    [
      Prisma.sql`
        INSERT INTO configuration_versions
          (merchant_id, configuration_id, version, active, document, metadata)
        SELECT merchant_id, id, version, active, document, metadata FROM configurations
        WHERE ${held} AND EXISTS (SELECT 1 FROM main)`,
    ],
  );
}

/** What a configuration was before a save. */
export type VersionRow = Pick<ConfigurationRow, "version" | "active" | "document" | "metadata"> & {
  /** When it was replaced. */
  readonly createdAt: Date;
};

const versionFields = {
  version: true,
  active: true,
  document: true,
  metadata: true,
  createdAt: true,
} as const;

/** What a configuration of this merchant's and mode's was before, newest first; never what it is now. */
export async function listVersions(place: Place, id: string, limit: number): Promise<VersionRow[]> {
  if ((await findConfiguration(place.merchantId, place.livemode, id)) === null) return [];
  return database().configurationVersion.findMany({
    where: { merchantId: place.merchantId, configurationId: id },
    orderBy: { version: "desc" },
    take: limit,
    select: versionFields,
  });
}

/** One version that a configuration was before; null when it never was, is that now, or is another's. */
export async function findVersion(
  place: Place,
  id: string,
  version: number,
): Promise<VersionRow | null> {
  if ((await findConfiguration(place.merchantId, place.livemode, id)) === null) return null;
  return database().configurationVersion.findFirst({
    where: { merchantId: place.merchantId, configurationId: id, version },
    select: versionFields,
  });
}

/** The merchant's default configuration of one mode, or null before it was first needed. */
export async function findDefaultConfiguration(
  merchantId: string,
  livemode: boolean,
): Promise<ConfigurationRow | null> {
  const row = await database().configuration.findUnique({
    where: { defaultFor: defaultKey({ merchantId, livemode }) },
    select,
  });
  return row === null ? null : toRow(row);
}

/** One configuration of this merchant and mode; null when it is unknown or another's. */
export async function findConfiguration(
  merchantId: string,
  livemode: boolean,
  id: string,
): Promise<ConfigurationRow | null> {
  const row = await database().configuration.findFirst({
    where: { id, merchantId, livemode },
    select,
  });
  return row === null ? null : toRow(row);
}

const table = {
  name: "configurations",
  columns: Prisma.sql`t.id, t.merchant_id AS "merchantId", t.livemode, t.active, t.document,
    t.metadata, t.version, t.default_for IS NOT NULL AS "isDefault",
    t.created_at AS "createdAt", t.updated_at AS "updatedAt"`,
} as const;

export type ConfigurationFilter = {
  readonly active?: boolean | undefined;
  readonly isDefault?: boolean | undefined;
};

/** A page of a merchant's configurations, newest first. Null when the cursor is none of them. */
export function pageConfigurations(
  place: Place,
  page: PageQuery,
  { active, isDefault }: ConfigurationFilter,
): Promise<Page<ConfigurationRow> | null> {
  const byActive = active === undefined ? Prisma.sql`TRUE` : Prisma.sql`t.active = ${active}`;
  const byDefault =
    isDefault === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`(t.default_for IS NOT NULL) = ${isDefault}`;
  return readPage(table, place, page, Prisma.sql`${byActive} AND ${byDefault}`);
}
