import type Stripe from "stripe";
import { z } from "zod";

/** Stripe's 47 values of a session's `locale`. */
const locales = [
  "auto",
  "bg",
  "cs",
  "da",
  "de",
  "el",
  "en",
  "en-AU",
  "en-CA",
  "en-GB",
  "en-IE",
  "en-IN",
  "en-NZ",
  "en-SG",
  "es",
  "es-419",
  "et",
  "fi",
  "fil",
  "fr",
  "fr-CA",
  "hr",
  "hu",
  "id",
  "it",
  "ja",
  "ko",
  "lt",
  "lv",
  "ms",
  "mt",
  "nb",
  "nl",
  "pl",
  "pt",
  "pt-BR",
  "ro",
  "ru",
  "sk",
  "sl",
  "sv",
  "th",
  "tr",
  "vi",
  "zh",
  "zh-HK",
  "zh-TW",
] as const;

const url = z
  .url({ protocol: /^https?$/, abort: true })
  .max(5000)
  .refine((text) => {
    const { username, password } = new URL(text);
    return username === "" && password === "";
  });

/** The parameters of `POST /v1/billing_portal/sessions` that are built; any other is unknown. */
export const createSessionSchema = z.strictObject({
  customer: z.string().min(1).max(5000),
  configuration: z.string().min(1).max(5000).optional(),
  return_url: url.optional(),
  /** Blank means `auto`, as at Stripe. */
  locale: z
    .enum([...locales, ""])
    .transform((locale) => (locale === "" ? undefined : locale))
    .optional(),
});

/** What the serialiser needs; times in Unix seconds. */
export type SerialisableSession = {
  readonly id: string;
  readonly created: number;
  readonly livemode: boolean;
  readonly customer: string;
  readonly configuration: string;
  readonly returnUrl: string | null;
  readonly locale: string | null;
  readonly url: string;
};

/** A session as Stripe writes one: every field that is always present, present. */
export function serialiseSession(session: SerialisableSession): Stripe.BillingPortal.Session {
  const { id, created, livemode, customer, configuration, returnUrl, locale, url } = session;
  return {
    id,
    object: "billing_portal.session",
    configuration,
    created,
    customer,
    customer_account: null,
    flow: null,
    livemode,
    locale: locale as Stripe.BillingPortal.Session.Locale | null,
    on_behalf_of: null,
    return_url: returnUrl,
    url,
  };
}
