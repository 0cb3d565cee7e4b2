import type { Expected, Preview } from "@/lib/portal/preview";
import { PortalError } from "./portal-error";

type Envelope = {
  readonly error?: {
    readonly code?: unknown;
    readonly param?: unknown;
    readonly request_id?: unknown;
  };
  readonly preview?: Preview;
  readonly expected?: Expected;
};

/**
 * The error that a refused portal call tells about. Whatever answers (a proxy in between, say), this
 * gives one: without our envelope the code is `internal`.
 */
export function readError(status: number, body: unknown): PortalError {
  const { error, preview, expected } = isEnvelope(body) ? body : {};
  const code = typeof error?.code === "string" ? error.code : "internal";
  const requestId = typeof error?.request_id === "string" ? error.request_id : null;
  const param = typeof error?.param === "string" ? error.param : null;
  const renewed = preview && expected ? { renewed: { preview, expected } } : {};
  return new PortalError(code, { status, requestId, param, ...renewed });
}

function isEnvelope(body: unknown): body is Envelope {
  return typeof body === "object" && body !== null;
}
