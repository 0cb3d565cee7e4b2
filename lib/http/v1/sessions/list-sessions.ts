import { listOwnSessions } from "../../../sessions/find-sessions";
import { showSessions } from "../../../sessions/show-sessions";
import { expandBelow } from "../../../wire/expand";
import { listAnswer, listOf } from "../../../wire/list-params";
import { keptSessionAnswer } from "../../../wire/portal-session";
import { listSessionsSchema } from "../../../wire/portal-session-params";
import { endpoint } from "../endpoint";
import { expandableOfSession } from "./expandable-of-session";

const path = "/v1/billing_portal/sessions";

/** `GET /v1/billing_portal/sessions`: ours, Stripe has none. */
export const listSessions = endpoint({
  method: "GET",
  path,
  summary: "List portal sessions",
  description: "Newest first. Sessions that were opened by mail are among them.",
  params: listSessionsSchema,
  expandable: ["data", ...expandableOfSession.map((below) => `data.${below}`)],
  answer: listAnswer(keptSessionAnswer),
  handle: async ({ caller, params, expand }) => {
    const { customer = null, status = null, ...page } = params;
    const filter = { customerId: customer, state: status };
    const { rows, hasMore } = await listOwnSessions(caller, page, filter);
    return listOf(path, await showSessions(caller, rows, expandBelow(expand, "data")), hasMore);
  },
});
