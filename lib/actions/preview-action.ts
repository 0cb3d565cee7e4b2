import type { ActionInput, ActionName } from "../portal/actions";
import { noteOfferShown } from "../retention/note-offer-shown";
import type { PortalContext } from "../sessions/load-session";
import type { Previewed } from "./action";
import { requireAllowed } from "./checks/require-allowed";
import { setScene } from "./checks/set-scene";
import { actionOf } from "./registry";

/**
 * What an action would do, and what Stripe holds now. Changes nothing, but that a retention offer has been seen is
 * noted. Throws when it is not allowed.
 */
export async function previewAction<Name extends ActionName>(
  context: PortalContext,
  name: Name,
  input: ActionInput<Name>,
): Promise<Previewed> {
  const action = actionOf(name);
  const scene = await setScene(context, { target: action.targetOf(input), upcoming: "none" });
  requireAllowed(action, scene, input);
  const previewed = await action.preview(scene, input, scene.now);
  if (previewed.preview.kind === "accept_offer") await noteOfferShown(context, previewed.preview);
  return previewed;
}
