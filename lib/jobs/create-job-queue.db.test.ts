import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { pinOnce } from "@/scripts/testing/pin-env";
import { database, transact } from "../db/client";
import { addToOutbox, relayOutbox } from "../db/outbox";
import { executeSql } from "../db/sql";
import { createJobQueue, type Handlers, type JobQueue } from "./create-job-queue";
import { openBoss } from "./open-boss";

const log = { error: vi.fn(), warn: vi.fn(), info: vi.fn() };
pinOnce("log", log);

const opened: JobQueue[] = [];
const newQueue = () => `test_${randomBytes(6).toString("hex")}`;

function open(queue: string, handle: Handlers[string]): JobQueue {
  const jobs = createJobQueue({ [queue]: handle });
  opened.push(jobs);
  return jobs;
}

async function doRound(jobs: JobQueue) {
  await jobs.round();
  await jobs.settled();
}

const add = (queue: string, payload = { n: 1 }) =>
  transact((tx) => addToOutbox(tx, queue, payload));

/** As if the time until the next try were over. */
const passTime = (queue: string) =>
  database()
    .$executeRaw`UPDATE pgboss.job SET start_after = now() - interval '1 s' WHERE name = ${queue}`;

const stateOf = async (queue: string) => {
  const { rows } = await executeSql(
    "SELECT state::text, retry_count::int AS retries FROM pgboss.job WHERE name = $1",
    [queue],
  );
  return rows;
};

afterEach(async () => {
  for (const jobs of opened.splice(0)) await jobs.close();
  vi.clearAllMocks();
});

describe("work written with a transaction", () => {
  it("is done once, with the payload it was written with", async () => {
    const queue = newQueue();
    const done = vi.fn(async () => {});
    const jobs = open(queue, done);
    await add(queue, { n: 7 });
    await doRound(jobs);
    await doRound(jobs);
    expect(done.mock.calls).toEqual([[{ n: 7 }]]);
    expect(await stateOf(queue)).toEqual([{ state: "completed", retries: 0 }]);
  });

  it("is never done when the transaction is rolled back", async () => {
    const queue = newQueue();
    const done = vi.fn(async () => {});
    const jobs = open(queue, done);
    const undone = transact(async (tx) => {
      await addToOutbox(tx, queue, { n: 1 });
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    await doRound(jobs);
    expect(done).not.toHaveBeenCalled();
  });

  it("waits untaken while nobody handles its queue", async () => {
    const [queue, other] = [newQueue(), newQueue()];
    const done = vi.fn(async () => {});
    await add(other);
    await doRound(open(queue, done));
    expect(await database().outboxEntry.count({ where: { queue: other, takenAt: null } })).toBe(1);
    await doRound(open(other, done));
    expect(done).toHaveBeenCalledTimes(1);
  });

  it("is neither lost nor doubled by a crash while it is handed over", async () => {
    const queue = newQueue();
    const done = vi.fn(async () => {});
    const jobs = open(queue, done);
    await doRound(jobs);
    await add(queue);
    const crash = relayOutbox([queue], 50, async () => {
      throw new Error("killed");
    });
    await expect(crash).rejects.toThrow("killed");
    await doRound(jobs);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it("that is due later is handed over now and begun then, by the database's clock", async () => {
    const queue = newQueue();
    const done = vi.fn(async () => {});
    const jobs = open(queue, done);
    await database().$executeRaw`
      INSERT INTO outbox (queue, payload, due_at)
      VALUES (${queue}, '{"n":1}'::jsonb, now() + interval '10 hours')`;
    await doRound(jobs);
    expect(await database().outboxEntry.count({ where: { queue, takenAt: null } })).toBe(0);
    const { rows } = await executeSql(
      "SELECT extract(epoch FROM start_after - now())::float8 AS wait FROM pgboss.job WHERE name = $1",
      [queue],
    );
    const wait = Number(Object(rows[0]).wait);
    expect(wait).toBeGreaterThan(10 * 3600 - 60);
    expect(wait).toBeLessThanOrEqual(10 * 3600);
    expect(done).not.toHaveBeenCalled();
    await passTime(queue);
    await doRound(jobs);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it("is done once when two workers race for it, however much there is", async () => {
    const queue = newQueue();
    const seen: unknown[] = [];
    const handle = async (payload: unknown) => {
      seen.push(payload);
    };
    const workers = [open(queue, handle), open(queue, handle)];
    await Promise.all(workers.map(doRound));
    const payloads = Array.from({ length: 120 }, (_, n) => ({ n }));
    await transact(async (tx) => {
      for (const payload of payloads) await addToOutbox(tx, queue, payload);
    });
    for (let round = 0; round < 10; round++) await Promise.all(workers.map(doRound));
    expect(seen).toHaveLength(120);
    expect(new Set(seen.map((payload) => JSON.stringify(payload))).size).toBe(120);
  });
});

describe("the worker", () => {
  it("goes on after every connection to the database was cut", async () => {
    const queue = newQueue();
    const done = vi.fn(async () => {});
    const jobs = open(queue, done);
    await doRound(jobs);
    await add(queue);
    await executeSql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      [],
    );
    // Each round that fails has found at least one of them dead; there are 18 at the most.
    for (let round = 0; round < 20 && done.mock.calls.length === 0; round++) {
      await doRound(jobs).catch((error: unknown) => expect(error).toBeInstanceOf(Error));
    }
    expect(done).toHaveBeenCalledTimes(1);
  });

  it("leaves two processes that start together with one set of tables", async () => {
    const queue = newQueue();
    const done = vi.fn(async () => {});
    const workers = Array.from({ length: 4 }, () => open(queue, done));
    await Promise.all(workers.map(doRound));
    await add(queue);
    await Promise.all(workers.map(doRound));
    expect(done).toHaveBeenCalledTimes(1);
  });
});

describe("a job that fails", () => {
  it("is tried again later, not at once, and its error's words are not kept", async () => {
    const queue = newQueue();
    const handle = vi.fn(async () => {});
    handle.mockRejectedValueOnce(new Error("550 <ann@example.com> is unknown"));
    const jobs = open(queue, handle);
    await add(queue);
    await doRound(jobs);
    await doRound(jobs);
    expect(handle).toHaveBeenCalledTimes(1);
    const { rows } = await executeSql("SELECT output::text FROM pgboss.job WHERE name = $1", [
      queue,
    ]);
    expect(JSON.stringify(rows)).not.toContain("ann@");
    await passTime(queue);
    await doRound(jobs);
    expect(handle).toHaveBeenCalledTimes(2);
    expect(await stateOf(queue)).toEqual([{ state: "completed", retries: 1 }]);
  });

  it("or takes long does not hold up other queues, however much of it there is", async () => {
    const [slow, quick] = [newQueue(), newQueue()];
    const done = vi.fn();
    const isDone = new Promise<void>((resolve) => done.mockImplementation(async () => resolve()));
    const jobs = createJobQueue({ [slow]: () => new Promise(() => {}), [quick]: done });
    opened.push(jobs);
    for (let n = 0; n < 15; n++) await add(slow, { n });
    await add(quick);
    await jobs.round();
    await jobs.round();
    await isDone;
    expect(done).toHaveBeenCalledTimes(1);
    const active = (await stateOf(slow)).filter((row) => Object(row).state === "active");
    expect(active).toHaveLength(10);
  });

  it("does not hold up the others", async () => {
    const queue = newQueue();
    const seen: unknown[] = [];
    const jobs = open(queue, async (payload) => {
      if (JSON.stringify(payload) === '{"n":0}') throw new Error("poison");
      seen.push(payload);
    });
    for (const n of [0, 1, 2]) await add(queue, { n });
    await doRound(jobs);
    expect(seen).toHaveLength(2);
  });

  it("is given up after the tenth try, about an hour later, and the log says so", async () => {
    const queue = newQueue();
    const handle = vi.fn(async () => {
      throw new Error("never");
    });
    const jobs = open(queue, handle);
    await add(queue);
    let waits = 0;
    for (let round = 0; round < 12; round++) {
      await doRound(jobs);
      const { rows } = await executeSql(
        `SELECT extract(epoch FROM start_after - now())::float8 AS wait FROM pgboss.job
         WHERE name = $1 AND state = 'retry'`,
        [queue],
      );
      for (const row of rows) waits += Number(Object(row).wait);
      await passTime(queue);
    }
    expect(handle).toHaveBeenCalledTimes(10);
    expect(waits).toBeGreaterThan(30 * 60);
    expect(waits).toBeLessThan(70 * 60);
    expect(log.error).toHaveBeenCalledExactlyOnceWith(
      { queue: `${queue}_dead`, payload: { n: 1 } },
      "job given up",
    );
  });

  it("is begun anew when the process that held it died", async () => {
    const queue = newQueue();
    const dying = open(queue, () => new Promise(() => {}));
    await add(queue);
    await dying.round();
    expect(await stateOf(queue)).toEqual([{ state: "active", retries: 0 }]);
    await database()
      .$executeRaw`UPDATE pgboss.job SET started_on = now() - interval '1 hour' WHERE name = ${queue}`;
    const done = vi.fn(async () => {});
    const other = open(queue, done);
    await other.round();
    const boss = await openBoss([queue]);
    await boss.expire();
    await boss.stop({ graceful: false });
    await passTime(queue);
    await doRound(other);
    expect(done).toHaveBeenCalledTimes(1);
  });
});
