import type { ActionInput } from "../portal/actions";
import type { Action, Scene } from "./action";
import {
  callOf,
  hasBegun,
  outcomeOf,
  requireChoices,
  requireOffered,
  type Wanted,
  workOut,
} from "./begin-subscription";
import { expectedOfBegin, previewBegin, requireNothingMissing } from "./bills/preview-begin";
import { requireAllowance } from "./checks/find-in-view";

/** Begins a subscription to a plan of the picker: the customer's first, or one more. */
export const startSubscription: Action<"start_subscription"> = {
  name: "start_subscription",
  targetOf: () => null,

  requireAllowed: (scene, input) => requireChoices(scene, wantedOf(scene, input)),

  async preview(scene, input) {
    const beginning = await workOut(scene, wantedOf(scene, input));
    const bill = await previewBegin(scene, beginning);
    return {
      preview: { kind: "start_subscription", ...bill },
      expected: expectedOfBegin(scene, bill),
    };
  },

  async plan(scene, input, expected) {
    requireNothingMissing(expected);
    return callOf(await workOut(scene, wantedOf(scene, input)));
  },

  outcome: outcomeOf,
  isDone: (snapshot, _input, call) => hasBegun(snapshot, call),
};

function wantedOf(
  { view }: Scene,
  { price: id, ...input }: ActionInput<"start_subscription">,
): Wanted {
  const { plans, promotionCodes } = requireAllowance(view.actions.start_subscription);
  return { ...requireOffered(plans, id), input, hasCodes: promotionCodes, ended: null };
}
