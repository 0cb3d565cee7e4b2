import type Stripe from "stripe";
import { resolveCustomer } from "../customers/resolve-customer";
import { type Call, type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { newId, randomText } from "../ids";
import { invalid } from "../protocol/errors";
import { defaultConfiguration } from "./portal-configurations";
import { readFlow } from "./portal-flow";
import { type SessionParams, sessionShape } from "./portal-session-params";
import { requireAccount } from "./require-account";

/** Sessions of Stripe's own portal. Their address leads nowhere here. */
export const portalSessionEndpoints = [
  endpoint("POST", "/v1/billing_portal/sessions", sessionShape, createSession),
];

async function createSession(call: Call<SessionParams>): Promise<Stripe.BillingPortal.Session> {
  const { books, now, params } = call;
  const customer = await resolveCustomer(books, params);
  const configuration = await findConfiguration(call, params.configuration);
  const { on_behalf_of: behalf, flow_data: flow } = params;
  if (behalf !== undefined) await requireAccount(books, behalf, "on_behalf_of");
  const scene = { books, customer: customer.id, configuration };
  const session: Stripe.BillingPortal.Session = {
    id: newId("portal_session"),
    object: "billing_portal.session",
    after_expiration: expirationOf(params.after_expiration),
    configuration: configuration.id,
    created: now,
    customer: customer.id,
    customer_account: params.customer_account ?? null,
    flow: flow === undefined ? null : await readFlow(scene, flow),
    livemode: false,
    locale: params.locale ?? null,
    on_behalf_of: behalf ?? null,
    return_url: params.return_url ?? configuration.default_return_url,
    url: `https://billing.stripe.com/p/session/test_${randomText(90)}`,
  };
  await books.put("portal_session", session);
  return session;
}

async function findConfiguration(context: Context, id: string | undefined) {
  if (id === undefined) return defaultConfiguration(context);
  const found = await requireDocument(context.books, "portal_configuration", id, "configuration");
  if (found.active) return found;
  throw invalid(`The configuration '${id}' is not active.`, "configuration");
}

function expirationOf(given: SessionParams["after_expiration"]) {
  if (given === undefined) return null;
  const expires = given.customer_login?.expires_at ?? null;
  return {
    customer_login: given.customer_login === undefined ? null : { expires_at: expires },
    type: given.type,
  };
}
