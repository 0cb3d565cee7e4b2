import {
  array,
  boolean,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  required,
  string,
  type Values,
} from "../protocol/params";
import { webAddress } from "../protocol/web-address";

const adjustableQuantity = hash({
  enabled: required(boolean()),
  maximum: integer(0, 999_999),
  minimum: integer(0, 999_999),
});

const product = hash({
  adjustable_quantity: adjustableQuantity,
  prices: required(array(string())),
  product: required(string()),
});

const featureShape = {
  customer_update: hash({
    allowed_updates: emptyable(
      array(oneOf("address", "email", "name", "phone", "shipping", "tax_id")),
    ),
    enabled: boolean(),
  }),
  invoice_history: hash({ enabled: required(boolean()) }),
  payment_method_update: hash({
    enabled: required(boolean()),
    payment_method_configuration: emptyable(string()),
  }),
  subscription_cancel: hash({
    cancellation_reason: hash({
      enabled: required(boolean()),
      feedback_options: emptyable(array(string())),
      options: emptyable(
        array(
          oneOf(
            "customer_service",
            "low_quality",
            "missing_features",
            "other",
            "switched_service",
            "too_complex",
            "too_expensive",
            "unused",
          ),
        ),
      ),
    }),
    enabled: boolean(),
    mode: oneOf("at_period_end", "immediately"),
    proration_behavior: oneOf("always_invoice", "create_prorations", "none"),
  }),
  subscription_pause: hash({
    duration: hash({
      interval_options: emptyable(
        array(
          hash({
            interval: required(oneOf("day", "month", "week", "year")),
            interval_count: integer(1, 1095),
          }),
        ),
      ),
      type: required(oneOf("indefinite", "interval_options")),
    }),
    enabled: boolean(),
  }),
  subscription_update: hash({
    billing_cycle_anchor: oneOf("now", "unchanged"),
    default_allowed_updates: emptyable(array(oneOf("price", "promotion_code", "quantity"))),
    enabled: boolean(),
    products: emptyable(array(product)),
    proration_behavior: oneOf("always_invoice", "create_prorations", "none"),
    schedule_at_period_end: hash({
      conditions: emptyable(
        array(hash({ type: required(oneOf("decreasing_item_amount", "shortening_interval")) })),
      ),
    }),
    trial_update_behavior: oneOf("continue_trial", "end_trial"),
  }),
};

export type FeatureParams = Values<typeof featureShape>;
export type ProductParams = Values<{ products: ReturnType<typeof productList> }>["products"];

function productList() {
  return required(array(product));
}

const commonShape = {
  business_profile: hash({
    headline: emptyable(string(60)),
    privacy_policy_url: emptyable(webAddress()),
    terms_of_service_url: emptyable(webAddress()),
  }),
  default_return_url: emptyable(webAddress()),
  login_page: hash({ enabled: required(boolean()) }),
  metadata: metadata(),
  name: emptyable(string(256)),
};

export const createShape = { ...commonShape, features: required(hash(featureShape)) };
export const updateShape = { ...commonShape, features: hash(featureShape), active: boolean() };
export type ConfigurationParams = Values<typeof commonShape>;
