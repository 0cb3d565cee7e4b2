import { parseConfirmation, parsePreview } from "../../actions/checks/parse-request";
import { answerIntent } from "../../actions/intents/answer-intent";
import { performAction } from "../../actions/perform-action";
import { previewAction } from "../../actions/preview-action";
import { findIntent } from "../../db/intents";
import { PorticoError } from "../../errors";
import { type ActionName, isActionName } from "../../portal/actions";
import type { ActionAnswer } from "../../portal/outcome";
import { respond } from "../respond";
import type { PortalCall } from "./with-portal-session";

/** `POST previews/{action}` ← `{ input }` → `{ preview, expected }`. */
export async function preview({ context, requestId, body, params }: PortalCall): Promise<Response> {
  const name = requireActionName(params);
  return respond(await previewAction(context, name, parsePreview(name, body)), requestId);
}

/** Of which there is nothing to show yet. */
const open = new Set<ActionAnswer["outcome"]>(["checking", "confirm_sent"]);

/** `POST actions/{action}` ← `{ nonce, input, expected }` → `{ outcome, intent, view }`; 202 while it is open. */
export async function confirm({ context, requestId, body, params }: PortalCall): Promise<Response> {
  const name = requireActionName(params);
  const answer = await performAction(context, name, parseConfirmation(name, body));
  return respond(answer, requestId, open.has(answer.outcome) ? 202 : 200);
}

/** `GET intents/{id}`: what became of one of this session's own intents. */
export async function showIntent({ context, requestId, params }: PortalCall): Promise<Response> {
  const { merchant, session } = context;
  const id = params["id"] ?? "";
  // What is no id (a NUL in it, say) is not put to the database, which would refuse to read it.
  const intent = /^int_\w{1,64}$/.test(id) ? await findIntent(merchant.id, session.id, id) : null;
  if (intent === null) throw new PorticoError("resource_missing", { param: "intent" });
  const answer = await answerIntent(intent);
  return respond(answer, requestId, answer.outcome === "checking" ? 202 : 200);
}

function requireActionName(params: PortalCall["params"]): ActionName {
  const name = params["action"] ?? "";
  if (isActionName(name)) return name;
  throw new PorticoError("resource_missing", { message: "No such action." });
}
