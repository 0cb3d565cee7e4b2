/**
 * Adds `portico`, which only Portico knows, to the types of Stripe's Node SDK (package "stripe", 23 and newer).
 *
 * Projects of ES modules: put this file among your sources, nothing else is needed.
 * Projects of CommonJS (`require`): put portico.cjs.d.ts beside it as well.
 */

/** A session's own options. Nothing here allows more than the configuration does. */
export interface PorticoSessionOptions {
  /** Show and manage only this subscription. */
  subscription_id?: string | null;
  /** The name of the service that the portal is opened for. */
  service?: string | null;
  /** A language beyond Stripe's list, as a language tag. */
  locale?: string | null;
  /** Everything is shown, nothing can be changed. */
  read_only?: boolean;
  options?: {
    /** Of a subscription that is begun: one number for all, or one by unit label. */
    quantity?: number | Record<string, number> | null;
  };
  narrow?: {
    /** Features that are off in this session. */
    disable?: PorticoNarrowable[];
    /** Of the plan list, only these prices may be chosen. */
    prices?: string[] | null;
    /** By unit label: bounds within the configuration's own. */
    quantity?: Record<string, { minimum?: number | null; maximum?: number | null }>;
    /** By unit label: how many are in use, so that no fewer may be chosen. */
    in_use?: Record<string, number>;
  };
}

export type PorticoNarrowable =
  | "customer_update"
  | "invoice_history"
  | "payment_method_update"
  | "subscription_cancel"
  | "subscription_pause"
  | "subscription_update"
  | "subscription_resubscribe"
  | "promotion_code"
  | "plan_picker"
  | "add_ons";

/** What a session says of itself: what it was made with, and, when it is read back, what became of it. */
export interface PorticoSession extends PorticoSessionOptions {
  state?: "unused" | "active" | "idle" | "expired" | "revoked";
  /** These in Unix seconds. */
  opened_at?: number | null;
  last_active_at?: number | null;
  revoked_at?: number | null;
}

export interface PorticoOffer {
  type: "coupon" | "pause" | "switch_plan" | "extend_trial" | "contact" | "redirect";
  coupon?: string | null;
  price?: string | null;
  days?: number | null;
  url?: string | null;
  text?: string | null;
}

export interface PorticoSwitchSide {
  prices?: string[];
  products?: string[];
}

/** What Stripe's configuration lacks. Answers name only what differs from its default. */
export interface PorticoConfiguration {
  subscription_resubscribe?: {
    enabled?: boolean;
    allow_price_change?: boolean;
    allow_promotion_code?: boolean;
  };
  promotion_code?: { enabled?: boolean };
  plan_picker?: { enabled?: boolean; automatic_tax?: boolean };
  add_ons?: { enabled?: boolean };
  multi_item?: { enabled?: boolean };
  layout?: { actions?: "buttons" | "dropdown" };
  invoice_history?: { scope?: "all" | "subscription" };
  /** By unit label. */
  quantity?: Record<string, { minimum?: number; maximum?: number | null; step?: number }>;
  subscription_cancel?: {
    message?: string | null;
    instructions?: string | null;
    reason_metadata?: { feedback?: string | null; comment?: string | null } | null;
    flow?: {
      offers?: { reasons?: string[]; offer: PorticoOffer }[];
      fallback?: PorticoOffer | null;
      click_to_cancel?: boolean;
    } | null;
  };
  subscription_update?: {
    rules?: { from?: PorticoSwitchSide; to?: PorticoSwitchSide; allow: boolean }[];
  };
  upsell?: { kind: "yearly" | "next_tier" | "add_on" | "seats"; price?: string | null } | null;
  languages?: {
    detect?: boolean;
    default?: string;
    texts?: Record<string, Record<string, string>>;
    texts_url?: string | null;
  };
  embed?: { events?: boolean; debug?: boolean };
  business_profile?: {
    support_email?: string | null;
    support_url?: string | null;
    support_phone?: string | null;
  };
  services?: string[];
  email_authentication?: {
    company_name?: string | null;
    redirect_urls?: string[];
    token_in?: "fragment" | "query";
  };
  security?: {
    allowed_origins?: string[];
    hash_in_test_mode?: boolean;
    require_expiring_proof?: boolean;
  };
}

declare module "stripe" {
  namespace Stripe {
    namespace BillingPortal {
      interface SessionCreateParams {
        portico?: PorticoSessionOptions;
      }
      interface Session {
        portico?: PorticoSession;
      }
      interface ConfigurationCreateParams {
        portico?: PorticoConfiguration;
      }
      interface ConfigurationUpdateParams {
        portico?: PorticoConfiguration;
      }
      interface Configuration {
        portico?: PorticoConfiguration;
      }
    }
  }
}
