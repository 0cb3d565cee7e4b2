import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { database } from "./client";
import { Prisma } from "./generated/client";
import { type PageQuery, readPage } from "./read-page";

const table = { name: "events", columns: Prisma.sql`t.id` } as const;
const run = randomBytes(4).toString("hex");

let own: { merchantId: string; livemode: boolean };
let foreign: typeof own;

/** Events of one place, oldest first: `2` and `3`, and `4` and `5`, were made in the same moment. */
async function fill(place: typeof own, prefix: string) {
  for (const [index, second] of [1, 2, 2, 3, 3, 4].entries()) {
    await database().$executeRaw`
      INSERT INTO events (id, merchant_id, livemode, type, data, created_at)
      VALUES (${`${prefix}${index + 1}`}, ${place.merchantId}, ${place.livemode}, 'test', '{}',
        timestamptz '2026-01-01' + make_interval(secs => ${second}))`;
  }
}

const mine = (number: number) => `${run}_own_${number}`;

beforeAll(async () => {
  const { id } = await makeBareMerchant();
  own = { merchantId: id, livemode: false };
  foreign = { merchantId: (await makeBareMerchant()).id, livemode: false };
  await fill(own, `${run}_own_`);
  await fill({ ...own, livemode: true }, `${run}_live_`);
  await fill(foreign, `${run}_foreign_`);
});

async function read(limit: number, cursor: PageQuery["cursor"] = null, filter?: Prisma.Sql) {
  const page = await readPage<{ id: string }>(table, own, { limit, cursor }, filter);
  return page && { ids: page.rows.map(({ id }) => id), hasMore: page.hasMore };
}

const olderThan = (id: string) => ({ id, direction: "after" }) as const;
const newerThan = (id: string) => ({ id, direction: "before" }) as const;

/** Everything, page by page from the newest. */
async function walkDown(limit: number): Promise<string[]> {
  const ids: string[] = [];
  let page = await read(limit);
  while (page !== null) {
    ids.push(...page.ids);
    page = page.hasMore ? await read(limit, olderThan(ids.at(-1) ?? "")) : null;
  }
  return ids;
}

/** Everything newer than the oldest, page by page upwards. */
async function walkUp(limit: number): Promise<string[]> {
  const ids: string[] = [];
  let page = await read(limit, newerThan(mine(1)));
  while (page !== null) {
    ids.unshift(...page.ids);
    page = page.hasMore ? await read(limit, newerThan(ids[0] ?? "")) : null;
  }
  return ids;
}

describe("a page", () => {
  it("is the newest first, of this merchant and mode alone", async () => {
    expect(await read(100)).toEqual({ ids: [6, 5, 4, 3, 2, 1].map(mine), hasMore: false });
    expect(await read(2)).toEqual({ ids: [6, 5].map(mine), hasMore: true });
    expect(await read(6)).toEqual({ ids: [6, 5, 4, 3, 2, 1].map(mine), hasMore: false });
  });

  it.each([1, 2, 3, 4, 5, 6])(
    "of %d after another shows each row once, also those of one moment, in both directions",
    async (limit) => {
      expect(await walkDown(limit)).toEqual([6, 5, 4, 3, 2, 1].map(mine));
      expect(await walkUp(limit)).toEqual([6, 5, 4, 3, 2].map(mine));
    },
  );

  it("before an object is the nearest to it, newest first", async () => {
    expect(await read(2, newerThan(mine(1)))).toEqual({ ids: [3, 2].map(mine), hasMore: true });
    expect(await read(2, newerThan(mine(4)))).toEqual({ ids: [6, 5].map(mine), hasMore: false });
  });

  it("is empty behind the last and before the first, and for who has nothing", async () => {
    const none = { ids: [], hasMore: false };
    expect(await read(10, olderThan(mine(1)))).toEqual(none);
    expect(await read(10, newerThan(mine(6)))).toEqual(none);
    const { id } = await makeBareMerchant();
    const query = { limit: 10, cursor: null };
    expect(await readPage(table, { merchantId: id, livemode: false }, query)).toEqual({
      rows: [],
      hasMore: false,
    });
  });

  it("is not there for a cursor of another merchant's, another mode's, or none at all", async () => {
    for (const id of [`${run}_foreign_3`, `${run}_live_3`, "evt_unknown", ""]) {
      expect(await read(10, olderThan(id))).toBeNull();
      expect(await read(10, newerThan(id))).toBeNull();
    }
  });

  it("may be filtered; its cursor may be a row that the filter leaves out", async () => {
    const even = Prisma.sql`right(t.id, 1) IN ('2', '4', '6')`;
    expect(await read(2, null, even)).toEqual({ ids: [6, 4].map(mine), hasMore: true });
    expect(await read(2, olderThan(mine(5)), even)).toEqual({
      ids: [4, 2].map(mine),
      hasMore: false,
    });
    expect(await read(2, newerThan(mine(3)), even)).toEqual({
      ids: [6, 4].map(mine),
      hasMore: false,
    });
  });
});
