import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import type { OfferPreview } from "../portal/preview";
import { read } from "../stripe/call";
import type { Action, Scene } from "./action";
import {
  expectedOf,
  requireAllowance,
  requireFact,
  requireSubscription,
} from "./checks/find-in-view";

/** Takes the retention offer of the session's cancel flow: the subscription goes on with its coupon. */
export const acceptOffer: Action<"accept_offer"> = {
  name: "accept_offer",
  targetOf: ({ subscription }) => subscription,

  requireAllowed(scene, input) {
    requireOffer(scene, input);
  },

  async preview(scene, input) {
    const { coupon } = requireOffer(scene, input);
    const fact = requireFact(scene.snapshot, input.subscription);
    const next = await previewNext(scene, input);
    return {
      preview: { kind: "accept_offer", subscription: fact.id, coupon, next },
      expected: expectedOf(fact, { prorationDate: null, amount: null }),
    };
  },

  // One that has a discount is offered none (rules/retention-offer.ts): there is none to keep beside it.
  plan: (_scene, { subscription, coupon }) => ({
    method: "subscriptions.update",
    id: subscription,
    params: { discounts: [{ coupon }] },
  }),

  outcome: () => "applied",

  isDone(snapshot, { subscription, coupon }) {
    return requireFact(snapshot, subscription).discounts.some(
      (discount) => discount.coupon.id === coupon,
    );
  },
};

type Input = ActionInput<"accept_offer">;

/**
 * The offer, when it is this very one. Throws `offer_used` for one that was taken or declined, `offer_invalid` for
 * another subscription than the flow's and for another coupon than was offered: a browser chooses neither.
 */
function requireOffer({ view, snapshot }: Scene, { subscription, coupon }: Input) {
  const { accept_offer: offer } = requireSubscription(view, subscription).actions;
  if (!offer.allowed && offer.reason === "outside_flow") throw new PorticoError("offer_invalid");
  if (snapshot.offer !== null && snapshot.offer.coupon.id !== coupon) {
    throw new PorticoError("offer_invalid", { param: "coupon" });
  }
  if (!offer.allowed && offer.reason === "flow_completed" && snapshot.offer?.isUsed) {
    throw new PorticoError("offer_used");
  }
  return requireAllowance(offer);
}

/** The next invoice as it is, and with the coupon; null when Stripe knows of none. */
async function previewNext(
  { stripe }: Scene,
  { subscription, coupon }: Input,
): Promise<OfferPreview["next"]> {
  try {
    const [before, after] = await Promise.all([
      read(() => stripe.invoices.createPreview({ subscription })),
      read(() => stripe.invoices.createPreview({ subscription, discounts: [{ coupon }] })),
    ]);
    const { currency, period_end: at } = after;
    return {
      at,
      before: { amount: before.amount_due, currency },
      after: { amount: after.amount_due, currency },
    };
  } catch (error) {
    if (error instanceof PorticoError && nothing.has(error.code)) return null;
    throw error;
  }
}

/** Stripe's ways of saying that nothing will be billed. */
const nothing = new Set(["resource_missing", "subscription_state"]);
