import { z } from "zod";
import {
  headerLine,
  httpUrl,
  languageTag,
  recordKey,
  redirectUrl,
  siteOrigin,
  stripeId,
} from "./configuration-fields";
import { cancellationReasons } from "./features";
import { plainLine, plainText } from "./text";

const off = z.boolean().default(false);
const on = z.boolean().default(true);

const quantityBounds = z.strictObject({
  minimum: z.int().min(0).max(999_999).default(0),
  maximum: z.int().min(0).max(999_999).nullable().default(null),
  step: z.int().min(1).max(999_999).default(1),
});

/** Which price or product a rule speaks of; none: any. */
const switchSide = z.strictObject({
  prices: z.array(stripeId).max(100).default([]),
  products: z.array(stripeId).max(100).default([]),
});

const switchRule = z.strictObject({
  from: switchSide.prefault({}),
  to: switchSide.prefault({}),
  allow: z.boolean(),
});

const offer = z.strictObject({
  type: z.enum(["coupon", "pause", "switch_plan", "extend_trial", "contact", "redirect"]),
  coupon: stripeId.nullable().default(null),
  price: stripeId.nullable().default(null),
  days: z.int().min(1).max(730).nullable().default(null),
  url: httpUrl.nullable().default(null),
  text: plainText(500).nullable().default(null),
});

const retentionFlow = z.strictObject({
  offers: z
    .array(
      z.strictObject({
        /** Stripe's reasons or own ones (`fbo_…`) that it answers; none: whatever the reason. */
        reasons: z
          .array(z.union([z.enum(cancellationReasons), stripeId]))
          .max(50)
          .default([]),
        offer,
      }),
    )
    .max(20)
    .default([]),
  fallback: offer.nullable().default(null),
  /** "Cancel now" is reachable on every step, and nothing may veto it. */
  click_to_cancel: off,
});

/** The languages' texts: by language tag, by key of the catalogue. */
const ownTexts = z
  .record(languageTag, z.record(recordKey, plainText(2000)))
  .refine((texts) => Object.values(texts).every((keys) => Object.keys(keys).length <= 600));

/** What Stripe's configuration lacks, under the one key `portico`. */
export const extensionSchema = z.strictObject({
  subscription_resubscribe: z
    .strictObject({ enabled: off, allow_price_change: off, allow_promotion_code: off })
    .prefault({}),
  /** Coupon entry on the home page. */
  promotion_code: z.strictObject({ enabled: off }).prefault({}),
  /** Shown beside a subscription too. */
  plan_picker: z
    .strictObject({
      enabled: off,
      /** Whether Stripe works out the tax of what is begun here. */
      automatic_tax: off,
    })
    .prefault({}),
  add_ons: z.strictObject({ enabled: off }).prefault({}),
  multi_item: z.strictObject({ enabled: on }).prefault({}),
  layout: z
    .strictObject({ actions: z.enum(["buttons", "dropdown"]).default("buttons") })
    .prefault({}),
  invoice_history: z
    .strictObject({ scope: z.enum(["all", "subscription"]).default("all") })
    .prefault({}),
  /** By unit label. */
  quantity: z.record(recordKey, quantityBounds).default({}),
  subscription_cancel: z
    .strictObject({
      /** Shown where a cancellation is confirmed. Plain text. */
      message: plainText(5000).nullable().default(null),
      /** How to cancel where cancelling is switched off. Plain text. */
      instructions: plainText(5000).nullable().default(null),
      /** The subscription's metadata keys that a reason is written to as well. */
      reason_metadata: z
        .strictObject({
          feedback: recordKey.max(40).nullable().default(null),
          comment: recordKey.max(40).nullable().default(null),
        })
        .nullable()
        .default(null),
      flow: retentionFlow.nullable().default(null),
    })
    .prefault({}),
  subscription_update: z
    .strictObject({ rules: z.array(switchRule).max(100).default([]) })
    .prefault({}),
  /** One quiet suggestion on the home page; null: none. */
  upsell: z
    .strictObject({
      kind: z.enum(["yearly", "next_tier", "add_on", "seats"]),
      price: stripeId.nullable().default(null),
    })
    .nullable()
    .default(null),
  languages: z
    .strictObject({
      /** The customer's preferred languages, then the browser's, before `default`. */
      detect: on,
      default: languageTag.default("en"),
      texts: ownTexts.default({}),
      texts_url: httpUrl.nullable().default(null),
    })
    .prefault({}),
  embed: z.strictObject({ events: on, debug: off }).prefault({}),
  business_profile: z
    .strictObject({
      support_email: z.email().max(254).nullable().default(null),
      support_url: httpUrl.nullable().default(null),
      support_phone: plainLine(40).nullable().default(null),
    })
    .prefault({}),
  /** Names of the services that may be asked for; the first is the default. */
  services: z.array(plainLine(100).min(1)).max(50).default([]),
  email_authentication: z
    .strictObject({
      /** Who the mail with the link is from; null: the merchant's name. */
      company_name: headerLine(100).nullable().default(null),
      /** The pages of the merchant's own that a mailed link may lead back to. */
      redirect_urls: z.array(redirectUrl).max(20).default([]),
      /** Where the token stands in a redirect URL; in the query only when the merchant wants it there. */
      token_in: z.enum(["fragment", "query"]).default("fragment"),
    })
    .prefault({}),
  security: z
    .strictObject({
      /** The sites that may show the portal in a frame. */
      allowed_origins: z.array(siteOrigin).max(100).default([]),
      /** Whether a hash is asked for in test mode too; in live mode it always is. */
      hash_in_test_mode: off,
      /** Whether a proof must expire: a JWT, never the plain hash. */
      require_expiring_proof: off,
    })
    .prefault({}),
});
