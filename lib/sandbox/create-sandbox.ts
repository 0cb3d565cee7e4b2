import { accountOf } from "./account-name";
import { createAccountQueue } from "./account-queue";
import { createAnswering } from "./answer-call";
import type { Books } from "./books";
import { enterAccount, type World } from "./enter-account";
import { createCourier, type Delivery } from "./events/create-courier";
import { newId } from "./ids";
import { handlePage } from "./pages/handle-page";
import { declineNext } from "./payments/decline-next";
import { findAccess } from "./platform/find-access";
import { requirePermission } from "./platform/permissions";
import { type Restriction, restrictKey } from "./platform/restrict-key";
import { readApiVersion } from "./protocol/api-version";
import { invalid, SandboxError } from "./protocol/errors";
import { fingerprint, readIdempotencyKey, takesIdempotencyKey } from "./protocol/idempotency";
import { readPath, readRequest } from "./protocol/read-request";
import { answerError, respond } from "./respond";
import { findRoute } from "./routes";

/** A Stripe that keeps state. */
export type Sandbox = {
  /** Takes and gives web requests and responses, never throws. */
  handle: (request: Request) => Promise<Response>;
  /** Makes a rk_test_ key open an account with permissions. Throws SandboxError (400). */
  restrictKey: (restriction: Restriction) => Promise<void>;
  /** Moves a key's account into the future; what falls due is done. Gives its time (unix seconds). */
  advanceAccount: (key: string, seconds: number) => Promise<number>;
  /** Has the next charge of a customer in a key's account declined. */
  declineNext: (key: string, customer: string) => Promise<void>;
};

export type SandboxOptions = World & {
  /** Told of faults of our own; the caller gets Stripe's 500. */
  onError?: (error: unknown) => void;
  /**
   * How events come to webhook endpoints. Without it nothing is delivered: whoever may create an endpoint
   * would make this process send requests to any address.
   */
  deliver?: Delivery;
};

/**
 * A sandbox over a store. Each secret key opens its own account; pages are served under /sandbox/, whose
 * addresses begin with `origin`. `clock` gives the time in unix seconds: what is due by it is done before
 * a request is served.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { store, deliver, onError = () => undefined } = options;
  const enqueue = createAccountQueue();
  const answerCall = createAnswering(options, enqueue);
  const courier = deliver === undefined ? null : createCourier(options, deliver, onError);

  async function answer(request: Request, id: string) {
    const access = await findAccess(store, request);
    readApiVersion(request);
    const { method } = request;
    const path = readPath(request);
    const { endpoint, ...ids } = findRoute(method, path);
    const { permissions, account } = access;
    if (permissions !== null) requirePermission(permissions, { ...access, method, path });
    const { form, body } = await readRequest(request);
    const named = readIdempotencyKey(request);
    const key = takesIdempotencyKey(request) ? named : null;
    const prepared = endpoint.prepare(form);
    const call = { access, id, named, key, request: fingerprint(request, body), prepared, ids };
    const answered = await answerCall(call);
    courier?.call(account);
    return answered;
  }

  async function serve(request: Request, id: string): Promise<Response> {
    const page = await handlePage(request, {
      findAccount: (prefix) => store.findAccount(prefix),
      visit: async (account, work) => {
        const entry = { account, cause: null };
        const { result } = await enqueue(account, () => enterAccount(options, entry, work));
        courier?.call(account);
        return result;
      },
    });
    return page ?? respond(request, id, await answer(request, id));
  }

  return {
    handle: async (request) => {
      const id = newId("request");
      try {
        return await serve(request, id);
      } catch (error) {
        if (error instanceof SandboxError) return respond(request, id, answerError(error));
        onError(error);
        return respond(request, id, answerError(null));
      }
    },
    declineNext: async (key, customer) => {
      const account = accountOf(key);
      const entry = { account, cause: null };
      const work = ({ books }: { books: Books }) => declineNext(books, customer);
      await enqueue(account, () => enterAccount(options, entry, work));
    },
    restrictKey: (restriction) => restrictKey(store, restriction),
    advanceAccount: async (key, seconds) => {
      const account = accountOf(key);
      const { now } = await enqueue(account, () => advanceAccount(options, account, seconds));
      courier?.call(account);
      return now;
    },
  };
}

/** Time only goes forward: what was billed stays billed. */
async function advanceAccount(world: World, account: string, seconds: number) {
  if (!Number.isSafeInteger(seconds) || seconds < 0 || seconds > 10 * 366 * 86_400) {
    throw invalid("Time moves forward by whole seconds, at most ten years at once.", "seconds");
  }
  const entry = { account, cause: null };
  await enterAccount(world, entry, async ({ books }) => {
    const before = (await books.find("account_time", "offset"))?.seconds ?? 0;
    await books.put("account_time", { id: "offset", seconds: before + seconds });
  });
  return enterAccount(world, entry, async () => undefined);
}
