import { PorticoError } from "../errors";
import { clientAddress } from "./client-address";
import { mediaType } from "./media-type";
import { requireOurOrigin } from "./origins";
import { readJson } from "./read-body";
import { newRequestId, respondError } from "./respond";

const bodyLimit = 64 * 1024;

export type OwnPageCall = {
  readonly requestId: string;
  /** The JSON body, not yet parsed against any schema. */
  readonly body: unknown;
  readonly cookie: string | null;
  /** The network address it comes from. */
  readonly address: string;
};

/**
 * Wraps a POST that our own pages send while nobody need be signed in yet: same origin only, JSON only, at most 64 kB.
 * Every refusal is the error envelope.
 */
export function withOwnPage(handle: (call: OwnPageCall) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    const requestId = newRequestId();
    try {
      requireOurOrigin(request, true);
      if (mediaType(request) !== "application/json") {
        throw new PorticoError("unsupported_media_type");
      }
      const body = await readJson(request, bodyLimit);
      const cookie = request.headers.get("cookie");
      return await handle({ requestId, body, cookie, address: clientAddress(request.headers) });
    } catch (error) {
      return respondError(error, requestId);
    }
  };
}
