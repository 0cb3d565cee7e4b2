import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { findLoginPage, findPlace, type LoginPage } from "../../configurations/find-login-page";
import { canMail } from "../../email/can-mail";
import { env } from "../../env";
import { pickLocale } from "../../i18n/pick-locale";
import type { MerchantFrame } from "../../portal/frame";
import { frameOf } from "../../sessions/frame-of";

/** What a page before the proof may show: the merchant's name and look, and nobody's data. */
export type FrontPageData = {
  readonly frame: MerchantFrame;
  readonly locale: string;
  readonly headline: string | null;
  readonly legal: { readonly privacyUrl: string | null; readonly termsUrl: string | null };
  /** Where the merchant's own site is, as far as the configuration says. */
  readonly returnUrl: string | null;
  readonly configuration: string;
  /** False where signing in by mail is not possible for want of a mail server. */
  readonly canMail: boolean;
  /** Whether people who are no customers yet may begin here. */
  readonly sells: boolean;
  /** Where the demo shows its mails; null outside the demo and with a mail server. */
  readonly mailbox: string | null;
};

/** The login page of one configuration. What proxy.ts let pass and is gone by now is answered as missing. */
export async function loadLoginPage(
  segment: string,
  configuration: string,
): Promise<FrontPageData> {
  return tellOf(await findLoginPage(segment, configuration));
}

/** The way back in for a session of one configuration, whether or not that has a login page. */
export async function loadRecoveryPage(
  segment: string,
  configuration: string,
): Promise<FrontPageData> {
  return tellOf(await findPlace(segment, configuration));
}

/** The page of a mailed link: the merchant's, whether or not its login page is still switched on. */
export async function loadLinkPage(segment: string): Promise<FrontPageData> {
  return tellOf(await findPlace(segment));
}

async function tellOf(page: LoginPage | null): Promise<FrontPageData> {
  if (page === null) notFound();
  const { segment, merchant, livemode, configuration } = page;
  const {
    default_return_url: returnUrl,
    business_profile: profile,
    login_page: login,
    portico,
  } = configuration;
  const { isDemo, EMAIL_SERVER } = env();
  return {
    frame: frameOf(segment, merchant, livemode, login.enabled ? page.path : null),
    locale: pickLocale([], (await headers()).get("accept-language")),
    headline: profile.headline,
    legal: {
      privacyUrl: profile.privacy_policy_url,
      termsUrl: profile.terms_of_service_url,
    },
    returnUrl,
    configuration: page.configurationId,
    canMail: canMail(),
    sells: portico.plan_picker.enabled,
    mailbox: isDemo && EMAIL_SERVER === undefined ? "/mailbox" : null,
  };
}
