import type Stripe from "stripe";
import { nowSeconds } from "../clock";
import { PorticoError } from "../errors";
import { inTime } from "../in-time";
import { log } from "../log";
import { once } from "../once";
import { stripeIds } from "../portal/stripe-ids";
import type { PortalContext } from "../sessions/load-session";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";

/** Whose name and look the portal's pages show. */
export type Look = { readonly name: string; readonly branding: unknown };

type Kept = { readonly until: number; readonly look: Look | null };

const keepSeconds = 300;
/** Asked again sooner where it could not be read. */
const retrySeconds = 30;
const mostKept = 500;
/** Longer than that no page waits for a look. */
const longestWaitMs = 3000;

/**
 * The name and look that a session's pages show: those of the connected account whose billing alone it shows, kept
 * for five minutes; the merchant's for every other session, and where the account's cannot be read.
 */
export async function loadLook(context: PortalContext): Promise<Look> {
  const { merchant, session } = context;
  const { onBehalfOf } = session.scope;
  const look = onBehalfOf === null ? null : await findLook(context, onBehalfOf);
  return look === null ? merchant : { ...look, name: look.name || merchant.name };
}

async function findLook(context: PortalContext, account: string): Promise<Look | null> {
  const kept = once("account.looks", () => new Map<string, Kept>());
  const { merchant, livemode } = context;
  const key = `${merchant.id}:${livemode} ${account}`;
  const held = kept.get(key);
  if (held !== undefined && nowSeconds() < held.until) return held.look;
  const look = await readLook(context, account);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, { until: nowSeconds() + (look === null ? retrySeconds : keepSeconds), look });
  return look;
}

async function readLook(
  { merchant, livemode }: PortalContext,
  account: string,
): Promise<Look | null> {
  if (!stripeIds.account.test(account)) return null;
  const expand = ["settings.branding.icon", "settings.branding.logo"];
  try {
    const stripe = await loadStripe(merchant.id, livemode);
    const ask = () => read(() => stripe.accounts.retrieve(account, { expand }));
    const late = () => new PorticoError("stripe_unavailable");
    return toLook(await inTime(ask, longestWaitMs, late));
  } catch (error) {
    log().info({ account, err: error }, "the look of a connected account cannot be read");
    return null;
  }
}

/** In the shape in which a merchant's own is kept. */
function toLook({ business_profile: profile, settings }: Stripe.Account): Look {
  const branding = settings?.branding;
  return {
    name: profile?.name || settings?.dashboard.display_name || "",
    branding: {
      accent: branding?.primary_color ?? null,
      logo_url: findImage(branding?.icon) ?? findImage(branding?.logo),
    },
  };
}

/** Where the public may see a file, which is only where its account made a link to it. */
function findImage(file: string | Stripe.File | null | undefined): string | null {
  if (file === null || file === undefined || typeof file === "string") return null;
  return file.links?.data.find(({ expired, url }) => !expired && url !== null)?.url ?? null;
}
