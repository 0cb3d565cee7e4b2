import type PgBoss from "pg-boss";
import { PorticoError } from "../errors";
import { inTime } from "../in-time";
import { log } from "../log";

/** How long one try may take. */
export const jobSeconds = 110;

/**
 * One try of one job: done, or given back to be tried again later. Never throws: when the database is gone meanwhile,
 * pg-boss gives the job back by itself once its time is over.
 */
export async function runJob(
  boss: PgBoss,
  { name: queue, id, data }: PgBoss.Job,
  handle: (payload: unknown) => Promise<void>,
): Promise<void> {
  try {
    const failure = await tryOnce(() => handle(data));
    if (failure === null) return await boss.complete(queue, id);
    log().warn({ err: failure, queue, job: id }, "job failed");
    // Only its name: what an error says may hold an address, and this is kept for days.
    await boss.fail(queue, id, { message: nameOf(failure) });
  } catch (error) {
    log().warn({ err: error, queue, job: id }, "the end of a job could not be noted");
  }
}

async function tryOnce(work: () => Promise<void>): Promise<Error | null> {
  try {
    await inTime(work, jobSeconds * 1000, () => new Error("The job took too long."));
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error("Something that is no error was thrown.");
  }
}

function nameOf(error: Error): string {
  return error instanceof PorticoError ? error.code : error.name;
}
