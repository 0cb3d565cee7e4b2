import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import type { PaymentMethodFact, Snapshot } from "../portal/snapshot";
import type { Action } from "./action";
import { requireAllowance, requireFact, requireSubscription } from "./checks/find-in-view";

type Input = ActionInput<"use_payment_method">;

/**
 * Takes up the payment method that a visit of Stripe's page brought: it becomes the customer's default, or with a
 * `subscription` what that one is charged to.
 */
export const usePaymentMethod: Action<"use_payment_method"> = {
  name: "use_payment_method",
  targetOf: ({ setup }) => setup,

  requireAllowed({ view, snapshot }, { setup, subscription }) {
    requireAllowance(view.addPaymentMethod);
    requireMethod(snapshot, setup);
    if (subscription !== undefined) requireSubscription(view, subscription);
  },

  async preview({ snapshot }, { setup, subscription }) {
    const { id, brand, last4 } = requireMethod(snapshot, setup);
    return {
      preview: {
        kind: "use_payment_method",
        paymentMethod: { id, brand, last4 },
        subscription: subscription ?? null,
      },
      expected: {
        items: [],
        status: chargedNow(snapshot, subscription) ?? "",
        cancelAt: null,
        prorationDate: null,
        amount: null,
      },
    };
  },

  plan({ snapshot }, { setup, subscription }) {
    const { id } = requireMethod(snapshot, setup);
    if (subscription === undefined) {
      return {
        method: "customers.update",
        id: snapshot.customer.id,
        params: { invoice_settings: { default_payment_method: id } },
      };
    }
    return {
      method: "subscriptions.update",
      id: subscription,
      params: { default_payment_method: id },
    };
  },

  outcome: () => "applied",

  isDone: (snapshot, { setup, subscription }) =>
    chargedNow(snapshot, subscription) === requireMethod(snapshot, setup).id,
};

/** The payment method of a visit that is complete. Throws `resource_missing`, `subscription_state`. */
function requireMethod({ setup, paymentMethods }: Snapshot, id: string): PaymentMethodFact {
  if (setup?.id !== id) {
    const message = `No such setup: '${id}'`;
    throw new PorticoError("resource_missing", { param: "setup", message });
  }
  const found = paymentMethods.data.find((method) => method.id === setup.paymentMethodId);
  if (found === undefined) throw new PorticoError("subscription_state", { param: "setup" });
  return found;
}

function chargedNow(snapshot: Snapshot, subscription: Input["subscription"]): string | null {
  return subscription === undefined
    ? snapshot.customer.defaultPaymentMethodId
    : requireFact(snapshot, subscription).defaultPaymentMethodId;
}
