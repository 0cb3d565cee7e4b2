import { database } from "./client";
import { Prisma } from "./generated/client";
import type { Place } from "./place";
import { type Page, type PageQuery, readPage } from "./read-page";
import { type Trail, writeWithTrail } from "./write-with-trail";

/** A reason for cancelling of the merchant's own. */
export type FeedbackOptionRow = Place & {
  readonly id: string;
  readonly description: string;
  readonly createdAt: Date;
  /** Null as long as it may be used. */
  readonly deactivatedAt: Date | null;
};

const columns = Prisma.sql`t.id, t.merchant_id AS "merchantId", t.livemode, t.description,
  t.created_at AS "createdAt", t.deactivated_at AS "deactivatedAt"`;

const table = { name: "feedback_options", columns } as const;

/** Keeps a new option with its trail. */
export async function insertFeedbackOption(row: FeedbackOptionRow, trail: Trail): Promise<void> {
  const { id, merchantId, livemode, description, createdAt, deactivatedAt } = row;
  await writeWithTrail(
    Prisma.sql`
      INSERT INTO feedback_options (id, merchant_id, livemode, description, created_at, deactivated_at)
      VALUES (${id}, ${merchantId}, ${livemode}, ${description}, ${createdAt}, ${deactivatedAt})
      RETURNING 1`,
    trail,
  );
}

/** Replaces what an option says, with its trail. Does nothing to another merchant's. */
export async function updateFeedbackOption(row: FeedbackOptionRow, trail: Trail): Promise<void> {
  const { id, merchantId, livemode, description } = row;
  await writeWithTrail(
    Prisma.sql`
      UPDATE feedback_options SET description = ${description}
      WHERE id = ${id} AND merchant_id = ${merchantId} AND livemode = ${livemode}
      RETURNING 1`,
    trail,
  );
}

/** Deactivates an option with its trail, for good. Does nothing to another merchant's, or when it is already. */
export function deactivateFeedbackOption(row: FeedbackOptionRow, trail: Trail): Promise<boolean> {
  const { id, merchantId, livemode, deactivatedAt } = row;
  return writeWithTrail(
    Prisma.sql`
      UPDATE feedback_options SET deactivated_at = ${deactivatedAt}
      WHERE id = ${id} AND merchant_id = ${merchantId} AND livemode = ${livemode}
        AND deactivated_at IS NULL
      RETURNING 1`,
    trail,
  );
}

/** One option of this merchant and mode; null when it is unknown or another's. */
export async function findFeedbackOption(
  { merchantId, livemode }: Place,
  id: string,
): Promise<FeedbackOptionRow | null> {
  return database().feedbackOption.findFirst({ where: { id, merchantId, livemode } });
}

/** Those of `ids` that are this merchant's and mode's. */
export function findFeedbackOptions(
  { merchantId, livemode }: Place,
  ids: readonly string[],
): Promise<FeedbackOptionRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return database().feedbackOption.findMany({
    where: { id: { in: [...ids] }, merchantId, livemode },
  });
}

/** A page of a merchant's options, newest first. Null when the cursor is none of them. */
export function pageFeedbackOptions(
  place: Place,
  page: PageQuery,
  isActive: boolean | undefined,
): Promise<Page<FeedbackOptionRow> | null> {
  if (isActive === undefined) return readPage<FeedbackOptionRow>(table, place, page);
  const filter = Prisma.sql`(t.deactivated_at IS NULL) = ${isActive}`;
  return readPage<FeedbackOptionRow>(table, place, page, filter);
}
