import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import { checkEmailCode } from "../proofs/check-email-code";
import { hashPin } from "../proofs/hash-pin";
import type { Action } from "./action";
import { requireAllowance } from "./checks/find-in-view";
import { digestOf } from "./update-customer";

/** Has bills go to the mailbox whose code was typed; the one of before is told. */
export const confirmEmail: Action<"confirm_email"> = {
  name: "confirm_email",
  targetOf: () => null,

  requireAllowed({ view }) {
    if (view.billing === null) throw new PorticoError("feature_disabled");
    const { fields } = requireAllowance(view.billing.actions.update_customer);
    if (!fields.includes("email")) throw new PorticoError("feature_disabled", { param: "code" });
  },

  async preview({ snapshot }) {
    return {
      preview: { kind: "update_customer", fields: ["email"] },
      expected: {
        items: [],
        status: digestOf(snapshot.customer),
        cancelAt: null,
        prorationDate: null,
        amount: null,
      },
    };
  },

  async plan({ merchantId, snapshot, view }, { code }) {
    const { id, email: former } = snapshot.customer;
    const key = { merchantId, livemode: snapshot.livemode, sessionId: view.session.id };
    const email = await checkEmailCode(key, code, former);
    return { method: "customers.update", id, params: { email } };
  },

  outcome: () => "applied",

  isDone: ({ customer }, _input, call) =>
    call.method === "customers.update" && call.params.email === customer.email,

  /** The code itself is nowhere at rest. */
  keep: ({ code }: ActionInput<"confirm_email">, nonce) => ({ code: hashPin(nonce, code) }),
};
