import { isSchema, type JsonSchema } from "./json-schema";

/** What a field means, by its bracket-free path or else by its name, where its schema does not say it itself. */
const texts: Readonly<Record<string, string>> = {
  // Of every object and every list
  id: "Unique identifier of the object.",
  object: "The object's type.",
  created: "When it was made, in Unix seconds.",
  updated: "When it was last changed, in Unix seconds.",
  livemode: "`true` in live mode, `false` in test mode.",
  metadata:
    "Up to 50 pairs of your own: names of at most 40 characters, values of at most 500. An empty value removes its pair; an empty `metadata` removes all.",
  expand: "What the answer is to show whole instead of by its id.",
  limit: "How many objects a page holds, 1 to 100.",
  starting_after: "The id of the last object you have: the page that follows it (older).",
  ending_before: "The id of the first object you have: the page before it (newer).",
  has_more: "Whether there are more beyond this page.",
  data: "The objects of this page, newest first.",
  // Sessions
  customer: "The id of a customer of your Stripe account.",
  customer_account: "The id of a customer's account (v2), instead of `customer`.",
  configuration: "The id of a configuration. Without it, your default configuration counts.",
  return_url: "Where the portal's link back to your site leads.",
  on_behalf_of:
    "A connected account: only subscriptions and invoices made on behalf of it are shown.",
  locale: "The language. Blank or `auto` follows the customer, then the browser.",
  url: "The address to send to.",
  flow_data: "One task that the customer is led through, instead of the whole portal.",
  "flow_data.after_completion": "What follows the task.",
  after_expiration: "What a link that is over leads to.",
  "after_expiration.customer_login.expires_at":
    "Until when (Unix seconds) the customer may get back in by mail. Without it: always.",
  // Configurations
  name: "A name for yourself; customers do not see it.",
  active: "Whether it may be used.",
  is_default: "Whether it counts where none is named.",
  default_return_url: "The `return_url` of sessions that name none.",
  business_profile: "What is told about your business.",
  "business_profile.headline": "The sentence above the portal.",
  privacy_policy_url: "Your privacy policy.",
  terms_of_service_url: "Your terms of service.",
  features: "What customers may do.",
  login_page: "A page where customers sign in by mail.",
  enabled: "Whether it is switched on.",
  allowed_updates: "What customers may change of their billing information.",
  proration_behavior: "What becomes of the part of the period that is already paid.",
  default_allowed_updates: "What customers may change of a subscription.",
  billing_cycle_anchor: "Whether a change begins a new billing period.",
  products: "The products, each with its prices, that may be chosen.",
  cancellation_reason: "Whether customers are asked why, and what they may answer.",
  feedback_options: "Ids of your own reasons.",
  adjustable_quantity: "Whether, and within which bounds, the quantity may be changed.",
  schedule_at_period_end: "Which changes wait for the end of the period.",
  // Ours
  portico: "What Stripe's object lacks. Only Portico knows it.",
  "portico.subscription_id": "Show and manage only this subscription.",
  "portico.service": "The name of the service that the portal is opened for.",
  "portico.locale": "A language beyond Stripe's list, as a language tag.",
  "portico.read_only": "Everything is shown, nothing can be changed.",
  "portico.options": "What a subscription that is begun in this session starts with.",
  "portico.narrow": "Less than the configuration allows. Nothing here can widen it.",
  "portico.narrow.disable": "Features that are off in this session.",
  "portico.narrow.prices": "Of the plan list, only these may be chosen.",
  "portico.narrow.quantity": "By unit label: bounds within the configuration's own.",
  "portico.narrow.in_use": "By unit label: how many are in use; no fewer may be chosen.",
};

/** What the field at `path` (`flow_data.after_completion`) means; undefined where nothing is known. */
export function fieldText(path: string): string | undefined {
  const name = path.split(".").at(-1) ?? path;
  return texts[path] ?? texts[name];
}

/** The schema with a description for each field whose meaning is known, where it has none of its own. */
export function explainFields(schema: JsonSchema, path = ""): JsonSchema {
  const { properties, items, anyOf } = schema;
  return {
    ...schema,
    ...(isSchema(properties) ? { properties: explainProperties(properties, path) } : {}),
    ...(isSchema(items) ? { items: explainFields(items, path) } : {}),
    ...(Array.isArray(anyOf)
      ? { anyOf: anyOf.map((one) => (isSchema(one) ? explainFields(one, path) : one)) }
      : {}),
  };
}

function explainProperties(properties: JsonSchema, path: string): JsonSchema {
  const entries = Object.entries(properties).map(([name, part]) => {
    if (!isSchema(part)) return [name, part];
    const below = path === "" ? name : `${path}.${name}`;
    const explained = explainFields(part, below);
    const text = fieldText(below);
    const isTold = explained["description"] !== undefined || text === undefined;
    return [name, isTold ? explained : { ...explained, description: text }];
  });
  return Object.fromEntries(entries);
}
