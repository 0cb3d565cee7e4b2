import { env } from "../env";
import type { Snapshot } from "../portal/snapshot";
import type { Action } from "./action";
import { requireAllowance } from "./checks/find-in-view";

/**
 * Opens the page of Stripe's where the customer gives a payment method: no card passes here. It leads back to `page`
 * with `setup`, the visit's id, which use_payment_method takes.
 */
export const addPaymentMethod: Action<"add_payment_method"> = {
  name: "add_payment_method",
  targetOf: () => null,

  requireAllowed({ view }) {
    requireAllowance(view.addPaymentMethod);
  },

  async preview() {
    const expected = { items: [], status: "", cancelAt: null, prorationDate: null, amount: null };
    return { preview: { kind: "add_payment_method" }, expected };
  },

  plan({ snapshot, configuration }, { page, next }) {
    const { payment_method_configuration: kinds } = configuration.features.payment_method_update;
    const back = `${env().APP_URL}${page}`;
    const on = next === undefined ? "" : `&next=${encodeURIComponent(next)}`;
    return {
      method: "checkout.sessions.create",
      id: snapshot.customer.id,
      params: {
        currency: currencyOf(snapshot),
        // Stripe puts the visit's id in; it knows the word only unescaped.
        success_url: `${back}?setup={CHECKOUT_SESSION_ID}${on}`,
        cancel_url: `${back}?setup=none${on}`,
        ...(kinds === null ? {} : { payment_method_configuration: kinds }),
      },
    };
  },

  outcome: () => "requires_action",

  isDone: () => false,
};

/** What it will be charged in decides which kinds Stripe offers. */
function currencyOf({ customer, subscriptions }: Snapshot): string {
  return customer.currency ?? subscriptions.data[0]?.currency ?? "usd";
}
