import {
  array,
  emptyable,
  hash,
  integer,
  oneOf,
  required,
  string,
  timestamp,
  type Values,
} from "../protocol/params";
import { webAddress } from "../protocol/web-address";

const target = hash({ subscription: required(string()) });

const flowShape = {
  after_completion: hash({
    hosted_confirmation: hash({ custom_message: string(500) }),
    redirect: hash({ return_url: required(webAddress()) }),
    type: required(oneOf("hosted_confirmation", "portal_homepage", "redirect")),
  }),
  subscription_cancel: hash({
    retention: hash({
      coupon_offer: required(hash({ coupon: required(string()) })),
      type: required(oneOf("coupon_offer")),
    }),
    subscription: required(string()),
  }),
  subscription_pause: target,
  subscription_update: target,
  subscription_update_confirm: hash({
    discounts: array(hash({ coupon: string(), promotion_code: string() })),
    items: required(
      array(hash({ id: required(string()), price: string(), quantity: integer(0, 999_999) })),
    ),
    subscription: required(string()),
  }),
  type: required(
    oneOf(
      "customer_update",
      "payment_method_update",
      "subscription_cancel",
      "subscription_pause",
      "subscription_update",
      "subscription_update_confirm",
    ),
  ),
};

export type FlowParams = Values<typeof flowShape>;

const locales = (
  "auto bg cs da de el en en-AU en-CA en-GB en-IE en-IN en-NZ en-SG es es-419 et fi fil fr fr-CA hr hu id it " +
  "ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW"
).split(" ");

export const sessionShape = {
  after_expiration: hash({
    customer_login: hash({ expires_at: timestamp() }),
    type: required(oneOf("customer_login")),
  }),
  configuration: string(),
  customer: string(),
  customer_account: string(),
  flow_data: hash(flowShape),
  locale: emptyable(oneOf(...locales)),
  on_behalf_of: string(),
  return_url: webAddress(),
};

export type SessionParams = Values<typeof sessionShape>;
