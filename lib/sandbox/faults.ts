import { accountOf } from "./account-name";
import type { Sandbox } from "./create-sandbox";
import { newId } from "./ids";
import { authenticate } from "./protocol/authenticate";
import { SandboxError } from "./protocol/errors";

const kinds = [
  "status-before",
  "status-after",
  "reset-before",
  "reset-after",
  "truncated-before",
  "truncated-after",
  "html-before",
  "html-after",
  "delay",
] as const;

/** How a request is to fail: before or after the sandbox has done its work, or by being slow. */
export type Fault = {
  account: string;
  method: string;
  pathPrefix: string;
  /** How many requests it strikes. */
  times: number;
  kind: (typeof kinds)[number];
  /** With the kinds status and html. */
  status: number;
  /** Stripe's error code, e.g. lock_timeout; "" for none. */
  code: string;
  delayMs: number;
  /** Seconds of a Retry-After header; 0: none. */
  retryAfter: number;
};

/** The connection is to be cut: without an answer, or in the middle of one. */
export class ConnectionReset extends Error {
  readonly partial: Response | null;

  constructor(partial: Response | null = null) {
    super("The connection is cut on request.");
    this.partial = partial;
  }
}

export type FaultySandbox = Sandbox & { arm: (fault: Fault) => void; disarm: () => void };

/**
 * A sandbox that fails on request, for tests of what speaks to it. Only the stand-alone server wraps
 * its sandbox so; the product's own has no way to be armed. `handle` throws ConnectionReset.
 */
export function withFaults(sandbox: Sandbox): FaultySandbox {
  const armed: Fault[] = [];
  return {
    ...sandbox,
    arm: (fault) => void armed.push({ ...fault }),
    disarm: () => void armed.splice(0),
    handle: async (request) => {
      const fault = take(armed, request);
      return fault === undefined ? sandbox.handle(request) : strike(sandbox, fault, request);
    },
  };
}

async function strike(sandbox: Sandbox, fault: Fault, request: Request): Promise<Response> {
  if (fault.kind === "delay") {
    await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    return sandbox.handle(request);
  }
  const truth = fault.kind.endsWith("-after") ? await sandbox.handle(request) : null;
  if (fault.kind.startsWith("reset")) throw new ConnectionReset();
  if (fault.kind.startsWith("truncated")) throw new ConnectionReset(truth ?? fail(fault));
  return fault.kind.startsWith("html") ? failInHtml(fault) : fail(fault);
}

/** Reads a fault as `POST /_faults` takes it: JSON with the secret key instead of the account. */
export function parseFault(json: unknown): Fault {
  const fields = new Map(Object.entries(typeof json === "object" && json !== null ? json : {}));
  const text = (name: string, otherwise?: string) => {
    const value = fields.get(name) ?? otherwise;
    if (typeof value !== "string") throw badFault(name);
    return value;
  };
  const number = (name: string, otherwise: number) => {
    const value = fields.get(name) ?? otherwise;
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0) throw badFault(name);
    return value;
  };
  const kind = kinds.find((candidate) => candidate === fields.get("kind"));
  if (kind === undefined) throw badFault("kind");
  return {
    account: accountOf(text("key")),
    method: text("method", "POST"),
    pathPrefix: text("pathPrefix", "/v1/"),
    times: number("times", 1),
    kind,
    status: number("status", 500),
    code: text("code", ""),
    delayMs: number("delayMs", 0),
    retryAfter: number("retryAfter", 0),
  };
}

function take(armed: readonly Fault[], request: Request): Fault | undefined {
  const { pathname } = new URL(request.url);
  const fault = armed.find(
    (candidate) =>
      candidate.times > 0 &&
      candidate.method === request.method &&
      pathname.startsWith(candidate.pathPrefix) &&
      isOf(candidate, request),
  );
  if (fault !== undefined) fault.times -= 1;
  return fault;
}

function isOf(fault: Fault, request: Request): boolean {
  return request.headers.has("authorization") && accountOf(authenticate(request)) === fault.account;
}

function fail(fault: Fault): Response {
  const { status, code } = fault;
  const type = status >= 500 ? "api_error" : "invalid_request_error";
  const error = { type, message: `Fault on request: ${status}`, ...(code === "" ? {} : { code }) };
  return Response.json({ error }, { status, headers: headersOf(fault) });
}

/** What a proxy in between answers. */
function failInHtml(fault: Fault): Response {
  const body = `<html><head><title>${fault.status}</title></head><body>Fault on request</body></html>`;
  const headers = { ...headersOf(fault), "content-type": "text/html" };
  return new Response(body, { status: fault.status, headers });
}

function headersOf({ retryAfter }: Fault): Record<string, string> {
  const id = { "request-id": newId("request") };
  return retryAfter === 0 ? id : { ...id, "retry-after": String(retryAfter) };
}

function badFault(name: string): SandboxError {
  return new SandboxError(400, {
    type: "invalid_request_error",
    message: `Invalid fault: ${name}`,
    param: name,
  });
}
