import type { ActionInput, ActionName } from "@/lib/portal/actions";
import type { ChangeRecord, ChangeRecordPage } from "@/lib/portal/change-record";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { Expected, Preview } from "@/lib/portal/preview";
import type { PortalView } from "@/lib/portal/view";
import { PortalError, type Previewed } from "./portal-error";
import { readError } from "./read-error";
import type { ViewPart } from "./view-part";

/**
 * How a surface reaches the portal's API: like `fetch`, for a path below `/api/portal/`. The hosted page sends its
 * cookie along, the iframe its bearer, and the dashboard's preview answers by itself and changes nothing.
 */
export type Send = (path: string, init: RequestInit) => Promise<Response>;

/** Which session a call means, and how it is sent. */
export type Caller = { readonly session: string; readonly send: Send };

type Call = Caller & { readonly signal?: AbortSignal };

/** The hosted page's way: same origin, with its cookie. */
export const sendFromPage: Send = (path, init) => fetch(`/api/portal/${path}`, init);

/** The view as it is now, with the windows that this page shows. */
export function fetchView({ signal, ...caller }: Call, part: ViewPart | null): Promise<PortalView> {
  return call(caller, part === null ? "view" : `view?${part}`, signal ? { signal } : {});
}

/** What an action would do, and what to hand back so that nothing else is done. */
export function fetchPreview<Shown extends Preview>(
  { signal, ...caller }: Call,
  name: ActionName,
  input: ActionInput,
): Promise<Previewed<Shown>> {
  return call(caller, `previews/${name}`, { ...post({ input }), ...(signal ? { signal } : {}) });
}

/** Does it. The same nonce never does it twice. */
export function sendAction(
  caller: Caller,
  name: ActionName,
  body: { readonly nonce: string; readonly input: ActionInput; readonly expected: Expected },
): Promise<ActionAnswer> {
  return call(caller, `actions/${name}`, post(body));
}

/** What became of an action whose outcome was not known yet. */
export function fetchIntent({ signal, ...caller }: Call, intent: string): Promise<ActionAnswer> {
  return call(caller, `intents/${encodeURIComponent(intent)}`, signal ? { signal } : {});
}

/** A link that hands out an invoice's PDF once. */
export function createDownload(caller: Caller, invoice: string): Promise<{ url: string }> {
  return call(caller, "downloads", post({ invoice }));
}

/** A link that hands out the document of a change once. */
export function createRecordDownload(
  caller: Caller,
  record: string,
  format: "pdf" | "json",
): Promise<{ url: string }> {
  return call(caller, "downloads", post({ record, format }));
}

/** What was changed here, newest first; `after` is the last record of the page before. */
export function fetchRecords(
  { signal, ...caller }: Call,
  after: string | null,
): Promise<ChangeRecordPage> {
  const query = after === null ? "" : `?after=${encodeURIComponent(after)}`;
  return call(caller, `changes${query}`, signal ? { signal } : {});
}

export function fetchRecord({ signal, ...caller }: Call, id: string): Promise<ChangeRecord> {
  return call(caller, `changes/${encodeURIComponent(id)}`, signal ? { signal } : {});
}

/** Ends the visit at once, for every tab. */
export function endSession(caller: Caller): Promise<{ status: "ended" }> {
  return call(caller, "sessions/logout", post({}));
}

function post(body: object): RequestInit {
  return {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  };
}

/** The types are the server's own; an answer that is no JSON counts as the server's fault. */
async function call<Answer>(
  { session, send }: Caller,
  path: string,
  init: RequestInit,
): Promise<Answer> {
  const headers = { ...init.headers, "X-Portico-Request": session };
  const request = send(path, { ...init, headers, cache: "no-store" });
  const response = await request.catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw new PortalError("offline", { status: 0, requestId: null });
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw readError(response.status, body);
  return body as Answer;
}
