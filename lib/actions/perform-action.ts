import type { ActionName } from "../portal/actions";
import type { ActionAnswer } from "../portal/outcome";
import type { Viewer } from "../snapshot/scope-of";
import { askEmailChange } from "./ask-email-change";
import type { Confirmation } from "./checks/parse-request";
import { runAction } from "./run-action";

/** Does what a customer confirmed, once: as runAction, but that a new email has to be proved before anything is done. */
export function performAction<Name extends ActionName>(
  viewer: Viewer,
  name: Name,
  confirmation: Confirmation<Name>,
): Promise<ActionAnswer> {
  const asked = asksForEmail(name, confirmation) ? confirmation : null;
  return asked === null ? runAction(viewer, name, confirmation) : askEmailChange(viewer, asked);
}

function asksForEmail(
  name: ActionName,
  confirmation: Confirmation<ActionName>,
): confirmation is Confirmation<"update_customer"> {
  return name === "update_customer" && "email" in confirmation.input;
}
