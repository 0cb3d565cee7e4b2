import { z } from "zod";
import { findOwnSession } from "../../../sessions/find-sessions";
import { revokeSession as revoke, revoked } from "../../../sessions/revoke-session";
import { showSession } from "../../../sessions/show-sessions";
import { keptSessionAnswer } from "../../../wire/portal-session";
import { endpoint } from "../endpoint";
import { expandableOfSession } from "./expandable-of-session";

/** `POST /v1/billing_portal/sessions/{session}/revoke`: ours, Stripe has none. */
export const revokeSession = endpoint({
  method: "POST",
  path: "/v1/billing_portal/sessions/{session}/revoke",
  summary: "Revoke a portal session",
  description:
    "Ends a session at once: its link no longer opens, and its customer's next click is refused. " +
    "Revoking it again changes nothing.",
  params: z.strictObject({}),
  expandable: expandableOfSession,
  answer: keptSessionAnswer,
  handle: async ({ caller, ids, expand, causeOf }) => {
    const row = await findOwnSession(caller, ids["session"] ?? "");
    const body = await showSession(caller, revoked(row), expand);
    await revoke(caller, row, await showSession(caller, revoked(row)), causeOf(body));
    return body;
  },
});
