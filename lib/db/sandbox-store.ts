import type {
  SandboxFilter,
  SandboxRecord,
  SandboxStore,
  SandboxTransaction,
  SandboxWindow,
} from "@/lib/sandbox/store";
import type { Database, Transaction } from "./client";
import type { Prisma } from "./generated/client";

const limits = { maxWait: 15_000, timeout: 15_000 };

/** Sandbox accounts in our own database. Transactions of one account follow each other, in all processes. */
export function createDatabaseStore(client: Database): SandboxStore {
  return {
    transact: (account, work) =>
      client.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${account}, 0))`;
        return work(openTransaction(tx, account));
      }, limits),
    findAccount: async (prefix) => {
      const found = await client.sandboxObject.findFirst({
        where: { account: { startsWith: prefix } },
        select: { account: true },
      });
      return found?.account ?? null;
    },
  };
}

function openTransaction(tx: Transaction, account: string): SandboxTransaction {
  const keyOf = (kind: string, id: string) => ({ account_kind_id: { account, kind, id } });
  return {
    get: async (kind, id) => {
      const select = { document: true };
      const row = await tx.sandboxObject.findUnique({ where: keyOf(kind, id), select });
      return row === null ? null : JSON.stringify(row.document);
    },
    put: async (record) => {
      const data = { ...record, document: JSON.parse(record.document) };
      await tx.sandboxObject.upsert({
        where: keyOf(record.kind, record.id),
        create: { account, ...data },
        update: data,
      });
    },
    remove: async (kind, id) => {
      await tx.sandboxObject.deleteMany({ where: { account, kind, id } });
    },
    list: (kind, filter, window) => list(tx, { account, kind }, filter, window),
    nextDue: async (now) => {
      const row = await tx.sandboxObject.findFirst({
        where: { account, dueAt: { lte: now } },
        orderBy: [{ dueAt: "asc" }, { sequence: "asc" }],
        omit: { account: true, sequence: true },
      });
      return row === null ? null : recordOf(row);
    },
    findReplay: (key) =>
      tx.sandboxReplay.findUnique({
        where: { account_key: { account, key } },
        select: { request: true, status: true, body: true },
      }),
    saveReplay: async (key, replay) => {
      await tx.sandboxReplay.createMany({
        data: [{ account, key, ...replay }],
        skipDuplicates: true,
      });
    },
  };
}

async function list(
  tx: Transaction,
  scope: { account: string; kind: string },
  filter: SandboxFilter,
  window: SandboxWindow,
) {
  const backwards = window.endingBefore !== undefined;
  const cursor = window.startingAfter ?? window.endingBefore;
  const edge = cursor === undefined ? undefined : await sequenceOf(tx, scope, cursor);
  if (edge === null) return { documents: [], hasMore: false };
  const rows = await tx.sandboxObject.findMany({
    where: { ...scope, ...whereOf(filter), ...beyond(edge, backwards) },
    orderBy: { sequence: backwards ? "asc" : "desc" },
    take: window.limit + 1,
    select: { document: true },
  });
  const page = rows.slice(0, window.limit).map((row) => JSON.stringify(row.document));
  return {
    documents: backwards ? page.reverse() : page,
    hasMore: rows.length > window.limit,
  };
}

async function sequenceOf(
  tx: Transaction,
  { account, kind }: { account: string; kind: string },
  id: string,
): Promise<bigint | null> {
  const where = { account_kind_id: { account, kind, id } };
  const row = await tx.sandboxObject.findUnique({ where, select: { sequence: true } });
  return row?.sequence ?? null;
}

function beyond(edge: bigint | undefined, backwards: boolean): Prisma.SandboxObjectWhereInput {
  if (edge === undefined) return {};
  return { sequence: backwards ? { gt: edge } : { lt: edge } };
}

function whereOf(filter: SandboxFilter): Prisma.SandboxObjectWhereInput {
  const { customer, subscription, product, email, statuses, exceptStatuses, created } = filter;
  const { gt, gte, lt, lte } = created ?? {};
  return {
    ...(customer === undefined ? {} : { customer }),
    ...(subscription === undefined ? {} : { subscription }),
    ...(product === undefined ? {} : { product }),
    ...(email === undefined ? {} : { email }),
    AND: [
      ...(statuses === undefined ? [] : [{ status: { in: [...statuses] } }]),
      // In SQL an absent status is neither in nor not in a list.
      ...(exceptStatuses === undefined
        ? []
        : [{ OR: [{ status: null }, { status: { notIn: [...exceptStatuses] } }] }]),
      ...(gt === undefined ? [] : [{ created: { gt } }]),
      ...(gte === undefined ? [] : [{ created: { gte } }]),
      ...(lt === undefined ? [] : [{ created: { lt } }]),
      ...(lte === undefined ? [] : [{ created: { lte } }]),
    ],
  };
}

function recordOf(row: Omit<SandboxRecord, "document"> & { document: unknown }): SandboxRecord {
  return { ...row, document: JSON.stringify(row.document) };
}
