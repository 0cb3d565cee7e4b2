import { createAccountQueue } from "./account-queue";
import { Books } from "./books";
import type { PreparedCall } from "./endpoint";
import { newId } from "./ids";
import { handlePage } from "./pages/handle-page";
import { authenticate } from "./protocol/authenticate";
import { SandboxError } from "./protocol/errors";
import { expandPaths } from "./protocol/expand";
import { fingerprint, keyInUse, keyMismatch, readIdempotencyKey } from "./protocol/idempotency";
import { readRequest } from "./protocol/read-request";
import { findRoute } from "./routes";
import type { SandboxStore, SandboxTransaction } from "./store";
import { catchUp } from "./time/catch-up";

const apiVersion = "2026-10-28.endive";

/** A Stripe that keeps state. Takes and gives web requests and responses, never throws. */
export type Sandbox = { handle: (request: Request) => Promise<Response> };

export type SandboxOptions = {
  store: SandboxStore;
  /** The time, in unix seconds. What is due by it is done before a request is served. */
  clock: () => number;
  /** Begins the addresses of invoice pages, e.g. http://localhost:3000. */
  origin: string;
  /** Told of faults of our own; the caller gets Stripe's 500. */
  onError?: (error: unknown) => void;
};

type Answer = { status: number; body: string; headers?: Record<string, string> };
type Call = {
  account: string;
  key: string | null;
  request: string;
  prepared: PreparedCall;
  ids: { id: string; child: string };
};

/** A sandbox over a store. Each secret key opens its own account; pages are served under /sandbox/. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { store, clock, origin } = options;
  const enqueue = createAccountQueue();
  const inUse = new Set<string>();

  /** Stripe saves what an endpoint answered, refusals too, but not what failed before it began. */
  async function serve(call: Call): Promise<Answer> {
    for (;;) {
      const answer = await attempt(call);
      if (answer !== null) return answer;
    }
  }

  /** One transaction: the answer, or null when time was not yet done and it must be tried again. */
  async function attempt(call: Call): Promise<Answer | null> {
    const { account } = call;
    try {
      return await store.transact(account, async (tx) => {
        const books = new Books(tx, origin);
        const now = clock();
        if (!(await catchUp(books, account, now))) return null;
        const replay = await findReplay(tx, call);
        if (replay !== null) return replay;
        const result = await call.prepared.run({ books, now, account, ...call.ids });
        const body = JSON.stringify(await expandPaths(books, result, call.prepared.expand));
        await saveReplay(tx, call, { status: 200, body });
        return { status: 200, body };
      });
    } catch (error) {
      if (!(error instanceof SandboxError) || error.body.type === "idempotency_error") throw error;
      const answer = answerError(error);
      await store.transact(account, (tx) => saveReplay(tx, call, answer));
      return answer;
    }
  }

  async function serveOnce(call: Call): Promise<Answer> {
    const { account, key } = call;
    const mark = key === null ? null : `${account} ${key}`;
    if (mark !== null && key !== null && inUse.has(mark)) throw keyInUse(key);
    if (mark !== null) inUse.add(mark);
    try {
      return await enqueue(account, () => serve(call));
    } finally {
      if (mark !== null) inUse.delete(mark);
    }
  }

  async function answer(request: Request): Promise<Answer> {
    const account = authenticate(request);
    const { endpoint, id, child } = findRoute(request.method, readPath(request));
    const { form, body } = await readRequest(request);
    const key = readIdempotencyKey(request);
    const prepared = endpoint.prepare(form);
    const call = { account, key, request: fingerprint(request, body), prepared };
    return serveOnce({ ...call, ids: { id, child } });
  }

  return {
    handle: async (request) => {
      try {
        const page = await handlePage(request, store, origin);
        if (page !== null) return page;
        return respond(request, await answer(request));
      } catch (error) {
        if (error instanceof SandboxError) return respond(request, answerError(error));
        options.onError?.(error);
        return respond(request, answerError(ownFault));
      }
    },
  };
}

const ownFault = new SandboxError(500, {
  type: "api_error",
  message: "An unknown error occurred in the sandbox.",
});

async function findReplay(tx: SandboxTransaction, call: Call): Promise<Answer | null> {
  const replay = call.key === null ? null : await tx.findReplay(call.key);
  if (replay === null || call.key === null) return null;
  if (replay.request !== call.request) throw keyMismatch(call.key);
  return { ...replay, headers: { "idempotent-replayed": "true" } };
}

async function saveReplay(tx: SandboxTransaction, call: Call, { status, body }: Answer) {
  if (call.key !== null) await tx.saveReplay(call.key, { request: call.request, status, body });
}

function answerError({ status, body }: SandboxError): Answer {
  return { status, body: JSON.stringify({ error: body }) };
}

function respond(request: Request, { status, body, headers }: Answer): Response {
  const key = request.headers.get("idempotency-key");
  return new Response(body, {
    status,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-cache, no-store",
      "request-id": newId("request"),
      "stripe-version": request.headers.get("stripe-version") ?? apiVersion,
      ...(key === null ? {} : { "idempotency-key": key }),
      ...headers,
    },
  });
}

/** The decoded path. What is not plain percent-encoded ASCII stays as it is, and matches no id. */
function readPath(request: Request): string {
  const { pathname } = new URL(request.url);
  const isReadable = /^(?:[^%]|%(?!00)[0-7][\da-f])*$/i.test(pathname);
  return isReadable ? decodeURIComponent(pathname) : pathname;
}
