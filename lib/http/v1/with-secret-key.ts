import type { ApiKeyOwner } from "../../db/api-keys";
import type { Cause } from "../../db/write-with-trail";
import { PorticoError } from "../../errors";
import type { LimitName } from "../../limits/limits";
import { takeFromLimit } from "../../limits/take-from-limit";
import { proveSecretKey } from "../../proofs/secret-key";
import { apiVersion } from "../../stripe/api-version";
import { clientAddress } from "../client-address";
import { errorBody, newRequestId, respond, respondError } from "../respond";
import { asStripeTells } from "./as-stripe-tells";
import { docUrl } from "./doc-url";
import type { Endpoint } from "./endpoint";
import { readParams } from "./read-params";
import { requireOwnAccount } from "./require-own-account";
import { type Answered, type Keyed, replayToKeep, runOnce } from "./run-once";
import { unknownUrl } from "./unknown-url";

/** Next gives no ids where the path has none, whatever its types say. */
type Context = { readonly params: Promise<Record<string, string> | undefined> };

/**
 * Wraps an endpoint of the Stripe-compatible API: a secret key of ours, limits, Stripe's form encoding, idempotency,
 * versions and accounts, and Stripe's error envelope, in which 401s too are `invalid_request_error`.
 */
export function withSecretKey(endpoint: Endpoint) {
  return async (request: Request, context: Context): Promise<Response> => {
    const ids = (await context.params) ?? {};
    // PostgreSQL refuses NUL, and no id of anything has a control character.
    if (Object.values(ids).some((id) => /\p{Cc}/u.test(id))) return unknownUrl(request);
    // Only what changes something is executed once: reading twice does no harm.
    const key = endpoint.method === "POST" ? request.headers.get("idempotency-key") : null;
    const answer = await answerWith(endpoint, request, { requestId: newRequestId(), key, ids });
    echo(request, key, answer);
    return answer;
  };
}

/** What Stripe says again of what it was asked with. */
function echo({ headers: asked }: Request, key: string | null, { ok, headers }: Response): void {
  const version = asked.get("stripe-version") ?? apiVersion;
  if (isVersion(version)) headers.set("Stripe-Version", version);
  const account = asked.get("stripe-account");
  if (account !== null && ok) headers.set("Stripe-Account", account);
  if (key !== null && isKey(key)) headers.set("Idempotency-Key", key);
}

type Arrival = {
  readonly requestId: string;
  readonly key: string | null;
  readonly ids: Readonly<Record<string, string>>;
};

async function answerWith(
  endpoint: Endpoint,
  request: Request,
  arrival: Arrival,
): Promise<Response> {
  const { requestId, key, ids } = arrival;
  try {
    const caller = await requireCaller(request);
    await requireManners(request, caller, key);
    const form = await readParams(request);
    const keyed = key === null ? null : keyedOf(caller, key, requestId);
    const execute = endpoint.prepare({
      caller,
      requestId,
      ids,
      form,
      causeOf: (body) => causeOf(caller, arrival, keyed, body),
    });
    if (keyed === null) return respond(await execute(), requestId);
    const { pathname: path } = new URL(request.url);
    const asked = { method: endpoint.method, path, form };
    const answered = await runOnce(keyed, asked, execute, (error) =>
      errorBody(asStripeTells(error), requestId, docUrl),
    );
    return respondAnswered(answered, requestId);
  } catch (thrown) {
    const error = asStripeTells(thrown);
    const response = respondError(error, requestId, docUrl);
    // The answer is there in a moment: Stripe's SDKs are to ask for it again.
    if (error.code === "idempotency_key_in_use")
      response.headers.set("Stripe-Should-Retry", "true");
    return response;
  }
}

/** Who guesses keys is slowed down by address, who has one by merchant and mode. */
async function requireCaller({ headers }: Request): Promise<ApiKeyOwner> {
  const caller = await proveSecretKey(headers.get("authorization")).catch(async (error) => {
    const isGuess = error instanceof PorticoError && error.status === 401;
    if (isGuess) await requireRoom("api_key_address", clientAddress(headers));
    throw error;
  });
  await requireRoom("api_merchant", `${caller.merchantId} ${caller.livemode}`);
  return caller;
}

async function requireRoom(name: LimitName, key: string): Promise<void> {
  const { allowed, retryAfterSeconds } = await takeFromLimit(name, key);
  if (!allowed) throw new PorticoError("rate_limit", { retryAfterSeconds });
}

async function requireManners(request: Request, caller: ApiKeyOwner, key: string | null) {
  const version = request.headers.get("stripe-version");
  if (version !== null && !isVersion(version)) {
    const message = `Invalid Stripe API version: ${version.slice(0, 100)}`;
    throw new PorticoError("parameter_invalid", { message });
  }
  if (key !== null && !isKey(key)) {
    const message = "Idempotency keys are between 1 and 255 characters long.";
    throw new PorticoError("idempotency_error", { message });
  }
  // Stripe's SDKs know both; whoever names an account is never answered for another one.
  for (const name of ["stripe-account", "stripe-context"]) {
    const account = request.headers.get(name);
    if (account !== null) await requireOwnAccount(caller, account);
  }
}

/** A date and a release's name, and what else a beta of Stripe's wants there: `2026-10-28.endive; some_beta=v1` */
function isVersion(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?:\.[a-z]+)?(?:; ?\w+=v\d+)*;?$/.test(text) && text.length <= 255;
}

function isKey(text: string): boolean {
  return text.length >= 1 && text.length <= 255;
}

function keyedOf({ merchantId, livemode }: ApiKeyOwner, key: string, holder: string): Keyed {
  return { merchantId, livemode, key, holder, isKept: false };
}

function causeOf(
  caller: ApiKeyOwner,
  { requestId, key }: Arrival,
  keyed: Keyed | null,
  body: object,
): Cause {
  return {
    actorType: "api_key",
    actorId: caller.keyId,
    request: { id: requestId, idempotency_key: key },
    replay: keyed === null ? null : replayToKeep(keyed, body),
  };
}

function respondAnswered({ status, body, replayOf }: Answered, requestId: string): Response {
  const response = respond(body, requestId, status);
  if (replayOf !== null) {
    response.headers.set("Idempotent-Replayed", "true");
    response.headers.set("Original-Request", replayOf);
    // It would be the same again for 72 hours: Stripe's SDKs need not try.
    if (status === 500) response.headers.set("Stripe-Should-Retry", "false");
  }
  return response;
}
