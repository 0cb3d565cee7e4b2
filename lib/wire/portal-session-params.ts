import { z } from "zod";
import { sessionOptionsSchema } from "../portal/session-options";
import { listShape } from "./list-params";
import { loosenObject } from "./loosen";
import { flowDataSchema, webAddress } from "./portal-flow";

/** Stripe's 47 values of a session's `locale`. */
export const sessionLocales = [
  ...["auto", "bg", "cs", "da", "de", "el", "en", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN"],
  ...["en-NZ", "en-SG", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr", "hu", "id", "it"],
  ...["ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl"],
  ...["sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW"],
] as const;

const text = z.string().min(1).max(5000);

/** The last second of the year 9999: a number of milliseconds is none of seconds. */
const latestSecond = 253_402_300_799;

const afterExpiration = z.strictObject({
  type: z.enum(["customer_login"]),
  customer_login: z
    .strictObject({ expires_at: z.int().min(0).max(latestSecond).optional() })
    .optional(),
});

/** The parameters of `POST /v1/billing_portal/sessions`. Who it is for is told by prepareSession, flows by readFlow. */
export const createSessionSchema = z.strictObject({
  customer: text.optional(),
  customer_account: text.optional(),
  configuration: text.optional(),
  return_url: webAddress.optional(),
  /** Blank means `auto`, as at Stripe. */
  locale: z
    .enum([...sessionLocales, ""])
    .transform((locale) => (locale === "" ? undefined : locale))
    .optional(),
  on_behalf_of: text.optional(),
  flow_data: flowDataSchema.optional(),
  after_expiration: afterExpiration.optional(),
  portico: loosenObject(sessionOptionsSchema).optional(),
});

export const sessionStatuses = ["unused", "active", "idle", "expired", "revoked"] as const;

/** What a list of sessions can be narrowed to. */
export const listSessionsSchema = z.strictObject({
  ...listShape,
  customer: text.optional(),
  status: z.enum(sessionStatuses).optional(),
});
