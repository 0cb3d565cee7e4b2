import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import type { InvoiceFact, PaymentMethodFact } from "../portal/snapshot";
import type { InvoiceView } from "../portal/view";
import type { Action, Scene } from "./action";
import { requireAllowance } from "./checks/find-in-view";

type Input = ActionInput<"pay_invoice">;

/**
 * Pays an open invoice with the given payment method, else with the one that Stripe would charge: the
 * subscription's own, then the customer's default.
 */
export const payInvoice: Action<"pay_invoice"> = {
  name: "pay_invoice",
  targetOf: ({ invoice }) => invoice,

  requireAllowed(scene, input) {
    requireAllowance(requireInvoice(scene, input).actions.pay_invoice);
    requireMeans(scene, input);
  },

  async preview(scene, input) {
    const { id, number, status, amountDue } = requireInvoice(scene, input);
    const { brand, last4 } = requireMeans(scene, input);
    return {
      preview: {
        kind: "pay_invoice",
        invoice: id,
        number,
        amount: amountDue,
        paymentMethod: { brand, last4 },
      },
      expected: {
        items: [],
        status,
        cancelAt: null,
        prorationDate: null,
        amount: amountDue.amount,
      },
    };
  },

  plan: (_scene, { invoice, payment_method: method }) => ({
    method: "invoices.pay",
    id: invoice,
    params: method === undefined ? {} : { payment_method: method },
  }),

  outcome: (_call, result) => (result?.isPending ? "requires_action" : "applied"),

  isDone: ({ invoices }, { invoice }) =>
    invoices.data.some(({ id, status }) => id === invoice && status === "paid"),
};

/** Throws `resource_missing` for unknown and foreign invoices, and for those this session does not show. */
function requireInvoice({ view }: Scene, { invoice }: Input): InvoiceView {
  if (view.invoices === null) throw new PorticoError("feature_disabled");
  const found = view.invoices.list.find(({ id }) => id === invoice);
  if (found !== undefined) return found;
  throw new PorticoError("resource_missing", {
    param: "invoice",
    message: `No such invoice: '${invoice}'`,
  });
}

/** What would be charged. Throws `resource_missing` for a method that is not the customer's, or when there is none. */
function requireMeans({ snapshot }: Scene, input: Input): PaymentMethodFact {
  const wanted = input.payment_method ?? findUsual(snapshot, input.invoice);
  const found = snapshot.paymentMethods.data.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  throw new PorticoError("resource_missing", {
    param: "payment_method",
    message: "There is no such payment method.",
  });
}

function findUsual({ customer, invoices, subscriptions }: Scene["snapshot"], id: string) {
  const invoice: InvoiceFact | undefined = invoices.data.find((one) => one.id === id);
  const subscription = subscriptions.data.find((one) => one.id === invoice?.subscriptionId);
  return subscription?.defaultPaymentMethodId ?? customer.defaultPaymentMethodId;
}
