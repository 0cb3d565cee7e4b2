import { type FaultySandbox, parseFault } from "./faults";
import { invalid, SandboxError } from "./protocol/errors";

type Handle = (request: Request) => Promise<Response>;
type Door = (sandbox: FaultySandbox, json: unknown) => Promise<unknown>;

/** What a test may do to a sandbox beside what Stripe offers: JSON to `POST`. */
const doors = new Map<string, Door>([
  ["/_faults", async (sandbox, json) => sandbox.arm(parseFault(json))],
  [
    "/_keys",
    (sandbox, json) => {
      const { key, account, permissions } = fieldsOf(json);
      const levels = Object.entries(fieldsOf(permissions));
      return sandbox.restrictKey({
        key: textOf(key, "key"),
        account: textOf(account, "account"),
        permissions: Object.fromEntries(
          levels.map(([name, level]) => [name, textOf(level, `permissions[${name}]`)]),
        ),
      });
    },
  ],
  [
    "/_declines",
    (sandbox, json) => {
      const { key, customer } = fieldsOf(json);
      return sandbox.declineNext(textOf(key, "key"), textOf(customer, "customer"));
    },
  ],
  [
    "/_time",
    async (sandbox, json) => {
      const { key, seconds } = fieldsOf(json);
      const now = await sandbox.advanceAccount(textOf(key, "key"), Number(seconds));
      return { now };
    },
  ],
]);

/** A sandbox with those doors. Only the stand-alone server has them; the product never does. */
export function withTestDoors(sandbox: FaultySandbox): Handle {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const door = doors.get(pathname);
    if (door === undefined) return sandbox.handle(request);
    if (request.method === "DELETE" && pathname === "/_faults") {
      sandbox.disarm();
      return new Response(null, { status: 204 });
    }
    if (request.method !== "POST") return new Response(null, { status: 405 });
    return open(() => request.json().then((json) => door(sandbox, json)));
  };
}

async function open(work: () => Promise<unknown>): Promise<Response> {
  try {
    const answer = await work();
    return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
  } catch (error) {
    if (error instanceof SandboxError) return Response.json({ error: error.body }, { status: 400 });
    if (error instanceof SyntaxError) {
      return Response.json({ error: { message: "Invalid JSON" } }, { status: 400 });
    }
    throw error;
  }
}

function fieldsOf(json: unknown): { [name: string]: unknown } {
  return typeof json === "object" && json !== null ? { ...json } : {};
}

function textOf(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw invalid(`Invalid ${name}`, name);
}
