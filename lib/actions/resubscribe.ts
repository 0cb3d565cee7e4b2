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
import { requireAllowance, requireFact, requireSubscription } from "./checks/find-in-view";

/**
 * Begins a new subscription in the place of an ended one: Stripe brings none back. It has the same items as far as
 * they are on sale, no second trial, and no discount of before.
 */
export const resubscribe: Action<"resubscribe"> = {
  name: "resubscribe",
  targetOf: ({ subscription }) => subscription,
  excludesAll: true,

  requireAllowed: (scene, input) => requireChoices(scene, wantedOf(scene, input)),

  async preview(scene, input) {
    const beginning = await workOut(scene, wantedOf(scene, input));
    const bill = await previewBegin(scene, beginning);
    return { preview: { kind: "resubscribe", ...bill }, expected: expectedOfBegin(scene, bill) };
  },

  async plan(scene, input, expected) {
    requireNothingMissing(expected);
    return callOf(await workOut(scene, wantedOf(scene, input)));
  },

  outcome: outcomeOf,
  isDone: (snapshot, _input, call) => hasBegun(snapshot, call),
};

function wantedOf(
  { view, snapshot }: Scene,
  { subscription, price: id, ...input }: ActionInput<"resubscribe">,
): Wanted {
  const { actions } = requireSubscription(view, subscription);
  const { plans, promotionCodes } = requireAllowance(actions.resubscribe);
  const ended = requireFact(snapshot, subscription);
  return { ...requireOffered(plans, id), input, hasCodes: promotionCodes, ended };
}
