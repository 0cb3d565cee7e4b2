import { nowSeconds } from "../../../clock";
import { keepSession, sessionUrl, toWire } from "../../../sessions/keep-session";
import { prepareSession } from "../../../sessions/prepare-session";
import { expandConfiguration } from "../../../sessions/show-sessions";
import { openStripe } from "../../../stripe/client";
import { serialiseSession, sessionAnswer, toAfterExpiration } from "../../../wire/portal-session";
import { createSessionSchema } from "../../../wire/portal-session-params";
import { readFlow } from "../../../wire/read-flow";
import { endpoint } from "../endpoint";
import { expandableOfSession } from "./expandable-of-session";

/** `POST /v1/billing_portal/sessions`, as Stripe's own endpoint takes and answers it. */
export const createSession = endpoint({
  method: "POST",
  path: "/v1/billing_portal/sessions",
  summary: "Create a portal session",
  params: createSessionSchema,
  expandable: expandableOfSession,
  answer: sessionAnswer,
  handle: async ({ caller, params, expand, causeOf }) => {
    const { customer, locale, portico, flow_data: flow } = params;
    const { merchantId, livemode, connection, defaultConfiguration } = caller;
    const minter = { merchantId, livemode, stripe: openStripe(connection), defaultConfiguration };
    const session = await prepareSession(minter, {
      customer,
      customerAccount: params.customer_account,
      configuration: params.configuration,
      returnUrl: params.return_url,
      locale,
      onBehalfOf: params.on_behalf_of,
      flow: flow && readFlow(flow),
      afterExpiration: params.after_expiration && toAfterExpiration(params.after_expiration),
      portico,
    });
    const createdAt = nowSeconds();
    const told = toWire(session, createdAt, sessionUrl(session));
    const configuration = await expandConfiguration(caller, session.configuration, expand);
    const body = serialiseSession({ ...told, configuration });
    await keepSession(session, createdAt, causeOf(body));
    return body;
  },
});
