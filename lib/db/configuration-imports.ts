import { PorticoError } from "../errors";
import { database, type Transaction, transact } from "./client";
import type { ConfigurationRow } from "./configurations";
import type { FeedbackOptionRow } from "./feedback-options";
import { Prisma } from "./generated/client";
import { isUniqueViolation } from "./is-unique-violation";
import type { Place } from "./place";
import { type ReplayToKeep, type Trail, writeWithTrail } from "./write-with-trail";

export type ImportableRow = ConfigurationRow & {
  /** The version that an import from Stripe wrote last; null: none did. */
  readonly importedVersion: number | null;
};

/** All that a merchant has in one mode, oldest first, and the ids that its other mode has taken. */
export type Holdings = {
  readonly configurations: readonly ImportableRow[];
  readonly feedbackOptions: readonly FeedbackOptionRow[];
  readonly elsewhere: ReadonlySet<string>;
};

/** Reads at most `limit` configurations and ten times as many feedback options. */
export async function loadHoldings(
  { merchantId, livemode }: Place,
  limit: number,
): Promise<Holdings> {
  const where = { merchantId, livemode };
  const there = { where: { merchantId, livemode: !livemode }, select: { id: true } };
  const orderBy = [{ createdAt: "asc" }, { id: "asc" }] as const;
  const [rows, feedbackOptions, configurationsThere, optionsThere] = await Promise.all([
    database().configuration.findMany({ where, orderBy: [...orderBy], take: limit }),
    database().feedbackOption.findMany({ where, orderBy: [...orderBy], take: limit * 10 }),
    database().configuration.findMany(there),
    database().feedbackOption.findMany(there),
  ]);
  return {
    configurations: rows.map(({ defaultFor, ...row }) => ({
      ...row,
      isDefault: defaultFor !== null,
    })),
    feedbackOptions,
    elsewhere: new Set([...configurationsThere, ...optionsThere].map(({ id }) => id)),
  };
}

/** One object to write: a row whose version is 1 is new, any other replaces the version before it. */
export type ConfigurationSave = { readonly row: ImportableRow; readonly trail: Trail };

export type FeedbackOptionSave = {
  readonly row: FeedbackOptionRow;
  readonly isNew: boolean;
  readonly trail: Trail;
};

export type Saves = {
  readonly configurations: readonly ConfigurationSave[];
  readonly feedbackOptions: readonly FeedbackOptionSave[];
  /** The answer to an idempotency key, kept together with what is written. Their own trails hold none. */
  readonly replay: ReplayToKeep | null;
};

/**
 * Writes all of it with its trails, or nothing. Throws `configuration_outdated` when something of it was saved,
 * made or made the default since it was read.
 */
export async function saveAll({ configurations, feedbackOptions, replay }: Saves): Promise<void> {
  // Who stops being the default goes first: there is never a second one.
  const ordered = [...configurations].sort(
    (a, b) => Number(a.row.isDefault) - Number(b.row.isDefault),
  );
  const steps: Step[] = [
    ...feedbackOptions.map(
      (save): Step =>
        (tx, kept) =>
          saveFeedbackOption(tx, save, kept),
    ),
    ...ordered.map(
      (save): Step =>
        (tx, kept) =>
          saveConfiguration(tx, save, kept),
    ),
  ];
  if (steps.length === 0) return;
  // It counts as kept once all is committed, not when its own statement has run.
  const once = replay === null ? null : { ...replay, onKept: () => undefined };
  try {
    await transact(async (tx) => {
      for (const [index, step] of steps.entries()) {
        if (!(await step(tx, index === 0 ? once : null))) throw outdated();
      }
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw outdated(error);
    throw error;
  }
  replay?.onKept();
}

/** One object of many; gives whether it was written. */
type Step = (tx: Transaction, replay: ReplayToKeep | null) => Promise<boolean>;

function outdated(cause?: unknown): PorticoError {
  const message = "Something was saved here in the meantime. Look at the differences again.";
  return new PorticoError("configuration_outdated", { message, cause });
}

function saveConfiguration(
  tx: Transaction,
  { row, trail: left }: ConfigurationSave,
  replay: ReplayToKeep | null,
): Promise<boolean> {
  const trail = { ...left, replay };
  const defaultFor = row.isDefault ? `${row.merchantId}:${row.livemode ? "live" : "test"}` : null;
  const json = { document: jsonb(row.document), metadata: jsonb(row.metadata) };
  if (row.version === 1) {
    const main = Prisma.sql`
      INSERT INTO configurations (id, merchant_id, livemode, active, default_for, document, metadata,
        version, imported_version, created_at, updated_at)
      VALUES (${row.id}, ${row.merchantId}, ${row.livemode}, ${row.active}, ${defaultFor},
        ${json.document}, ${json.metadata}, 1, ${row.importedVersion}, ${row.createdAt},
        ${row.updatedAt})
      ON CONFLICT DO NOTHING RETURNING 1`;
    return writeWithTrail(main, trail, [], tx);
  }
  const held = Prisma.sql`id = ${row.id} AND merchant_id = ${row.merchantId}
    AND livemode = ${row.livemode} AND version = ${row.version - 1}`;
  const main = Prisma.sql`
    UPDATE configurations SET active = ${row.active}, default_for = ${defaultFor},
      document = ${json.document}, metadata = ${json.metadata}, version = ${row.version},
      imported_version = ${row.importedVersion}, updated_at = ${row.updatedAt}
    WHERE ${held} RETURNING 1`;
  const keepFormer = Prisma.sql`
    INSERT INTO configuration_versions
      (merchant_id, configuration_id, version, active, document, metadata)
    SELECT merchant_id, id, version, active, document, metadata FROM configurations
    WHERE ${held} AND EXISTS (SELECT 1 FROM main)`;
  return writeWithTrail(main, trail, [keepFormer], tx);
}

function saveFeedbackOption(
  tx: Transaction,
  { row, isNew, trail }: FeedbackOptionSave,
  replay: ReplayToKeep | null,
): Promise<boolean> {
  const { id, merchantId, livemode, description, createdAt, deactivatedAt } = row;
  const main = isNew
    ? Prisma.sql`
        INSERT INTO feedback_options
          (id, merchant_id, livemode, description, created_at, deactivated_at)
        VALUES (${id}, ${merchantId}, ${livemode}, ${description}, ${createdAt}, ${deactivatedAt})
        ON CONFLICT DO NOTHING RETURNING 1`
    : Prisma.sql`
        UPDATE feedback_options SET description = ${description}, deactivated_at = ${deactivatedAt}
        WHERE id = ${id} AND merchant_id = ${merchantId} AND livemode = ${livemode} RETURNING 1`;
  return writeWithTrail(main, { ...trail, replay }, [], tx);
}

function jsonb(value: unknown): Prisma.Sql {
  return Prisma.sql`${JSON.stringify(value)}::jsonb`;
}
