import type { Scene } from "@/lib/actions/action";
import { buildPortalView } from "@/lib/portal/build-portal-view";
import { makeConfiguration, makeSnapshot, midPeriod } from "@/lib/portal/fact-builders";
import { wholeScope } from "@/lib/portal/session-scope";
import { offlineStripe } from "./offline-stripe";

/** What an action looks at, made of facts; Stripe is offline unless given. */
export function makeScene(over: Partial<Omit<Scene, "view">> = {}): Scene {
  const {
    merchantId = "mch_1",
    scope = wholeScope,
    stripe = offlineStripe().stripe,
    configuration = makeConfiguration(),
    snapshot = makeSnapshot(),
    now = midPeriod,
  } = over;
  const session = { id: "bps_1", returnUrl: null, scope, flow: null };
  const view = buildPortalView({ session, configuration, snapshot, now });
  return { merchantId, scope, stripe, configuration, snapshot, view, now };
}
