import { type Invoiced, makeInvoiced } from "../make-invoiced";
import { makeCustomer, type TestCustomer } from "../make-session";
import { makeSetup, type SettingUp } from "../make-setup";
import type { ActionCase } from "./action-case";

function setupOf(customer: TestCustomer | SettingUp): SettingUp {
  if ("setup" in customer) return customer;
  throw new Error("This customer has given no card.");
}

function invoiceOf(customer: TestCustomer | Invoiced): string {
  if ("invoice" in customer) return customer.invoice;
  throw new Error("This customer owes nothing.");
}

/** What is the customer's, whatever they subscribe to. */
export const customerCases: readonly ActionCase[] = [
  {
    name: "set_default_payment_method",
    write: { method: "POST", pathPrefix: "/v1/customers/" },
    outcome: "applied",
    param: "payment_method",
    makeCustomer: (merchant) => makeCustomer(merchant),
    inputOf: (_, { otherCard }) => ({ payment_method: otherCard }),
    doElsewhere: ({ account }, { id, otherCard }) =>
      account.stripe.customers.update(id, {
        invoice_settings: { default_payment_method: otherCard },
      }),
    countEffects: async ({ account }, { id, otherCard }) => {
      const customer = await account.stripe.customers.retrieve(id);
      if (customer.deleted) return -1;
      return customer.invoice_settings.default_payment_method === otherCard ? 1 : 0;
    },
  },
  {
    name: "use_payment_method",
    write: { method: "POST", pathPrefix: "/v1/customers/" },
    outcome: "applied",
    param: "setup",
    makeCustomer: makeSetup,
    inputOf: (_, customer) => ({ setup: setupOf(customer).setup }),
    doElsewhere: ({ account }, customer) =>
      account.stripe.customers.update(customer.id, {
        invoice_settings: { default_payment_method: setupOf(customer).newCard },
      }),
    countEffects: async ({ account }, customer) => {
      const { id } = customer;
      const held = await account.stripe.customers.retrieve(id);
      if (held.deleted) return -1;
      const { newCard } = setupOf(customer);
      return held.invoice_settings.default_payment_method === newCard ? 1 : 0;
    },
  },
  {
    name: "pay_invoice",
    write: { method: "POST", pathPrefix: "/v1/invoices/" },
    outcome: "applied",
    param: "invoice",
    makeCustomer: makeInvoiced,
    inputOf: (_, customer) => ({ invoice: invoiceOf(customer) }),
    doElsewhere: ({ account }, customer) => account.stripe.invoices.pay(invoiceOf(customer)),
    countEffects: async ({ account }, customer) => {
      const { amount_paid: paid } = await account.stripe.invoices.retrieve(invoiceOf(customer));
      return paid / 500;
    },
  },
  {
    name: "update_customer",
    write: { method: "POST", pathPrefix: "/v1/customers/" },
    outcome: "applied",
    param: null,
    makeCustomer: (merchant) => makeCustomer(merchant),
    inputOf: () => ({ name: "Grace Hopper", phone: "+1 555 0100" }),
    doElsewhere: ({ account }, { id }) =>
      account.stripe.customers.update(id, { name: "Grace Hopper", phone: "+1 555 0100" }),
    countEffects: async ({ account }, { id }) => {
      const customer = await account.stripe.customers.retrieve(id);
      if (customer.deleted) return -1;
      return customer.name === "Grace Hopper" && customer.phone === "+1 555 0100" ? 1 : 0;
    },
  },
];
