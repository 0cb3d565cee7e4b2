import { z } from "zod";
import { findOwnSession } from "../../../sessions/find-sessions";
import { showSession } from "../../../sessions/show-sessions";
import { keptSessionAnswer } from "../../../wire/portal-session";
import { endpoint } from "../endpoint";
import { expandableOfSession } from "./expandable-of-session";

/** `GET /v1/billing_portal/sessions/{session}`: ours, Stripe has none. */
export const retrieveSession = endpoint({
  method: "GET",
  path: "/v1/billing_portal/sessions/{session}",
  summary: "Retrieve a portal session",
  description:
    "Tells what became of a session. `url` is the portal's address: the link was told once, when it was made.",
  params: z.strictObject({}),
  expandable: expandableOfSession,
  answer: keptSessionAnswer,
  handle: async ({ caller, ids, expand }) => {
    const row = await findOwnSession(caller, ids["session"] ?? "");
    return showSession(caller, row, expand);
  },
});
