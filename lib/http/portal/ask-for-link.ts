import { z } from "zod";
import { findLoginPage } from "../../configurations/find-login-page";
import { findMerchantPlace } from "../../configurations/find-merchant-place";
import { canMail } from "../../email/can-mail";
import { isBrowserKey } from "../../embed/browser-key";
import { PorticoError } from "../../errors";
import { newSecret } from "../../ids";
import { isHttpUrl } from "../../portal/urls";
import { askLink } from "../../proofs/ask-link";
import { parseEmail } from "../../proofs/email-address";
import { requireLostSession } from "../../proofs/recover-session";
import { parse } from "../../wire/parse";
import { respond } from "../respond";
import type { OwnPageCall } from "../with-own-page";
import { flowCookie, heldBrowserKey } from "./cookies";

const schema = z.strictObject({
  merchant: z.string(),
  email: z.string(),
  configuration: z.string().optional(),
  redirect: z.string().optional(),
  /** Of an iframe: the key its host page keeps. Without it the browser is told by a cookie. */
  browser: z.string().refine(isBrowserKey).optional(),
});

/** Somebody whose link is too old: the code in it says which session is meant. */
const lostSchema = z.strictObject({ merchant: z.string(), email: z.string(), session: z.string() });

/** What is asked for, beside the address: where, with which configuration, and in the place of which session. */
type Wish = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly configurationId: string;
  readonly redirectUrl: string | null;
  readonly sessionId: string | null;
};

/**
 * `POST sessions` with an email, and maybe the `session` code of a link that opens nothing any more: 202 `{ status: "sent" }`, whether or not anybody has that address, or it is that session's. Throws `parameter_*`,
 * `email_invalid`, `feature_disabled` (404), `session_unknown`, `url_invalid`, `rate_limited`.
 */
export async function askForLink({
  requestId,
  body,
  cookie,
  address,
}: OwnPageCall): Promise<Response> {
  requireEmail(body);
  const { segment, email, browser, findWish } = read(body);
  if (!canMail()) throw switchedOff();
  const wish = await findWish();
  const browserKey = browser ?? heldBrowserKey(cookie, segment) ?? newSecret("pfk");
  await askLink({ audience: "customer", ...wish, email, browserKey, address });
  const answer = respond({ status: "sent" }, requestId, 202);
  if (browser === undefined) answer.headers.set("Set-Cookie", flowCookie(segment, browserKey));
  return answer;
}

function read(body: unknown) {
  if (hasSession(body)) {
    const input = parse(lostSchema, body);
    const { merchant: segment } = input;
    const findWish = () => readLost(input);
    return { segment, email: parseEmail(input.email), browser: undefined, findWish };
  }
  const input = parse(schema, body);
  const { merchant: segment, browser } = input;
  const findWish = () => readLogin(input);
  return { segment, email: parseEmail(input.email), browser, findWish };
}

async function readLogin(input: z.infer<typeof schema>): Promise<Wish> {
  const { merchant: segment, configuration, redirect } = input;
  const login = await findLoginPage(segment, configuration);
  if (login === null) throw switchedOff();
  const pages = login.configuration.portico.email_authentication.redirect_urls;
  return {
    merchantId: login.merchant.id,
    livemode: login.livemode,
    configurationId: login.configurationId,
    redirectUrl: redirect === undefined ? null : findPage(pages, redirect),
    sessionId: null,
  };
}

async function readLost({ merchant, session }: z.infer<typeof lostSchema>): Promise<Wish> {
  const place = await findMerchantPlace(merchant);
  if (place === null) throw new PorticoError("session_unknown");
  const { id: sessionId, configurationId } = await requireLostSession(place, session);
  const { id: merchantId } = place.merchant;
  const { livemode } = place;
  return { merchantId, livemode, configurationId, redirectUrl: null, sessionId };
}

function switchedOff(): PorticoError {
  return new PorticoError("feature_disabled", { status: 404 });
}

function hasSession(body: unknown): boolean {
  return typeof body === "object" && body !== null && "session" in body;
}

/** Each kind of proof has its own fields: what has none of them is told which one is missing. */
function requireEmail(body: unknown): void {
  if (typeof body === "object" && body !== null && "email" in body) return;
  throw new PorticoError("parameter_missing", { param: "email" });
}

/** The one of the merchant's own pages that is meant, as the merchant wrote it. */
function findPage(pages: readonly string[], redirect: string): string {
  const page = isHttpUrl(redirect)
    ? pages.find((url) => new URL(url).href === new URL(redirect).href)
    : undefined;
  if (page === undefined) throw new PorticoError("url_invalid", { param: "redirect" });
  return page;
}
