import { z } from "zod";
import { findLoginPage } from "../../configurations/find-login-page";
import { canMail } from "../../email/can-mail";
import { isBrowserKey } from "../../embed/browser-key";
import { PorticoError } from "../../errors";
import { newSecret } from "../../ids";
import { isHttpUrl } from "../../portal/urls";
import { askLink } from "../../proofs/ask-link";
import { parseEmail } from "../../proofs/email-address";
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

/**
 * `POST sessions` with an email: 202 `{ status: "sent" }`, whether or not anybody has that address. Throws
 * `parameter_*`, `email_invalid`, `feature_disabled` (404), `url_invalid`, `rate_limited`.
 */
export async function askForLink({
  requestId,
  body,
  cookie,
  address,
}: OwnPageCall): Promise<Response> {
  requireEmail(body);
  const { merchant: segment, configuration, redirect, browser, ...input } = parse(schema, body);
  const email = parseEmail(input.email);
  const login = canMail() ? await findLoginPage(segment, configuration) : null;
  if (login === null) throw new PorticoError("feature_disabled", { status: 404 });
  const pages = login.configuration.portico.email_authentication.redirect_urls;
  const browserKey = browser ?? heldBrowserKey(cookie, segment) ?? newSecret("pfk");
  await askLink({
    audience: "customer",
    merchantId: login.merchant.id,
    livemode: login.livemode,
    configurationId: login.configurationId,
    email,
    redirectUrl: redirect === undefined ? null : findPage(pages, redirect),
    browserKey,
    address,
  });
  const answer = respond({ status: "sent" }, requestId, 202);
  if (browser === undefined) answer.headers.set("Set-Cookie", flowCookie(segment, browserKey));
  return answer;
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
