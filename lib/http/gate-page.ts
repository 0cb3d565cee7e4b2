import { findMerchantBySlug } from "../db/merchants";
import { type ErrorCode, PorticoError, toPorticoError } from "../errors";
import { loadSession } from "../sessions/load-session";
import { requireOpenable } from "../sessions/redeem-session";
import { loadSnapshot } from "../snapshot/load-snapshot";
import { scopeOf } from "../snapshot/scope-of";
import { heldTokens } from "./cookies";
import { gateTask } from "./gate-task";
import { openPage } from "./open-page";
import { logError, newRequestId } from "./respond";

/** Why a page is not shown: the status it answers with and what the page may say. */
export type Refusal = {
  readonly status: number;
  readonly code: ErrorCode;
  readonly merchantName: string | null;
  readonly returnUrl: string | null;
  /** The portal to go back to, when its customer is signed in; null otherwise. */
  readonly portal: string | null;
};

/**
 * The door's verdict on a page, before anything is rendered: null lets it pass. Pages are only read; those of
 * the hosted surface ask for a session too. It decides what is shown, and with which status; who may act is
 * decided again by whoever acts.
 */
export async function gatePage(request: Request): Promise<Refusal | null> {
  const { pathname } = new URL(request.url);
  const [, area, segment = "", code] = pathname.split("/");
  try {
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw new PorticoError("method_not_allowed");
    }
    if (area !== "p" || segment === "") return null;
    if (segment === "session") await gateLink(request, code ?? "");
    else await gatePortal(request, segment);
    return null;
  } catch (error) {
    return refuse(toPorticoError(error), segment);
  }
}

/** A link that is used up or over is gone for good, whatever the same code means inside the portal. */
async function gateLink(request: Request, code: string): Promise<void> {
  try {
    await requireOpenable(code, heldTokens(request));
  } catch (error) {
    const { code: reason, details } = toPorticoError(error);
    if (!reason.startsWith("session_") || reason === "session_unknown") throw error;
    throw new PorticoError(reason, { ...details, status: 410 });
  }
}

async function gatePortal(request: Request, segment: string): Promise<void> {
  const context = await openPage(request.headers.get("cookie"), segment, loadSession);
  // With nothing kept, the page could not even say that Stripe is down: so it is read here, where an answer
  // can still have its status.
  if (!context.hasSnapshot) await loadSnapshot(scopeOf(context), { upcoming: "earliest" });
  await gateTask(context, new URL(request.url).pathname);
}

async function refuse(error: PorticoError, segment: string): Promise<Refusal> {
  logError(error, newRequestId());
  const { return_url: returnUrl, merchant, portal } = error.details.extra ?? {};
  const merchantName = textOrNull(merchant) ?? (await findMerchantName(segment));
  const isUnknownPlace = error.code === "session_required" && merchantName === null;
  return {
    status: isUnknownPlace ? 404 : error.status,
    code: isUnknownPlace ? "resource_missing" : error.code,
    merchantName,
    returnUrl: textOrNull(returnUrl),
    portal: textOrNull(portal),
  };
}

async function findMerchantName(segment: string): Promise<string | null> {
  const slug = segment.replace(/^test_/, "");
  if (!/^[a-z0-9-]{3,40}$/.test(slug)) return null;
  return (await findMerchantBySlug(slug))?.name ?? null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
