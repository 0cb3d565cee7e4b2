import { transact } from "@/lib/db/client";
import { armEmailChange, insertEmailChange, markEmailChangeSent } from "@/lib/db/email-changes";
import { hashPin } from "@/lib/proofs/hash-pin";
import type { PortalContext } from "@/lib/sessions/load-session";
import { type Invoiced, makeInvoiced } from "../make-invoiced";
import { makeCustomer, type TestCustomer } from "../make-session";
import { makeSetup, type SettingUp } from "../make-setup";
import { type ActionCase, changeFeatures } from "./action-case";

function setupOf(customer: TestCustomer | SettingUp): SettingUp {
  if ("setup" in customer) return customer;
  throw new Error("This customer has given no card.");
}

function invoiceOf(customer: TestCustomer | Invoiced): string {
  if ("invoice" in customer) return customer.invoice;
  throw new Error("This customer owes nothing.");
}

const [newMailbox, code] = ["grace@example.com", "314159"];

/** As when this session has asked for another mailbox, and its code was mailed there. */
async function mailCode({ merchant, livemode, session }: PortalContext): Promise<void> {
  const key = { merchantId: merchant.id, livemode, sessionId: session.id };
  const { customerId, id: nonce } = session;
  const asked = { ...key, customerId, nonce, email: newMailbox, locale: "en" };
  const id = (await transact((tx) => insertEmailChange(tx, asked, true))) ?? "";
  await armEmailChange(merchant.id, id, hashPin(id, code));
  await markEmailChangeSent(merchant.id, id);
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
  {
    name: "confirm_email",
    write: { method: "POST", pathPrefix: "/v1/customers/" },
    outcome: "applied",
    shownAs: "update_customer",
    param: null,
    makeCustomer: async (merchant) => {
      await changeFeatures(merchant, ({ customer_update }) => ({
        customer_update: { ...customer_update, allowed_updates: ["email", "phone", "address"] },
      }));
      return makeCustomer(merchant);
    },
    prepare: mailCode,
    inputOf: () => ({ code }),
    doElsewhere: ({ account }, { id }) =>
      account.stripe.customers.update(id, { email: newMailbox }),
    countEffects: async ({ account }, { id }) => {
      const customer = await account.stripe.customers.retrieve(id);
      if (customer.deleted) return -1;
      return customer.email === newMailbox ? 1 : 0;
    },
  },
  {
    name: "add_payment_method",
    write: { method: "POST", pathPrefix: "/v1/checkout/sessions" },
    outcome: "requires_action",
    leavesNoSign: true,
    mayRepeat: true,
    isQuiet: true,
    param: null,
    makeCustomer: (merchant) => makeCustomer(merchant),
    inputOf: ({ segment }) => ({ next: `/p/${segment}`, page: `/p/${segment}/payment` }),
    doElsewhere: async () => {},
    countEffects: async ({ account }, { id: customer }) => {
      const { data } = await account.stripe.checkout.sessions.list({ customer });
      return data.length;
    },
  },
];
