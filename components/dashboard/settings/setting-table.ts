import { get, set } from "react-hook-form";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import * as choices from "./choices";
import type { SectionName } from "./sections";

type Setting = {
  readonly path: string;
  readonly section: SectionName;
  readonly name: string;
  readonly words?: readonly { readonly value: string; readonly label: string }[];
};

const update = "features.subscription_update";
const cancel = "features.subscription_cancel";
const pause = "features.subscription_pause";
const resubscribe = "portico.subscription_resubscribe";
const mail = "portico.email_authentication";

/** Every setting of the page by its path in the document: what it is called, and how its values are. */
const settings: readonly Setting[] = [
  { path: `${update}.enabled`, section: "plan", name: "Change plan" },
  { path: `${update}.default_allowed_updates`, section: "plan", name: "Kinds of change" },
  { path: `${update}.products`, section: "plan", name: "Products and prices" },
  {
    path: `${update}.proration_behavior`,
    section: "plan",
    name: "Difference in price",
    words: choices.prorations,
  },
  {
    path: `${update}.billing_cycle_anchor`,
    section: "plan",
    name: "Renewal date",
    words: choices.anchors,
  },
  {
    path: `${update}.trial_update_behavior`,
    section: "plan",
    name: "During a trial",
    words: choices.trials,
  },
  {
    path: `${update}.schedule_at_period_end.conditions`,
    section: "plan",
    name: "Waits for the period's end",
  },
  { path: `${cancel}.enabled`, section: "cancel", name: "Cancel" },
  {
    path: `${cancel}.mode`,
    section: "cancel",
    name: "When it ends",
    words: choices.cancelModes,
  },
  {
    path: `${cancel}.proration_behavior`,
    section: "cancel",
    name: "Unused time",
    words: choices.unusedTime,
  },
  { path: `${cancel}.cancellation_reason.enabled`, section: "cancel", name: "Ask for a reason" },
  { path: `${cancel}.cancellation_reason.options`, section: "cancel", name: "Reasons" },
  { path: "portico.subscription_cancel.message", section: "cancel", name: "Message" },
  {
    path: "portico.subscription_cancel.instructions",
    section: "cancel",
    name: "How to cancel instead",
  },
  { path: `${pause}.enabled`, section: "pause", name: "Pause" },
  {
    path: `${pause}.duration.type`,
    section: "pause",
    name: "For how long",
    words: choices.pauseTypes,
  },
  { path: `${pause}.duration.interval_options`, section: "pause", name: "Durations" },
  { path: `${resubscribe}.enabled`, section: "resubscribe", name: "Subscribe again" },
  { path: `${resubscribe}.allow_price_change`, section: "resubscribe", name: "Another plan" },
  { path: `${resubscribe}.allow_promotion_code`, section: "resubscribe", name: "Promotion codes" },
  {
    path: "portico.layout.actions",
    section: "home",
    name: "What can be done",
    words: choices.actionLayouts,
  },
  { path: "portico.promotion_code.enabled", section: "home", name: "Promotion codes" },
  { path: "portico.plan_picker.enabled", section: "home", name: "Plan picker" },
  { path: "features.payment_method_update.enabled", section: "payment", name: "Payment methods" },
  { path: "features.invoice_history.enabled", section: "invoices", name: "Invoices" },
  {
    path: "portico.invoice_history.scope",
    section: "invoices",
    name: "Which invoices",
    words: choices.invoiceScopes,
  },
  { path: "features.customer_update.enabled", section: "billing", name: "Billing information" },
  { path: "features.customer_update.allowed_updates", section: "billing", name: "May be changed" },
  { path: "login_page.enabled", section: "mail", name: "Sign in by mail" },
  { path: `${mail}.company_name`, section: "mail", name: "Company name" },
  { path: `${mail}.redirect_urls`, section: "mail", name: "Pages of yours" },
  {
    path: `${mail}.token_in`,
    section: "mail",
    name: "Where the token stands",
    words: choices.tokenPlaces,
  },
  { path: "portico.security.allowed_origins", section: "sites", name: "Sites" },
  { path: "business_profile.headline", section: "page", name: "Headline" },
  { path: "default_return_url", section: "page", name: "Way back to you" },
  { path: "business_profile.privacy_policy_url", section: "page", name: "Privacy policy" },
  { path: "business_profile.terms_of_service_url", section: "page", name: "Terms of service" },
];

/** The setting that `path`, or something inside it, belongs to, and its place on the page. */
export function findSetting(path: string): (Setting & { readonly place: number }) | null {
  const place = settings.findIndex((one) => path === one.path || path.startsWith(`${one.path}.`));
  const setting = settings[place];
  return setting === undefined ? null : { ...setting, place };
}

export type Difference = {
  readonly section: SectionName;
  readonly name: string;
  readonly a: string;
  readonly b: string;
};

/** The settings in which two documents differ, with both values in words. */
export function listDifferences(a: PortalConfiguration, b: PortalConfiguration): Difference[] {
  return settings.flatMap((setting) => {
    const [one, other]: unknown[] = [get(a, setting.path), get(b, setting.path)];
    if (isSame(one, other)) return [];
    const { section, name } = setting;
    return [{ section, name, a: sayValue(setting, one), b: sayValue(setting, other) }];
  });
}

/**
 * What two people changed of `base`, together; null when both changed the same setting, each in their own way.
 */
export function mergeChanges(
  base: PortalConfiguration,
  mine: PortalConfiguration,
  theirs: PortalConfiguration,
): PortalConfiguration | null {
  const merged = structuredClone(theirs);
  for (const { path } of settings) {
    const [was, my, their]: unknown[] = [get(base, path), get(mine, path), get(theirs, path)];
    if (isSame(was, my) || isSame(my, their)) continue;
    if (!isSame(was, their)) return null;
    set(merged, path, my);
  }
  return merged;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sayValue({ words }: Setting, value: unknown): string {
  if (typeof value === "boolean") return value ? "On" : "Off";
  if (Array.isArray(value)) return sayList(value);
  if (words !== undefined) {
    return words.find((word) => word.value === (value ?? "unchanged"))?.label ?? String(value);
  }
  return typeof value === "string" ? `“${value}”` : "Nothing";
}

function sayList(list: readonly unknown[]): string {
  if (list.length === 0) return "None";
  if (list.every((one) => typeof one === "string")) return list.map(sayWord).join(", ");
  const labels = list.map((one) => entries.get(JSON.stringify(one)));
  if (labels.every((label) => label !== undefined)) return labels.join(", ");
  const prices = list.flatMap((plan) => get<unknown, unknown[]>(plan, "prices", []));
  return `${count(list.length, "product")}, ${count(prices.length, "price")}`;
}

const words = new Map(
  Object.entries({ ...choices.reasons, ...choices.updates, ...choices.updateKinds }),
);
const entries = new Map<string, string>(
  [...choices.laterChanges, ...choices.pauseDurations].map(({ entry, label }) => [
    JSON.stringify(entry),
    label,
  ]),
);

function sayWord(word: string): string {
  return words.get(word) ?? word;
}

function count(number: number, of: string): string {
  return `${number} ${of}${number === 1 ? "" : "s"}`;
}
