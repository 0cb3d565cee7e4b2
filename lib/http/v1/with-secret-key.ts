import { PorticoError, toPorticoError } from "../../errors";
import { proveSecretKey } from "../../proofs/secret-key";
import type { Minter } from "../../sessions/mint-session";
import { decodeForm, FormFault, type FormHash } from "../../wire/decode-form";
import { mediaType } from "../media-type";
import { readBody } from "../read-body";
import { newRequestId, respondError } from "../respond";

const bodyLimit = 256 * 1024;

export type ApiCall = {
  readonly minter: Minter;
  readonly requestId: string;
  /** The decoded form, not yet parsed against any schema. */
  readonly form: FormHash;
};

/**
 * Wraps a handler of the Stripe-compatible API: a secret key of ours, Stripe's form encoding, Stripe's error
 * envelope, in which 401s too are `invalid_request_error`.
 */
export function withSecretKey(handle: (call: ApiCall) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    const requestId = newRequestId();
    try {
      const minter = await proveSecretKey(request.headers.get("authorization"));
      const form = await readForm(request);
      const response = await handle({ minter, requestId, form });
      const version = request.headers.get("stripe-version");
      if (version !== null) response.headers.set("Stripe-Version", version.slice(0, 100));
      return response;
    } catch (error) {
      return respondError(asStripeTells(error), requestId);
    }
  };
}

async function readForm(request: Request): Promise<FormHash> {
  if (mediaType(request) === "application/json") {
    const message =
      "Invalid request (check that your POST content type is application/x-www-form-urlencoded).";
    throw new PorticoError("parameter_invalid", { message });
  }
  const text = await readBody(request, bodyLimit);
  try {
    return decodeForm(new URLSearchParams(text));
  } catch (fault) {
    if (!(fault instanceof FormFault)) throw fault;
    const param = fault.param === undefined ? {} : { param: fault.param };
    throw new PorticoError("parameter_invalid", { message: fault.message, ...param });
  }
}

/** Stripe's own types: a 401 or 403 is an `invalid_request_error` there, a missing reference a 400. */
function asStripeTells(thrown: unknown): PorticoError {
  const error = toPorticoError(thrown);
  const isPlain =
    error.status < 500 && error.type !== "idempotency_error" && error.type !== "card_error";
  if (!isPlain) return error;
  const status =
    error.code === "resource_missing" && error.details.param !== undefined ? 400 : error.status;
  return new PorticoError(error.code, {
    ...error.details,
    message: error.message,
    status,
    type: "invalid_request_error",
  });
}
