import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pinOnce } from "@/scripts/testing/pin-env";
import { startQueue } from "./start-queue";
import { stopQueue } from "./stop-queue";

const jobs = {
  round: vi.fn<() => Promise<void>>(async () => {}),
  settled: vi.fn(async () => {}),
  close: vi.fn(async () => {}),
};
vi.mock("./create-job-queue", () => ({ createJobQueue: () => jobs }));
const log = { error: vi.fn(), warn: vi.fn(), info: vi.fn() };

beforeEach(() => {
  vi.useFakeTimers();
  pinOnce("log", log);
  vi.clearAllMocks();
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for("portico.queue"));
  vi.useRealTimers();
});

describe("the queue of a process", () => {
  it("lets the server start first, then looks for work every second", async () => {
    startQueue({});
    expect(jobs.round).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(3000);
    expect(jobs.round).toHaveBeenCalledTimes(3);
    await stopQueue();
  });

  it("runs one round at a time", async () => {
    jobs.round.mockImplementationOnce(() => new Promise((done) => setTimeout(done, 3500)));
    startQueue({});
    await vi.advanceTimersByTimeAsync(4000);
    expect(jobs.round).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(jobs.round).toHaveBeenCalledTimes(2);
    await stopQueue();
  });

  it("goes on when the database is back, and tells of both once", async () => {
    for (let n = 0; n < 5; n++) jobs.round.mockRejectedValueOnce(new Error("ECONNREFUSED"));
    startQueue({});
    await vi.advanceTimersByTimeAsync(8000);
    expect(jobs.round).toHaveBeenCalledTimes(8);
    expect(log.warn).toHaveBeenCalledTimes(1);
    expect(log.info).toHaveBeenCalledExactlyOnceWith("the queue works again");
    await stopQueue();
  });

  it("stops: begins nothing more, waits for what runs, then closes", async () => {
    let finish = () => {};
    jobs.settled.mockImplementationOnce(() => new Promise((done) => (finish = done)));
    startQueue({});
    await vi.advanceTimersByTimeAsync(1000);
    const stopped = stopQueue();
    await vi.advanceTimersByTimeAsync(5000);
    expect(jobs.round).toHaveBeenCalledTimes(1);
    expect(jobs.close).not.toHaveBeenCalled();
    finish();
    await stopped;
    expect(jobs.close).toHaveBeenCalledTimes(1);
  });

  it("does not wait for ever for a job that hangs", async () => {
    jobs.settled.mockImplementationOnce(() => new Promise(() => {}));
    startQueue({});
    const stopped = stopQueue();
    await vi.advanceTimersByTimeAsync(10_000);
    await stopped;
    expect(jobs.close).toHaveBeenCalledTimes(1);
  });
});
