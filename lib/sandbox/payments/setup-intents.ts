import type Stripe from "stripe";
import { idOf } from "../documents";
import { type Call, type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { SandboxError } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { array, boolean, integer, oneOf, string, type Values } from "../protocol/params";
import { followSetup } from "../subscriptions/open-setup";
import { atTimeOf } from "../time/at-time-of";
import { blankSetupIntent } from "./blank-setup-intent";
import { changeSetup } from "./change-setup";
import { chooseMethod, requireConfirmParams } from "./choose-method";
import { confirmSetup } from "./confirm-setup";
import { takeInstrument } from "./instrument";
import { readTypes } from "./method-types";
import { confirmShape, createShape, updateShape } from "./setup-params";

/** Setup intents: create, retrieve, update, confirm, cancel, verify, list. */
export const setupIntentEndpoints = [
  endpoint("POST", "/v1/setup_intents", createShape, async (given) => {
    const { params } = given;
    const call = await atTimeOf(given, params.customer ?? params.customer_account ?? null);
    requireConfirmParams(params);
    const blank = blankSetupIntent(call);
    const typed = { ...blank, ...readTypes(params, null, call.account) };
    const { payment_method_types: _types, ...rest } = params;
    const intent: Stripe.SetupIntent = {
      ...(await chooseMethod(call, await changeSetup(call, typed, rest), params)),
      usage: params.usage ?? "off_session",
    };
    await call.books.put("setup_intent", intent);
    return params.confirm === true ? confirm(call, intent, params) : intent;
  }),
  endpoint("GET", "/v1/setup_intents/:id", { client_secret: string() }, ({ books, id }) =>
    requireDocument(books, "setup_intent", id),
  ),
  endpoint("POST", "/v1/setup_intents/:id", updateShape, async (given) => {
    const { call, before } = await open(given);
    if (call.params.payment_method !== undefined) requireOpen(before, "update");
    const changed = await changeSetup(call, before, call.params);
    const intent = await chooseMethod(call, changed, call.params);
    await call.books.put("setup_intent", intent);
    return intent;
  }),
  endpoint("POST", "/v1/setup_intents/:id/confirm", confirmShape, async (given) => {
    const { call, before } = await open(given);
    requireOpen(before, "confirm");
    const changed = await changeSetup(call, before, call.params);
    return confirm(call, await chooseMethod(call, changed, call.params), call.params);
  }),
  endpoint(
    "POST",
    "/v1/setup_intents/:id/cancel",
    { cancellation_reason: oneOf("abandoned", "duplicate", "requested_by_customer") },
    async (given) => {
      const { call, before } = await open(given);
      requireOpen(before, "cancel");
      const canceled: Stripe.SetupIntent = {
        ...before,
        cancellation_reason: call.params.cancellation_reason ?? null,
        next_action: null,
        status: "canceled",
      };
      await call.books.put("setup_intent", canceled);
      return canceled;
    },
  ),
  endpoint(
    "POST",
    "/v1/setup_intents/:id/verify_microdeposits",
    { amounts: array(integer(1), 2), client_secret: string(), descriptor_code: string() },
    async ({ books, id }) => {
      const intent = await requireDocument(books, "setup_intent", id);
      throw unexpected(
        intent,
        "This SetupIntent is not waiting for microdeposits: bank accounts are verified at once.",
      );
    },
  ),
  endpoint(
    "GET",
    "/v1/setup_intents",
    {
      ...pagination,
      attach_to_self: boolean(),
      created: range,
      customer: string(),
      customer_account: string(),
      payment_method: string(),
    },
    ({ books, params }) => {
      const { attach_to_self: self, payment_method: method } = params;
      const customer = params.customer ?? params.customer_account;
      const only = (intent: Stripe.SetupIntent) =>
        (method === undefined || idOf(intent.payment_method) === method) &&
        (self === undefined || (intent.attach_to_self ?? false) === self);
      const isPlain = self === undefined && method === undefined;
      const filter = { customer, created: rangeOf(params.created) };
      const sifted = isPlain ? undefined : only;
      return listPage(books, "/v1/setup_intents", "setup_intent", filter, params, sifted);
    },
  ),
];

async function open<P>(given: Call<P>) {
  const before = await requireDocument(given.books, "setup_intent", given.id);
  return { call: await atTimeOf(given, idOf(before.customer)), before };
}

/** Confirms; a refused card is answered as an error, and the intent kept. */
async function confirm(
  context: Context,
  intent: Stripe.SetupIntent,
  params: Partial<Values<typeof confirmShape>>,
): Promise<Stripe.SetupIntent | SandboxError> {
  const id = idOf(intent.payment_method);
  if (id === null) {
    throw unexpected(
      intent,
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
    );
  }
  const customer = idOf(intent.customer);
  const instrument = await takeInstrument(context, id, customer, "payment_method");
  const result = await confirmSetup(context, intent, instrument, {
    isAuthenticated: params.payment_method_options?.card?.three_d_secure !== undefined,
    returnUrl: params.return_url,
  });
  await followSetup(context, result.intent);
  return result.outcome === "declined" ? result.error : result.intent;
}

const participles = { cancel: "canceled", confirm: "confirmed", update: "updated" };

function requireOpen(intent: Stripe.SetupIntent, verb: keyof typeof participles): void {
  if (intent.status !== "succeeded" && intent.status !== "canceled") return;
  const isDone = intent.status === "succeeded" && verb === "confirm";
  throw unexpected(
    intent,
    isDone
      ? "You cannot confirm this SetupIntent because it has already succeeded."
      : `You cannot ${verb} this SetupIntent because it has a status of ${intent.status}. Only a SetupIntent with one of the following statuses may be ${participles[verb]}: requires_payment_method, requires_confirmation, requires_action.`,
  );
}

function unexpected(intent: Stripe.SetupIntent, message: string): SandboxError {
  return new SandboxError(400, {
    type: "invalid_request_error",
    code: "setup_intent_unexpected_state",
    message,
    setup_intent: intent,
  });
}
