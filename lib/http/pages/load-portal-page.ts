import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { PorticoError } from "../../errors";
import { pickLocale } from "../../i18n/pick-locale";
import { buildPortalView } from "../../portal/build-portal-view";
import { subscriptionOf } from "../../portal/flow";
import type { MerchantFrame } from "../../portal/frame";
import { loginPath } from "../../portal/login-path";
import type { PortalView } from "../../portal/view";
import { frameOf } from "../../sessions/frame-of";
import { type PortalContext, visitSession } from "../../sessions/load-session";
import { loadLook } from "../../snapshot/load-look";
import type { SnapshotOptions } from "../../snapshot/load-snapshot";
import { recentSnapshot } from "../../snapshot/recent-snapshot";
import { scopeOf } from "../../snapshot/scope-of";
import { timeOf } from "../../snapshot/time-of";
import { openPage } from "../portal/open-page";

export type PortalPageData = {
  readonly view: PortalView;
  readonly frame: MerchantFrame;
  readonly locale: string;
};

/**
 * Everything a portal page paints. Opening a page is activity. proxy.ts has answered every refusal it can
 * foresee with its status; what changes between the two is answered as a missing page.
 */
export async function loadPortalPage(
  segment: string,
  request: Pick<SnapshotOptions, "target" | "invoicesAfter" | "list"> = {},
): Promise<PortalPageData> {
  const sent = await headers();
  const context = await requirePageSession(sent.get("cookie"), segment);
  const { session, livemode, configuration } = context;
  const [seen, look] = await Promise.all([loadSeen(context, request), loadLook(context)]);
  const view = buildPortalView({ session, configuration, now: timeOf(seen.snapshot), ...seen });
  const wish = [session.locale, ...seen.snapshot.customer.preferredLocales];
  const locale = pickLocale(wish, sent.get("accept-language"));
  return {
    view,
    frame: frameOf(segment, look, livemode, findLoginUrl(segment, context)),
    locale,
  };
}

function findLoginUrl(segment: string, context: PortalContext): string | null {
  const { configuration, configurationId: id, hasDefaultConfiguration: isDefault } = context;
  return configuration.login_page.enabled ? loginPath(segment, { id, isDefault }) : null;
}

async function requirePageSession(cookie: string | null, segment: string): Promise<PortalContext> {
  try {
    return await openPage(cookie, segment, visitSession);
  } catch (error) {
    if (error instanceof PorticoError && error.status === 401) notFound();
    throw error;
  }
}

async function loadSeen(context: PortalContext, request: SnapshotOptions) {
  try {
    // What a session's one task is about is shown to its end, wherever it stands in the list.
    const flow = context.session.flow?.flow;
    const target = request.target ?? (flow && subscriptionOf(flow)) ?? null;
    return await recentSnapshot(scopeOf(context), { ...request, target, upcoming: "earliest" });
  } catch (error) {
    if (error instanceof PorticoError && error.code === "resource_missing") notFound();
    throw error;
  }
}
