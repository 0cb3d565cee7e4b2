import { createHash } from "node:crypto";
import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import type { AddressFact, CustomerFact } from "../portal/snapshot";
import type { BillingField } from "../portal/view";
import type { Action, Scene } from "./action";
import { requireAllowance } from "./checks/find-in-view";

type Input = ActionInput<"update_customer">;

/**
 * Changes the customer's own billing information: the fields the configuration allows and no others. A new email is
 * only asked for here (askEmailChange), and changed by `confirm_email`.
 */
export const updateCustomer: Action<"update_customer"> = {
  name: "update_customer",
  targetOf: () => null,

  requireAllowed({ view }: Scene, input) {
    const { email, ...others } = input;
    const isAlone = Object.values(others).every((value) => value === undefined);
    if (email !== undefined && !isAlone) {
      throw new PorticoError("parameters_exclusive", { param: "email" });
    }
    if (view.billing === null) throw new PorticoError("feature_disabled");
    const { fields } = requireAllowance(view.billing.actions.update_customer);
    const param = fieldsOf(input).find((field) => !fields.includes(field));
    if (param !== undefined) throw new PorticoError("feature_disabled", { param });
  },

  async preview({ snapshot }, input) {
    return {
      preview: { kind: "update_customer", fields: fieldsOf(input) },
      expected: {
        items: [],
        status: digestOf(snapshot.customer),
        cancelAt: null,
        prorationDate: null,
        amount: null,
      },
    };
  },

  plan({ snapshot }, { name, phone, address }) {
    return {
      method: "customers.update",
      id: snapshot.customer.id,
      params: {
        ...(name === undefined ? {} : { name }),
        ...(phone === undefined ? {} : { phone }),
        ...(address === undefined ? {} : { address: isEmpty(address) ? "" : address }),
      },
    };
  },

  outcome: () => "applied",

  isDone({ customer }, { name, phone, address }) {
    return (
      (name === undefined || name === (customer.name ?? "")) &&
      (phone === undefined || phone === (customer.phone ?? "")) &&
      (address === undefined || isSameAddress(address, customer.address))
    );
  },
};

function fieldsOf({ name, email, phone, address }: Input): BillingField[] {
  const given = { name, email, phone, address };
  const all = ["name", "email", "phone", "address"] as const;
  return all.filter((field) => given[field] !== undefined);
}

function isEmpty(address: NonNullable<Input["address"]>): boolean {
  return Object.values(address).every((part) => part === "");
}

function isSameAddress(given: NonNullable<Input["address"]>, held: AddressFact | null): boolean {
  return (
    given.line1 === (held?.line1 ?? "") &&
    given.line2 === (held?.line2 ?? "") &&
    given.city === (held?.city ?? "") &&
    given.state === (held?.state ?? "") &&
    given.postal_code === (held?.postalCode ?? "") &&
    given.country === (held?.country ?? "")
  );
}

/** What Stripe holds now, for the confirm to compare with: a digest, so that nothing personal travels. */
export function digestOf({ name, email, phone, address }: CustomerFact): string {
  const parts = address === null ? [] : Object.entries(address).sort();
  return createHash("sha256")
    .update(JSON.stringify([name, email, phone, parts]))
    .digest("base64url");
}
