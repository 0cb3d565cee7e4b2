import type { ActionInput, ActionName } from "../portal/actions";
import type { PortalContext } from "../sessions/load-session";
import type { Previewed } from "./action";
import { actionOf } from "./registry";
import { setScene } from "./set-scene";

/** What an action would do, and what Stripe holds now. Changes nothing. Throws when it is not allowed. */
export async function previewAction<Name extends ActionName>(
  context: PortalContext,
  name: Name,
  input: ActionInput<Name>,
): Promise<Previewed> {
  const action = actionOf(name);
  const scene = await setScene(context, { target: action.targetOf(input), upcoming: "none" });
  action.requireAllowed(scene, input);
  return action.preview(scene, input, scene.now);
}
