import type { Sandbox } from "./create-sandbox";
import { newId } from "./ids";
import { accountOf, authenticate } from "./protocol/authenticate";
import { SandboxError } from "./protocol/errors";

/** How a request is to fail: before or after the sandbox has done its work, or by being slow. */
export type Fault = {
  account: string;
  method: string;
  pathPrefix: string;
  /** How many requests it strikes. */
  times: number;
  kind: "status-before" | "status-after" | "reset-before" | "reset-after" | "delay";
  /** With the status kinds. */
  status: number;
  /** Stripe's error code, e.g. lock_timeout; "" for none. */
  code: string;
  delayMs: number;
};

/** The connection is to be cut without an answer. */
export class ConnectionReset extends Error {}

export type FaultySandbox = Sandbox & { arm: (fault: Fault) => void; disarm: () => void };

const kinds = ["status-before", "status-after", "reset-before", "reset-after", "delay"] as const;

/**
 * A sandbox that fails on request, for tests of what speaks to it. Only the stand-alone server wraps
 * its sandbox so; the product's own has no way to be armed. `handle` throws ConnectionReset.
 */
export function withFaults(sandbox: Sandbox): FaultySandbox {
  const armed: Fault[] = [];
  return {
    arm: (fault) => void armed.push({ ...fault }),
    disarm: () => void armed.splice(0),
    handle: async (request) => {
      const fault = take(armed, request);
      if (fault === undefined) return sandbox.handle(request);
      if (fault.kind === "delay") {
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
        return sandbox.handle(request);
      }
      if (fault.kind.endsWith("-after")) await sandbox.handle(request);
      if (fault.kind.startsWith("reset")) throw new ConnectionReset();
      return fail(fault);
    },
  };
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
  return request.headers.has("authorization") && authenticate(request) === fault.account;
}

function fail({ status, code }: Fault): Response {
  const type = status >= 500 ? "api_error" : "invalid_request_error";
  const error = { type, message: `Fault on request: ${status}`, ...(code === "" ? {} : { code }) };
  return Response.json({ error }, { status, headers: { "request-id": newId("request") } });
}

function badFault(name: string): SandboxError {
  return new SandboxError(400, {
    type: "invalid_request_error",
    message: `Invalid fault: ${name}`,
    param: name,
  });
}
