import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";

/** Slows every call, so that those sent at the same time do overlap. */
const delayMs = 100;

type Call = { readonly beganMs: number; endedMs: number };

export type CallCounter = {
  readonly origin: string;
  /** What `work` caused: how many calls, and how many of them had to wait for one another. */
  readonly during: (work: () => Promise<unknown>) => Promise<{ calls: number; depth: number }>;
  readonly stop: () => void;
};

/** A proxy before the sandbox that keeps count of the calls to Stripe. */
export async function countCalls(target: string): Promise<CallCounter> {
  let calls: Call[] = [];
  const { hostname, port } = new URL(target);
  const server = createServer((request, response) => {
    const call = { beganMs: performance.now(), endedMs: Number.POSITIVE_INFINITY };
    calls.push(call);
    const { url, method, headers } = request;
    const forwarded = send({ hostname, port, path: url, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response).once("finish", () => {
        call.endedMs = performance.now();
      });
    });
    forwarded.once("error", (error) => response.destroy(error));
    setTimeout(() => request.pipe(forwarded), delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: own } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${own}`,
    during: async (work) => {
      calls = [];
      await work();
      return { calls: calls.length, depth: measureDepth(calls) };
    },
    stop: () => server.close(),
  };
}

/** The longest chain of calls of which each began after the one before had ended. */
function measureDepth(calls: readonly Call[]): number {
  let depth = 0;
  let lastEndMs = Number.NEGATIVE_INFINITY;
  for (const { beganMs, endedMs } of [...calls].sort((a, b) => a.endedMs - b.endedMs)) {
    if (beganMs < lastEndMs) continue;
    depth += 1;
    lastEndMs = endedMs;
  }
  return depth;
}
