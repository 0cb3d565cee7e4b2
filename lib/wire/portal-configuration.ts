import type Stripe from "stripe";
import { z } from "zod";
import type { ConfigurationRow } from "../db/configurations";
import type { FeedbackOptionRow } from "../db/feedback-options";
import { env } from "../env";
import { PorticoError } from "../errors";
import { configurationSchema, type PortalConfiguration } from "../portal/configuration";
import { loginPath } from "../portal/login-path";
import { parseKnown } from "../portal/parse-known";
import { differenceFrom } from "./difference";
import { serialiseFeedbackOption } from "./feedback-option";

const products = "features.subscription_update.products";
export const feedbackOptionsPath =
  "features.subscription_cancel.cancellation_reason.feedback_options";

/** What may be asked for in `expand`: Stripe's list. Only the two lists look different then. */
export const expandableOfConfiguration: readonly string[] = [
  "application",
  "business_profile",
  "features",
  "features.subscription_cancel",
  "features.subscription_cancel.cancellation_reason",
  feedbackOptionsPath,
  "features.subscription_update",
  products,
  "features.subscription_update.schedule_at_period_end",
  "login_page",
];

/** What differs from the defaults of `portico`; absent when nothing does. */
export type WireConfiguration = Stripe.BillingPortal.Configuration & {
  portico?: Readonly<Record<string, unknown>>;
};

type Options = {
  /** The first path segment of the merchant's portal in this mode. */
  readonly segment: string;
  /** Paths below the configuration. */
  readonly expand: ReadonlySet<string>;
  /** The rows to show when the feedback options are expanded. */
  readonly feedbackOptions?: readonly FeedbackOptionRow[];
};

/**
 * A configuration as Stripe writes one, with ours under `portico`. Throws `merchant_unavailable` for a document that
 * this version does not understand.
 */
export function serialiseConfiguration(row: ConfigurationRow, options: Options): WireConfiguration {
  const { success, data: document, error } = parseKnown(row.document);
  if (!success) throw new PorticoError("merchant_unavailable", { cause: error });
  const own = differenceFrom(configurationSchema.parse({}).portico, document.portico);
  return {
    id: row.id,
    object: "billing_portal.configuration",
    active: row.active,
    application: null,
    business_profile: document.business_profile,
    created: seconds(row.createdAt),
    default_return_url: document.default_return_url,
    features: serialiseFeatures(document.features, options),
    is_default: row.isDefault,
    livemode: row.livemode,
    login_page: loginPage(row, document, options.segment),
    metadata: z.record(z.string(), z.string()).parse(row.metadata),
    name: document.name,
    updated: seconds(row.updatedAt),
    ...(own === null ? {} : { portico: own }),
  };
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

function loginPage(
  row: ConfigurationRow,
  { login_page: { enabled } }: PortalConfiguration,
  segment: string,
): { enabled: boolean; url: string | null } {
  return { enabled, url: enabled ? `${env().APP_URL}${loginPath(segment, row)}` : null };
}

function serialiseFeatures(
  features: PortalConfiguration["features"],
  { expand, feedbackOptions = [] }: Options,
): Stripe.BillingPortal.Configuration.Features {
  const { products: listed, ...update } = features.subscription_update;
  const { cancellation_reason: reason, ...cancel } = features.subscription_cancel;
  const rows = new Map(feedbackOptions.map((row) => [row.id, row]));
  const show = (id: string) => {
    const row = expand.has(feedbackOptionsPath) ? rows.get(id) : undefined;
    return row === undefined ? id : serialiseFeedbackOption(row);
  };
  return {
    ...features,
    subscription_cancel: {
      ...cancel,
      cancellation_reason: {
        ...reason,
        feedback_options: reason.feedback_options?.map(show) ?? null,
      },
    },
    subscription_update: { ...update, ...(expand.has(products) ? { products: listed } : {}) },
  };
}
