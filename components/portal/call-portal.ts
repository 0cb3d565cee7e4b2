import type { ActionInput, ActionName } from "@/lib/portal/actions";
import type { ActionAnswer } from "@/lib/portal/outcome";
import type { Expected, Preview } from "@/lib/portal/preview";
import type { PortalView } from "@/lib/portal/view";
import { PortalError, type Previewed } from "./portal-error";
import { readError } from "./read-error";

type Call = { readonly session: string; readonly signal?: AbortSignal };

/** The view as it is now; `after` is the invoice that the page of invoices follows. */
export function fetchView({ session, signal }: Call, after: string | null): Promise<PortalView> {
  const query = after === null ? "" : `?invoices_after=${encodeURIComponent(after)}`;
  return call(session, `view${query}`, signal ? { signal } : {});
}

/** What an action would do, and what to hand back so that nothing else is done. */
export function fetchPreview<Shown extends Preview>(
  { session, signal }: Call,
  name: ActionName,
  input: ActionInput,
): Promise<Previewed<Shown>> {
  return call(session, `previews/${name}`, { ...post({ input }), ...(signal ? { signal } : {}) });
}

/** Does it. The same nonce never does it twice. */
export function sendAction(
  session: string,
  name: ActionName,
  body: { readonly nonce: string; readonly input: ActionInput; readonly expected: Expected },
): Promise<ActionAnswer> {
  return call(session, `actions/${name}`, post(body));
}

/** What became of an action whose outcome was not known yet. */
export function fetchIntent({ session, signal }: Call, intent: string): Promise<ActionAnswer> {
  return call(session, `intents/${encodeURIComponent(intent)}`, signal ? { signal } : {});
}

/** A link that hands out an invoice's PDF once. */
export function createDownload(session: string, invoice: string): Promise<{ url: string }> {
  return call(session, "downloads", post({ invoice }));
}

function post(body: object): RequestInit {
  return {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  };
}

/** The types are the server's own; an answer that is no JSON counts as the server's fault. */
async function call<Answer>(session: string, path: string, init: RequestInit): Promise<Answer> {
  const headers = { ...init.headers, "X-Portico-Request": session };
  const request = fetch(`/api/portal/${path}`, { ...init, headers, cache: "no-store" });
  const response = await request.catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw new PortalError("offline", { status: 0, requestId: null });
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw readError(response.status, body);
  return body as Answer;
}
