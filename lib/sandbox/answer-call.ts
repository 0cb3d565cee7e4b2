import type { AccountQueue } from "./account-queue";
import type { PreparedCall } from "./endpoint";
import { enterAccount, type World } from "./enter-account";
import type { Access } from "./platform/find-access";
import { SandboxError } from "./protocol/errors";
import { expandPaths } from "./protocol/expand";
import { keyInUse, keyMismatch } from "./protocol/idempotency";
import { type Answer, answerError } from "./respond";
import type { SandboxTransaction } from "./store";

/** A request that was understood. */
export type Call = {
  access: Access;
  /** The request's id. */
  id: string;
  /** Its idempotency key, as its events name it. */
  named: string | null;
  /** The key that stands for its answer, and the fingerprint of what it asks. Null: none does. */
  key: string | null;
  request: string;
  prepared: PreparedCall;
  ids: { id: string; child: string };
};

/** Answers calls, those of one account in the order they came; of two with the same key the later is refused. */
export function createAnswering(world: World, enqueue: AccountQueue) {
  const inUse = new Set<string>();
  return async (call: Call): Promise<Answer> => {
    const { access, key } = call;
    if (key === null) return enqueue(access.account, () => answerCall(world, call));
    const mark = `${access.account} ${key}`;
    if (inUse.has(mark)) throw keyInUse(key);
    inUse.add(mark);
    try {
      return await enqueue(access.account, () => answerCall(world, call));
    } finally {
      inUse.delete(mark);
    }
  };
}

/** Stripe saves what an endpoint answered, refusals too, but not what failed before it began. */
async function answerCall(world: World, call: Call): Promise<Answer> {
  const { access, id, named, key } = call;
  const entry = { ...access, cause: { id, key: named } };
  try {
    const { result, now } = await enterAccount(world, entry, async (context, tx) => {
      const replay = await findReplay(tx, call);
      if (replay !== null) return replay;
      const answer = await run(call, context);
      await saveReplay(tx, call, answer);
      return answer;
    });
    return { ...result, now };
  } catch (error) {
    if (!(error instanceof SandboxError) || error.body.type === "idempotency_error") throw error;
    const answer = answerError(error);
    if (key !== null)
      await world.store.transact(access.account, (tx) => saveReplay(tx, call, answer));
    return answer;
  }
}

async function run(
  { prepared, ids }: Call,
  context: Parameters<Parameters<typeof enterAccount>[2]>[0],
): Promise<Answer> {
  const result = await prepared.run({ ...context, ...ids });
  if (result instanceof SandboxError) return answerError(result);
  const shown = await expandPaths(context.books, result, prepared.expand);
  return { status: 200, body: JSON.stringify(shown) };
}

async function findReplay(tx: SandboxTransaction, call: Call): Promise<Answer | null> {
  const replay = call.key === null ? null : await tx.findReplay(call.key);
  if (replay === null || call.key === null) return null;
  if (replay.request !== call.request) throw keyMismatch(call.key);
  return { ...replay, headers: { "idempotent-replayed": "true" } };
}

async function saveReplay(tx: SandboxTransaction, call: Call, { status, body }: Answer) {
  if (call.key !== null) await tx.saveReplay(call.key, { request: call.request, status, body });
}
