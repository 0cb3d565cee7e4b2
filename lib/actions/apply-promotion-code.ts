import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import { describeCoupon } from "../portal/describe-coupon";
import type { PromotionCodePreview } from "../portal/preview";
import { readUpcoming } from "../stripe/read-upcoming";
import type { Action, Scene } from "./action";
import {
  expectedOf,
  requireAllowance,
  requireFact,
  requireSubscription,
} from "./checks/find-in-view";
import { type FoundCode, findPromotionCode, notApplicable } from "./discounts/find-promotion-code";

/** Redeems a promotion code for a subscription that has no discount: from its next invoice on, nothing is charged now. */
export const applyPromotionCode: Action<"apply_promotion_code"> = {
  name: "apply_promotion_code",
  targetOf: ({ subscription }) => subscription,

  requireAllowed({ view }, input) {
    requireAllowance(requireSubscription(view, input.subscription).actions.apply_promotion_code);
  },

  async preview(scene, input) {
    const fact = requireFact(scene.snapshot, input.subscription);
    const found = await findCode(scene, input);
    const next = await readNext(scene, input, found);
    return {
      preview: {
        kind: "apply_promotion_code",
        subscription: fact.id,
        coupon: describeCoupon(found.coupon),
        next,
      },
      // The same text may have become the code of another coupon since: then another amount was shown.
      expected: expectedOf(fact, { prorationDate: null, amount: next?.after.amount ?? null }),
    };
  },

  async plan(scene, input) {
    const { id } = await findCode(scene, input);
    return {
      method: "subscriptions.update",
      id: input.subscription,
      params: { discounts: [{ promotion_code: id }] },
    };
  },

  outcome: () => "applied",

  isDone(snapshot, input, call) {
    if (call.method !== "subscriptions.update" || !call.params.discounts) return false;
    const asked = call.params.discounts.map(({ promotion_code: code }) => code);
    const { discounts } = requireFact(snapshot, input.subscription);
    return discounts.some(({ promotionCodeId: code }) => code !== null && asked.includes(code));
  },
};

type Input = ActionInput<"apply_promotion_code">;

/** Stripe lets nobody with an invoice redeem a code for first purchases, and no code with a least amount here. */
function findCode(scene: Scene, { subscription, promotion_code: code }: Input): Promise<FoundCode> {
  const { items, currency } = requireFact(scene.snapshot, subscription);
  const { data, hasMore } = scene.snapshot.invoices;
  return findPromotionCode(scene, code, {
    products: items.map(({ price }) => price.productId),
    currency,
    amount: null,
    isFirst: data.length === 0 && !hasMore,
  });
}

/** The next invoice without and with it, as Stripe works them out. */
async function readNext(
  { stripe }: Scene,
  { subscription }: Input,
  { id }: FoundCode,
): Promise<PromotionCodePreview["next"]> {
  const [before, after] = await Promise.all([
    readUpcoming(stripe, { subscription }),
    readUpcoming(stripe, { subscription, discounts: [{ promotion_code: id }] }).catch(refuse),
  ]);
  if (before === null || after === null) return null;
  const { currency } = before;
  return {
    at: after.period_end,
    before: { amount: before.amount_due, currency },
    after: { amount: after.amount_due, currency },
  };
}

/** A condition that only Stripe knows of is answered like those that we know. */
function refuse(error: unknown): never {
  if (error instanceof PorticoError && error.status < 500) throw notApplicable(error);
  throw error;
}
