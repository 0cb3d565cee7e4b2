import type { Send } from "@/components/portal/call-portal";
import { readError } from "@/components/portal/read-error";
import { type Grant, readGrant } from "./grant";

/** How a visit came to its end without the customer's doing. */
export type VisitEnd = "session_expired" | "session_revoked";

type Options = {
  readonly browser: string;
  /** Told each resume token to keep for a reload; null once the session is over. */
  readonly keep: (resume: string | null) => void;
  readonly onOver: (why: VisitEnd) => void;
  readonly request?: typeof fetch;
  /** Milliseconds, counted up. */
  readonly clock?: () => number;
};

/** A bearer is renewed when less than this is left of it, in seconds. */
const marginSeconds = 60;

/**
 * The iframe's way to the portal's API. The bearer lives in this closure and nowhere else; it is renewed by itself
 * before it runs out, by the resume token when that was missed. One renewal at a time, calls made meanwhile wait;
 * a call that met 401 is sent once more when there is a newer bearer by then.
 */
export function sendWithBearer(granted: Grant, options: Options): Send {
  const { browser, keep, onOver, clock = () => performance.now() } = options;
  const call = callWith(options.request ?? ((...sent) => fetch(...sent)));
  let { token, resume } = granted;
  let renewAt = 0;
  let renewing: Promise<void> | null = null;
  let isOver = false;
  let isTold = false;

  function take(next: Grant): void {
    token = next.token;
    renewAt = clock() + (next.expiresInSeconds - marginSeconds) * 1000;
    if (next.resume === null) return;
    resume = next.resume;
    keep(resume);
  }

  /** Whether the server refused to renew: then this way leads no further. */
  async function isRefused(body: object, bearer: string | null): Promise<boolean> {
    const headers = { "Content-Type": "application/json" };
    const sent = { method: "POST", headers, body: JSON.stringify(body) };
    const response = await call("sessions/renew", sent, bearer).catch(() => null);
    const next = response?.ok ? readGrant(await response.json()) : null;
    if (next !== null) take(next);
    return response?.status === 401;
  }

  async function resumeNow(): Promise<void> {
    if (isOver || (resume !== null && !(await isRefused({ resume, browser }, null)))) return;
    isOver = true;
    keep(null);
  }

  /** Only a call is told why: to a renewal, whatever is over is over. */
  async function tellOnce(refusal: Response): Promise<void> {
    if (!isOver || isTold) return;
    isTold = true;
    onOver(await reasonOf(refusal));
  }

  async function renew(): Promise<void> {
    if (await isRefused({}, token)) await resumeNow();
  }

  /** One at a time: whoever comes meanwhile waits for the same one. */
  function once(renewal: () => Promise<void>): Promise<void> {
    renewing ??= renewal().finally(() => {
      renewing = null;
    });
    return renewing;
  }

  take(granted);

  return async (path, init) => {
    if (renewing !== null || clock() >= renewAt) await once(renew);
    const used = token;
    const response = await call(path, init, used);
    if (response.status !== 401) return response;
    if (token === used) await once(resumeNow);
    if (token !== used) return call(path, init, token);
    await tellOnce(response);
    return response;
  };
}

async function reasonOf(refusal: Response): Promise<VisitEnd> {
  const answer: unknown = await refusal
    .clone()
    .json()
    .catch(() => null);
  const { code } = readError(refusal.status, answer);
  return code === "session_revoked" ? code : "session_expired";
}

function callWith(request: typeof fetch) {
  return (path: string, init: RequestInit, bearer: string | null): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (bearer !== null) headers.set("Authorization", `Bearer ${bearer}`);
    return request(`/api/portal/${path}`, { ...init, headers, credentials: "omit" });
  };
}
