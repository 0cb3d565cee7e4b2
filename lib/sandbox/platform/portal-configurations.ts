import type Stripe from "stripe";
import type { Books } from "../books";
import { type Call, type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { newId, randomText } from "../ids";
import { changed } from "../protocol/address";
import { invalid } from "../protocol/errors";
import { listPage, pagination } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import { boolean, type Values } from "../protocol/params";
import { blankFeatures, changeFeatures, requireEnabled } from "./portal-features";
import {
  type ConfigurationParams,
  createShape,
  type FeatureParams,
  updateShape,
} from "./portal-params";
import { readPortalProducts } from "./portal-products";

type Configuration = Stripe.BillingPortal.Configuration;

const path = "/v1/billing_portal/configurations";
const kind = "portal_configuration";

/** Configurations of Stripe's own portal, so that they can be imported. There is no such portal here. */
export const portalConfigurationEndpoints = [
  endpoint("POST", path, createShape, createConfiguration),
  endpoint(
    "GET",
    path,
    { ...pagination, active: boolean(), is_default: boolean() },
    ({ books, params }) => {
      const { active, is_default: isDefault } = params;
      const filter = active === undefined ? {} : { statuses: [active ? "active" : "inactive"] };
      const only = (one: Configuration) => isDefault === undefined || one.is_default === isDefault;
      return listPage(books, path, kind, filter, params, only);
    },
  ),
  endpoint("GET", `${path}/:id`, {}, ({ books, id }) => requireDocument(books, kind, id)),
  endpoint("POST", `${path}/:id`, updateShape, updateConfiguration),
];

async function createConfiguration(call: Call<Values<typeof createShape>>): Promise<Configuration> {
  requireEnabled(call.params.features);
  return saveConfiguration(call, blankConfiguration(call), call.params);
}

async function updateConfiguration(call: Call<Values<typeof updateShape>>): Promise<Configuration> {
  const { books, id, now, params } = call;
  const before = await requireDocument(books, kind, id);
  if (params.active === false && before.is_default) {
    throw invalid("You cannot deactivate the default configuration.", "active");
  }
  const active = params.active ?? before.active;
  return saveConfiguration(call, { ...before, active, updated: now }, params);
}

/**
 * The configuration that sessions use when they name none. In Stripe it is what the Dashboard saved; here
 * it is made when it is first needed, with what the Dashboard offers.
 */
export async function defaultConfiguration(context: Context): Promise<Configuration> {
  const { books } = context;
  const filter = { statuses: ["active"] };
  const { data } = await books.list(kind, filter, { limit: 1 }, (one) => one.is_default);
  if (data[0] !== undefined) return data[0];
  const features = {
    customer_update: { allowed_updates: ["address", "email", "name", "phone"], enabled: true },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true, payment_method_configuration: null },
    subscription_cancel: { ...blankFeatures.subscription_cancel, enabled: true },
  };
  const made: Configuration = {
    ...blankConfiguration(context),
    features: { ...blankFeatures, ...features },
    is_default: true,
  };
  await books.put(kind, made);
  return made;
}

function blankConfiguration({ now }: Pick<Context, "now">): Configuration {
  return {
    id: newId(kind),
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: now,
    default_return_url: null,
    features: blankFeatures,
    is_default: false,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: now,
  };
}

async function saveConfiguration(
  { books }: Pick<Context, "books">,
  before: Configuration,
  params: ConfigurationParams & { features?: FeatureParams | undefined },
): Promise<Configuration> {
  const { business_profile: profile } = params;
  const { business_profile: profileBefore } = before;
  const isOpen = params.login_page?.enabled ?? before.login_page.enabled;
  const after: Configuration = {
    ...before,
    business_profile: {
      headline: changed(profile?.headline, profileBefore.headline),
      privacy_policy_url: changed(profile?.privacy_policy_url, profileBefore.privacy_policy_url),
      terms_of_service_url: changed(
        profile?.terms_of_service_url,
        profileBefore.terms_of_service_url,
      ),
    },
    default_return_url: changed(params.default_return_url, before.default_return_url),
    features: await featuresAfter(books, before.features, params.features),
    login_page: { enabled: isOpen, url: isOpen ? (before.login_page.url ?? loginUrl()) : null },
    metadata: changeMetadata(before.metadata, params.metadata),
    name: changed(params.name, before.name),
  };
  await books.put(kind, after);
  return after;
}

async function featuresAfter(
  books: Books,
  before: Configuration["features"],
  given: FeatureParams | undefined,
): Promise<Configuration["features"]> {
  if (given === undefined) return before;
  const after = changeFeatures(before, given);
  await checkFeedbackOptions(books, given);
  const products = given.subscription_update?.products;
  if (products === undefined) return after;
  const read = await readPortalProducts(books, products);
  return { ...after, subscription_update: { ...after.subscription_update, products: read } };
}

/** Deactivated feedback options cannot be used. */
async function checkFeedbackOptions(books: Books, given: FeatureParams): Promise<void> {
  const root = "features[subscription_cancel][cancellation_reason][feedback_options]";
  const ids = given.subscription_cancel?.cancellation_reason?.feedback_options ?? [];
  for (const [index, id] of ids.entries()) {
    const option = await requireDocument(books, "feedback_option", id, `${root}[${index}]`);
    if (option.status === "inactive") {
      throw invalid(`The feedback option '${id}' is inactive.`, `${root}[${index}]`);
    }
  }
}

/** As Stripe's looks; it leads nowhere. */
function loginUrl(): string {
  return `https://billing.stripe.com/p/login/test_${randomText(18)}`;
}
