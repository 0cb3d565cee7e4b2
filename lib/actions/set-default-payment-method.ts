import { PorticoError } from "../errors";
import type { PaymentMethodView, PortalView } from "../portal/view";
import type { Action } from "./action";
import { requireAllowance } from "./checks/find-in-view";

/** Makes one of the customer's payment methods the one that future invoices are charged to. */
export const setDefaultPaymentMethod: Action<"set_default_payment_method"> = {
  name: "set_default_payment_method",
  targetOf: (input) => input.payment_method,

  requireAllowed({ view }, input) {
    const method = requirePaymentMethod(view, input.payment_method);
    requireAllowance(method.actions.set_default_payment_method);
  },

  async preview({ snapshot }, input) {
    return {
      preview: { kind: "set_default_payment_method", paymentMethod: input.payment_method },
      expected: {
        items: [],
        status: snapshot.customer.defaultPaymentMethodId ?? "",
        cancelAt: null,
        prorationDate: null,
        amount: null,
      },
    };
  },

  plan: ({ snapshot }, input) => ({
    method: "customers.update",
    id: snapshot.customer.id,
    params: { invoice_settings: { default_payment_method: input.payment_method } },
  }),

  outcome: () => "applied",

  isDone: (snapshot, input) => snapshot.customer.defaultPaymentMethodId === input.payment_method,
};

function requirePaymentMethod(view: PortalView, id: string): PaymentMethodView {
  if (view.paymentMethods === null) throw new PorticoError("feature_disabled");
  const found = view.paymentMethods.find((method) => method.id === id);
  if (found !== undefined) return found;
  throw new PorticoError("resource_missing", {
    param: "payment_method",
    message: `No such payment method: '${id}'`,
  });
}
