import { createHash } from "node:crypto";
import { claimIdempotencyKey, keepAnswer, releaseIdempotencyKey } from "../../db/idempotency-keys";
import type { Place } from "../../db/place";
import type { ReplayToKeep } from "../../db/write-with-trail";
import { PorticoError, toPorticoError } from "../../errors";
import { keepAnswersSeconds } from "../../limits/forget-old-answers";
import { decryptSecret, encryptSecret } from "../../secrets";
import { type FormHash, type FormValue, hashOf } from "../../wire/decode-form";

/** Longer than the slowest answer: reading Stripe is given up before. */
const holdSeconds = 90;

/** An idempotency key and the request that wants to execute under it. */
export type Keyed = Place & {
  readonly key: string;
  readonly holder: string;
  /** Turns true when the answer was written together with the change. */
  isKept: boolean;
};

export type Answered = {
  readonly status: number;
  readonly body: object;
  /** The request that was executed, when this is only its answer again. */
  readonly replayOf: string | null;
};

/**
 * Executes a request once for its idempotency key, as Stripe does: its answer is kept for 72 hours and given again,
 * an unexpected fault (500) too. A refusal is not kept, nor that Stripe could not be reached: nothing was done then.
 * Throws `idempotency_error` when the key belongs to another request, `idempotency_key_in_use` while one executes.
 * Source: https://docs.stripe.com/api/idempotent_requests
 */
export async function runOnce(
  keyed: Keyed,
  request: { readonly method: string; readonly path: string; readonly form: FormHash },
  execute: () => Promise<object>,
  tellFault: (error: PorticoError) => object,
): Promise<Answered> {
  const fingerprint = fingerprintOf(request);
  const keepSeconds = keepAnswersSeconds;
  const held = await claimIdempotencyKey({ ...keyed, fingerprint, holdSeconds, keepSeconds });
  if (held !== null) return replay(keyed, held, fingerprint);
  const body = await execute().catch(async (thrown: unknown) => {
    const error = toPorticoError(thrown);
    if (error.status === 500) await keepAnswer(keyed, 500, sealAnswer(keyed, tellFault(error)));
    else await releaseIdempotencyKey(keyed);
    throw error;
  });
  if (!keyed.isKept) await keepAnswer(keyed, 200, sealAnswer(keyed, body));
  return { status: 200, body, replayOf: null };
}

/** The answer as it is written with a change. */
export function replayToKeep(keyed: Keyed, body: object): ReplayToKeep {
  const { key, holder } = keyed;
  const onKept = () => {
    keyed.isKept = true;
  };
  return { key, holder, status: 200, answer: sealAnswer(keyed, body), onKept };
}

type Held = NonNullable<Awaited<ReturnType<typeof claimIdempotencyKey>>>;

function replay(keyed: Keyed, held: Held, fingerprint: string): Answered {
  if (held.fingerprint !== fingerprint) {
    const message =
      "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
      `Try using a key other than '${keyed.key}' if you meant to execute a different request.`;
    throw new PorticoError("idempotency_error", { message });
  }
  if (held.status === null || held.answer === null) {
    throw new PorticoError("idempotency_key_in_use", { retryAfterSeconds: 1 });
  }
  const body: unknown = JSON.parse(decryptSecret(held.answer, placeOf(keyed)));
  if (typeof body !== "object" || body === null) throw new PorticoError("internal");
  return { status: held.status, body, replayOf: held.holder };
}

function sealAnswer(keyed: Keyed, body: object): string {
  return encryptSecret(JSON.stringify(body), placeOf(keyed));
}

function placeOf({ merchantId, livemode, key }: Keyed) {
  return { table: "idempotency_keys", column: "answer", id: key, merchantId, livemode };
}

/** The order of parameters says nothing; their names do, also where they read as a list (`metadata[1]`). */
function fingerprintOf(request: { method: string; path: string; form: FormHash }): string {
  const { method, path, form } = request;
  const asked = [method, path, ...pairsOf(form, []).sort()];
  return createHash("sha256").update(JSON.stringify(asked)).digest("hex");
}

/** Every parameter as the JSON of its path and, at the end, its value. */
function pairsOf(value: FormValue, path: readonly string[]): string[] {
  if (typeof value === "string") return [JSON.stringify([...path, value])];
  const hash = Array.isArray(value) ? hashOf(value) : value;
  return Object.entries(hash).flatMap(([name, inner]) => pairsOf(inner, [...path, name]));
}
