import { findLoginPage, findPlace, type LoginPage } from "../../configurations/find-login-page";
import { findMerchantPlace } from "../../configurations/find-merchant-place";
import { canMail } from "../../email/can-mail";
import { type ErrorCode, PorticoError, toPorticoError } from "../../errors";
import { leadInFlow } from "../../portal/flow-path";
import { viewFlow } from "../../portal/keep-to-flow";
import { nextPath } from "../../portal/next-path";
import { loadSession } from "../../sessions/load-session";
import { requireOpenable } from "../../sessions/redeem-session";
import { loadSnapshot } from "../../snapshot/load-snapshot";
import { scopeOf } from "../../snapshot/scope-of";
import { heldTokens } from "../portal/cookies";
import { openPage } from "../portal/open-page";
import { logError, newRequestId } from "../respond";
import { gateMailedLink } from "./gate-mailed-link";
import { gateBegin, gateRecord, gateTask } from "./gate-task";
import type { LoginShown, RecoveryShown, Verdict } from "./verdict";

/**
 * The door's verdict on a page, before anything is rendered: null lets it pass. Pages are only read; those of
 * the hosted surface ask for a session too. It decides what is shown, and with which status; who may act is
 * decided again by whoever acts.
 */
export async function gatePage(request: Request): Promise<Verdict | null> {
  const { pathname } = new URL(request.url);
  const [, area, segment = "", below, id = ""] = pathname.split("/");
  try {
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw new PorticoError("method_not_allowed");
    }
    if (area === "embed") await requirePlace(segment);
    if (area !== "p" || segment === "") return null;
    return await gateBelow(request, { segment, below, id });
  } catch (error) {
    return await refuse(toPorticoError(error), segment, request);
  }
}

type Below = {
  readonly segment: string;
  readonly below: string | undefined;
  readonly id: string;
};

/** The pages of who is not signed in, by what follows the portal's name; all others are the portal's own. */
async function gateBelow(request: Request, { segment, below, id }: Below): Promise<Verdict | null> {
  if (segment === "session") await gateLink(request, below ?? "");
  else if (below === "link") return await gateMailedLink(request, segment, id);
  else if (below === "login") await requireLoginPage(segment, id);
  else if (below === "added") await requirePlace(segment);
  else if (below === "recover") throw new PorticoError("resource_missing");
  else return await gatePortal(request, segment);
  return null;
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

async function requireLoginPage(segment: string, configuration: string): Promise<void> {
  if ((await findLoginPage(segment, configuration)) === null) {
    throw new PorticoError("resource_missing");
  }
}

/** A portal in a frame is anybody's to load, if there is one: who comes in is decided inside. So is the end of its tab. */
async function requirePlace(segment: string): Promise<void> {
  if ((await findPlace(segment)) === null) throw new PorticoError("resource_missing");
}

/** A session that was made for one task is led to it from wherever it was asked for. */
async function gatePortal(request: Request, segment: string): Promise<Verdict | null> {
  const context = await openPage(request.headers.get("cookie"), segment, loadSession);
  // With nothing kept, the page could not even say that Stripe is down: so it is read here, where an answer
  // can still have its status.
  if (!context.hasSnapshot) await loadSnapshot(scopeOf(context), { upcoming: "earliest" });
  const { pathname } = new URL(request.url);
  const lead = leadInFlow(viewFlow(context.session.flow), pathname.slice(`/p/${segment}`.length));
  if (lead !== null) return { kind: "lead", path: `/p/${segment}${lead}` };
  await gateTask(context, pathname);
  await gateBegin(context, pathname);
  await gateRecord(context, pathname);
  return null;
}

/** What leads to a login page, where there is one: a visit that is over or never began, and a link that is. */
const mended = /^(?:session_(?:required|expired|used|revoked)|link_\w+|too_many_attempts)$/;

async function refuse(error: PorticoError, segment: string, request: Request): Promise<Verdict> {
  logError(error, newRequestId());
  const told = readExtra(error.details.extra);
  const recovery = await findRecovery(error.code, told);
  if (recovery !== null) return recovery;
  const login = mended.test(error.code)
    ? await findLogin(told.segment ?? segment, told.configuration)
    : null;
  if (login !== null && error.status === 401) return showLogin(error.code, login, request);
  const merchantName = told.merchant ?? (await findMerchantPlace(segment))?.merchant.name ?? null;
  const isUnknownPlace = error.code === "session_required" && merchantName === null;
  return {
    kind: "refused",
    status: isUnknownPlace ? 404 : error.status,
    code: isUnknownPlace ? "resource_missing" : spokenCode(error.code, request),
    merchantName,
    returnUrl: told.returnUrl,
    portal: told.portal,
    login: login === null ? null : withEmail(login.path, told.email),
  };
}

/** The way back in that the session itself was made with, whether or not there is a login page. */
async function findRecovery(
  code: ErrorCode,
  { recoverable, segment, configuration, returnUrl }: ReturnType<typeof readExtra>,
): Promise<RecoveryShown | null> {
  if (!recoverable || segment === null || configuration === null || !canMail()) return null;
  if ((await findPlace(segment, configuration)) === null) return null;
  return { kind: "recovery", status: 410, segment, configuration, code, returnUrl };
}

/** The configuration's own login page, or the default one's. */
async function findLogin(segment: string, configuration: string | null): Promise<LoginPage | null> {
  const own = configuration === null ? null : await findLoginPage(segment, configuration);
  return own ?? findLoginPage(segment);
}

function showLogin(code: ErrorCode, login: LoginPage, request: Request): LoginShown {
  const { pathname, search, searchParams } = new URL(request.url);
  const { segment, configurationId } = login;
  const isFront = pathname === `/p/${segment}`;
  const spoken = spokenCode(code, request);
  return {
    kind: "login",
    status: isFront ? 200 : 401,
    segment,
    configuration: configurationId,
    code: isFront && spoken === "session_required" ? null : spoken,
    prefilledEmail: searchParams.get("prefilled_email"),
    next: nextPath(`/p/${segment}`, isFront ? searchParams.get("next") : `${pathname}${search}`),
  };
}

/** Who has just logged out is told so, not that a session is missing. */
function spokenCode(code: ErrorCode, request: Request): ErrorCode | "logged_out" {
  const isOver = code === "session_required" || code === "session_expired";
  const reason = new URL(request.url).searchParams.get("reason");
  return isOver && reason === "logged_out" ? "logged_out" : code;
}

function withEmail(path: string, email: string | null): string {
  return email === null ? path : `${path}?prefilled_email=${encodeURIComponent(email)}`;
}

function readExtra(extra: Readonly<Record<string, unknown>> = {}) {
  return {
    returnUrl: textOrNull(extra["return_url"]),
    merchant: textOrNull(extra["merchant"]),
    portal: textOrNull(extra["portal"]),
    segment: textOrNull(extra["segment"]),
    configuration: textOrNull(extra["configuration"]),
    email: textOrNull(extra["email"]),
    recoverable: extra["recoverable"] === true,
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
