import { PorticoError } from "../../errors";
import type { ActionInput, ActionName } from "../../portal/actions";
import type { Expected, Preview } from "../../portal/preview";
import type { Action, Scene } from "../action";
import { expectedOf, requireFact } from "./find-in-view";

/** A preview older than this is computed anew: prices and exchange of periods move on. */
const previewSeconds = 600;

/**
 * Asks for the preview again, prorated from the very second that was shown, and lets nothing pass that
 * differs: what is charged is what was shown. Gives the preview, which is what was shown; throws `preview_outdated`
 * with the new one.
 */
export async function requireUnmoved<Name extends ActionName>(
  action: Action<Name>,
  scene: Scene,
  input: ActionInput<Name>,
  shown: Expected,
): Promise<Preview> {
  const pinned = shown.prorationDate;
  const isFresh = pinned === null || Math.abs(scene.now - pinned) <= previewSeconds;
  // In a period that began after it, Stripe refuses the second that was shown: then there is no use asking.
  const canPin = isFresh && isStill(scene, action.targetOf(input), shown);
  const now = await action.preview(scene, input, canPin && pinned !== null ? pinned : scene.now);
  if (isFresh && isSame(shown, now.expected)) {
    requireAddress(now.preview);
    return now.preview;
  }
  throw new PorticoError("preview_outdated", { extra: { ...now } });
}

/** Without an address its tax is unknown, and so is what would be charged. Throws `parameter_missing`. */
function requireAddress(preview: Preview): void {
  if (!("needs" in preview) || !preview.needs.includes("address")) return;
  throw new PorticoError("parameter_missing", { param: "address" });
}

function isStill({ snapshot }: Scene, target: string | null, shown: Expected): boolean {
  if (target === null || !target.startsWith("sub_")) return true;
  return isSame(shown, expectedOf(requireFact(snapshot, target), shown));
}

function isSame(a: Expected, b: Expected): boolean {
  return (
    a.items.join() === b.items.join() &&
    a.status === b.status &&
    a.cancelAt === b.cancelAt &&
    a.prorationDate === b.prorationDate &&
    a.amount === b.amount
  );
}
