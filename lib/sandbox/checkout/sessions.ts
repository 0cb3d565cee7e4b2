import type Stripe from "stripe";
import { currency } from "../catalogue/params";
import { resolveCustomer } from "../customers/resolve-customer";
import { type Call, type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { blankSetupIntent } from "../payments/blank-setup-intent";
import { changeSetup } from "../payments/change-setup";
import { readTypes } from "../payments/method-types";
import { allowableType } from "../payments/method-words";
import { openPage } from "../payments/payment-page";
import { invalid } from "../protocol/errors";
import { listPage, pagination } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import {
  array,
  hash,
  metadata,
  oneOf,
  required,
  string,
  timestamp,
  type Values,
} from "../protocol/params";
import { webAddress } from "../protocol/web-address";
import { atTimeOf } from "../time/at-time-of";
import { blankSession } from "./blank-session";
import { refreshSession } from "./refresh-session";

const createShape = {
  cancel_url: webAddress(),
  client_reference_id: string(200),
  currency: currency(),
  customer: string(),
  customer_account: string(),
  expires_at: timestamp(),
  locale: string(10),
  metadata: metadata(),
  mode: required(oneOf("setup")),
  payment_method_configuration: string(),
  payment_method_types: array(allowableType),
  setup_intent_data: hash({
    description: string(1000),
    metadata: metadata(),
    on_behalf_of: string(),
  }),
  success_url: required(webAddress()),
};

type Params = Values<typeof createShape>;

const url = "/v1/checkout/sessions";

/** Checkout, as far as it only keeps a payment method (mode `setup`): create, list, retrieve, expire. */
export const checkoutSessionEndpoints = [
  endpoint("POST", url, createShape, createSession),
  endpoint("GET", url, { ...pagination, customer: string() }, ({ books, params }) => {
    const { customer } = params;
    const filter = customer === undefined ? {} : { customer };
    return listPage(books, url, "checkout_session", filter, params);
  }),
  endpoint("GET", `${url}/:id`, {}, async (call) =>
    refreshSession(call, await requireDocument(call.books, "checkout_session", call.id)),
  ),
  endpoint("POST", `${url}/:id/expire`, {}, async (call) => {
    const found = await requireDocument(call.books, "checkout_session", call.id);
    const session = await refreshSession(call, found);
    if (session.status !== "open") {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      );
    }
    const expired: Stripe.Checkout.Session = { ...session, status: "expired", url: null };
    await call.books.put("checkout_session", expired);
    return expired;
  }),
];

const shortest = 30 * 60;
const longest = 24 * 60 * 60;

async function createSession(given: Call<Params>): Promise<Stripe.Checkout.Session> {
  const { params } = given;
  const owner = params.customer ?? params.customer_account ?? null;
  const customer = owner === null ? null : (await resolveCustomer(given.books, params)).id;
  const call = await atTimeOf(given, customer);
  if (params.currency === undefined && params.payment_method_types === undefined) {
    throw invalid(
      "`currency` is required for Checkout Sessions in `setup` mode when `payment_method_types` is not set.",
      "currency",
      "parameter_missing",
    );
  }
  const intent = await makeIntent(call, params, customer);
  const blank = blankSession(call, intent);
  const session: Stripe.Checkout.Session = {
    ...blank,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    currency: params.currency ?? null,
    customer,
    customer_account: params.customer_account ?? null,
    expires_at: readExpiry(call, params.expires_at),
    locale: params.locale ?? null,
    metadata: changeMetadata({}, params.metadata),
    success_url: params.success_url,
    url: await openPage(call, "checkout", blank.id),
  };
  await call.books.put("checkout_session", session);
  return session;
}

async function makeIntent(
  call: Context,
  params: Params,
  customer: string | null,
): Promise<Stripe.SetupIntent> {
  const types = readTypes(params, params.currency ?? null, call.account);
  const data = { ...params.setup_intent_data, ...(customer === null ? {} : { customer }) };
  const blank = { ...blankSetupIntent(call), ...types, automatic_payment_methods: null };
  const intent = await changeSetup(call, blank, data);
  await call.books.put("setup_intent", intent);
  return intent;
}

function readExpiry({ now }: Context, given: number | undefined): number {
  if (given === undefined) return now + longest;
  if (given >= now + shortest && given <= now + longest) return given;
  throw invalid(
    "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
    "expires_at",
  );
}
