import { readConfiguration } from "../configurations/read-configuration";
import { findConfiguration } from "../db/configurations";
import type { SendableLink } from "../db/email-links";
import { findMemberByEmail, listMemberships } from "../db/members";
import type { Place } from "../db/place";
import { pickLocale } from "../i18n/pick-locale";
import type { PortalConfiguration } from "../portal/configuration";
import { segmentOf } from "../portal/segment";
import { frameOf } from "../sessions/frame-of";
import { hostedLink, memberLink, redirectLink } from "./compose-link";
import { loadFirstPlans } from "./load-first-plans";
import { findRecovered } from "./recover-session";
import { resolveCustomers } from "./resolve-customers";

/** What the mail to somebody who was found looks like, and where its link leads. */
export type Recipient = {
  readonly audience: "customer" | "member";
  readonly senderName: string;
  readonly accent: string | null;
  readonly logoUrl: string | null;
  readonly locale: string;
  readonly linkTo: (code: string) => string;
};

/** Whom a request for a link is about; null when there is nobody to mail. Throws the errors of reading Stripe. */
export function findRecipient(link: SendableLink): Promise<Recipient | null> {
  return link.audience === "member" ? findMember(link.email) : findCustomer(link);
}

async function findMember(email: string): Promise<Recipient | null> {
  const member = await findMemberByEmail(email);
  const [membership] = member === null ? [] : await listMemberships(member.id, 1);
  if (membership === undefined) return null;
  return {
    audience: "member",
    senderName: "Portico",
    accent: null,
    logoUrl: null,
    locale: pickLocale([], null),
    linkTo: memberLink,
  };
}

async function findCustomer(link: SendableLink): Promise<Recipient | null> {
  const { merchant, merchantId, livemode, configurationId, redirectUrl } = link;
  if (merchant === null || merchantId === null || configurationId === null) return null;
  const row = await findConfiguration(merchantId, livemode, configurationId);
  const configuration = row?.active === true ? readConfiguration(row.document) : null;
  // Switched off since the question: then nobody could come in by the answer.
  if (configuration === null) return null;
  const locales = await findLocales(link, { merchantId, livemode }, configuration);
  if (locales === null) return null;
  const segment = segmentOf({ slug: merchant.slug, livemode });
  const { accent, logoUrl } = frameOf(segment, merchant, livemode);
  const {
    company_name: companyName,
    redirect_urls: redirectUrls,
    token_in: tokenIn,
  } = configuration.portico.email_authentication;
  // Taken off the list since: then the link leads to our page.
  const page = redirectUrls.find((url) => url === redirectUrl);
  return {
    audience: "customer",
    senderName: companyName ?? merchant.name,
    accent,
    logoUrl,
    locale: pickLocale(locales, null),
    linkTo: (code) =>
      page === undefined ? hostedLink(segment, code) : redirectLink(page, code, tokenIn),
  };
}

/**
 * What is spoken by whoever is to be mailed; null: nobody is. Whoever comes back for a session needs no login page, but
 * must be its customer; whoever is no customer yet needs a plan to begin with.
 */
async function findLocales(
  { email, sessionId }: SendableLink,
  place: Place,
  configuration: PortalConfiguration,
): Promise<readonly string[] | null> {
  if (sessionId !== null) {
    const recovered = await findRecovered(place, sessionId, email);
    return recovered?.customer.preferredLocales ?? null;
  }
  if (!configuration.login_page.enabled) return null;
  const [customer] = await resolveCustomers(place.merchantId, place.livemode, email);
  if (customer !== undefined) return customer.preferredLocales;
  const plans = await loadFirstPlans(place, configuration);
  return plans.length > 0 ? [] : null;
}
