import type Stripe from "stripe";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { required, string } from "../protocol/params";
import type { Instrument } from "./instrument";

/** Setup attempts: list, of one setup intent. */
export const setupAttemptEndpoints = [
  endpoint(
    "GET",
    "/v1/setup_attempts",
    { ...pagination, created: range, setup_intent: required(string()) },
    async ({ books, params }) => {
      const parent = params.setup_intent;
      await requireDocument(books, "setup_intent", parent, "setup_intent");
      const filter = { parent, created: rangeOf(params.created) };
      return listPage(books, "/v1/setup_attempts", "setup_attempt", filter, params);
    },
  ),
];

/** Keeps how an attempt stands; gives its id. An intent's open attempt is carried on. */
export async function saveAttempt(
  { books, now }: Context,
  intent: Stripe.SetupIntent,
  { method }: Instrument,
  status: "requires_action" | "succeeded" | "failed",
  error: Stripe.SetupAttempt.SetupError | null,
): Promise<string> {
  const latest = await books.find("setup_attempt", idOf(intent.latest_attempt) ?? "");
  const isOpen = latest?.status === "requires_action" && latest.payment_method === method.id;
  const attempt: Stripe.SetupAttempt = {
    id: isOpen ? latest.id : newId("setup_attempt"),
    object: "setup_attempt",
    application: null,
    ...(intent.attach_to_self === undefined ? {} : { attach_to_self: intent.attach_to_self }),
    created: isOpen ? latest.created : now,
    customer: idOf(intent.customer),
    customer_account: intent.customer_account ?? null,
    flow_directions: intent.flow_directions ?? null,
    livemode: false,
    on_behalf_of: idOf(intent.on_behalf_of),
    payment_method: method.id,
    payment_method_details: details(method, isOpen),
    setup_error: error,
    setup_intent: intent.id,
    status,
    usage: intent.usage,
  };
  await books.put("setup_attempt", attempt);
  return attempt.id;
}

function details(
  { type, card }: Stripe.PaymentMethod,
  isAuthenticated: boolean,
): Stripe.SetupAttempt.PaymentMethodDetails {
  if (card === undefined) return { type, [type]: {} };
  return {
    type,
    card: {
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      last4: card.last4,
      network: card.brand,
      three_d_secure: isAuthenticated
        ? {
            authentication_flow: "challenge",
            electronic_commerce_indicator: "05",
            result: "authenticated",
            result_reason: null,
            transaction_id: null,
            version: "2.2.0",
          }
        : null,
      wallet: null,
    },
  };
}
