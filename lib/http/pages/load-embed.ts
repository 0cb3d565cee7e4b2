import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { findPlace } from "../../configurations/find-login-page";
import { canMail } from "../../email/can-mail";
import type { Place } from "../../embed/place";
import { pickLocale } from "../../i18n/pick-locale";
import type { MerchantFrame } from "../../portal/frame";
import { frameOf } from "../../sessions/frame-of";

export type EmbedData = {
  readonly place: Place;
  readonly frame: MerchantFrame;
  readonly locale: string;
};

/** What the pages of a merchant's portal in a frame begin with. Nothing about any customer is in it. */
export async function loadEmbed(segment: string): Promise<EmbedData> {
  const found = await findPlace(segment);
  if (found === null) notFound();
  const { merchant, livemode, configuration } = found;
  const { security, email_authentication: mail, plan_picker: picker } = configuration.portico;
  return {
    place: {
      hosts: { origins: security.allowed_origins, loopback: !livemode },
      login: configuration.login_page.enabled && canMail(),
      sells: picker.enabled,
      redirectUrls: mail.redirect_urls,
    },
    frame: { ...frameOf(segment, merchant, livemode), base: `/embed/${segment}` },
    locale: pickLocale([], (await headers()).get("accept-language")),
  };
}
