import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { database } from "@/lib/db/client";
import { connections, type Figures, type Load, measure } from "./measure";
import { prepareVisit, type Visit } from "./visit";

/** The API allows each merchant 1,000 requests in 10 seconds: that many share the load. */
const merchants = 16;

export function prepareMerchants(): Promise<Visit[]> {
  return Promise.all(Array.from({ length: merchants }, prepareVisit));
}

/** A create as the official SDK sends it: with an idempotency key, each its own, by one merchant after the other. */
export function loadCreate(url: string, visits: readonly Visit[], expect: string): Load {
  let sent = 0;
  return {
    url,
    method: "POST",
    expect: [expect],
    next: () => {
      const visit = visits[sent % visits.length];
      sent += 1;
      if (visit === undefined) throw new Error("No merchant to create a session for.");
      return createRequest(visit);
    },
  };
}

function createRequest({ apiKey, customer }: Visit) {
  return {
    headers: {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/x-www-form-urlencoded",
      "idempotency-key": randomUUID(),
    },
    body: new URLSearchParams({ customer }).toString(),
  };
}

/** What creates leave behind. */
type Rows = {
  readonly sessions: number;
  readonly answers: number;
  readonly audit: number;
  readonly events: number;
};

/** Throws unless each create left a session, the answer to its key, an audit entry and an event: one of each. */
export async function measureCreate(load: Load, seconds: number): Promise<Figures> {
  const before = await countRows();
  const figures = await measure(load, seconds);
  await untilNoneExecutes();
  const after = await countRows();
  const made = after.sessions - before.sessions;
  const told = `${figures.answers} creates answered; rows before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`;
  // What autocannon broke off at the end of its two runs was done all the same.
  const isEach = made >= figures.answers && made <= figures.answers + 2 * connections;
  const others = [after.answers - before.answers, after.audit - before.audit];
  const isOneOfEach = [...others, after.events - before.events].every((count) => count === made);
  if (!isEach || !isOneOfEach) throw new Error(told);
  console.log(`\n${told}: one of each`);
  return figures;
}

async function countRows(): Promise<Rows> {
  const [row] = await database().$queryRaw<Rows[]>`
    SELECT (SELECT count(*)::int FROM portal_sessions) AS sessions,
      (SELECT count(*)::int FROM idempotency_keys WHERE status = 200 AND answer IS NOT NULL) AS answers,
      (SELECT count(*)::int FROM audit_entries WHERE action = 'portal_session.created') AS audit,
      (SELECT count(*)::int FROM events WHERE type = 'billing_portal.session.created') AS events`;
  if (row === undefined) throw new Error("No counts.");
  return row;
}

async function untilNoneExecutes(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    await wait(100);
    if ((await database().idempotencyKey.count({ where: { status: null } })) === 0) return;
  }
  throw new Error("Some creates never ended.");
}
