import { describe, expect, it } from "vitest";
import { readTable } from "@/scripts/testing/read-table";
import { configurationSchema } from "./configuration";
import { makeInvoice } from "./fact-builders";
import { type SessionScope, wholeScope } from "./session-scope";
import { hasDocument, isInvoiceShown, mayBeInScope } from "./show-invoice";
import type { InvoiceFact } from "./snapshot";

const scopes: Readonly<Record<string, Partial<SessionScope>>> = {
  whole: {},
  one: { subscriptionId: "sub_1" },
  account: { onBehalfOf: "acct_1" },
  service: { service: "Acme" },
  both: { service: "Acme", subscriptionId: "sub_1" },
};

const invoices: Readonly<Record<string, Partial<InvoiceFact>>> = {
  "a draft": { status: "draft" },
  "in view": {},
  "not read": { subscriptionId: "sub_9" },
  "of no subscription": { subscriptionId: null },
  "in view, for the account": { onBehalfOf: "acct_1" },
  "of none, for the account": { subscriptionId: null, onBehalfOf: "acct_1" },
  "not read, for the account": { subscriptionId: "sub_9", onBehalfOf: "acct_1" },
};

/** sub_1 is in view. Of each session: yes, no, or maybe: not ruled out before the subscriptions are known. */
const all = readTable(`
                          | whole | one | account | service | both
a draft                   | maybe | maybe | no    | maybe   | maybe
in view                   | yes   | yes | no      | yes     | yes
not read                  | yes   | no  | no      | maybe   | no
of no subscription        | yes   | no  | no      | no      | no
in view, for the account  | yes   | yes | yes     | yes     | yes
of none, for the account  | yes   | no  | yes     | no      | no
not read, for the account | yes   | no  | yes     | maybe   | no
`);
const ofSubscriptions = readTable(`
                          | whole | one | account | service | both
a draft                   | maybe | maybe | no    | maybe   | maybe
in view                   | yes   | yes | no      | yes     | yes
not read                  | yes   | no  | no      | maybe   | no
of no subscription        | no    | no  | no      | no      | no
in view, for the account  | yes   | yes | yes     | yes     | yes
of none, for the account  | no    | no  | no      | no      | no
not read, for the account | yes   | no  | maybe   | maybe   | no
`);

describe.each([
  ["all", all],
  ["subscription", ofSubscriptions],
] as const)("of the invoices of scope %s", (configured, table) => {
  const configuration = configurationSchema.parse({
    portico: { invoice_history: { scope: configured } },
  });

  it.each(table)("one that is $name is shown as the table says", ({ name, cells }) => {
    const invoice = makeInvoice(invoices[name] ?? expect.fail());
    const shown = Object.keys(cells).map((session) => {
      const limits = { configuration, scope: { ...wholeScope, ...scopes[session] } };
      if (isInvoiceShown(invoice, [{ id: "sub_1" }], limits)) return [session, "yes"];
      return [session, mayBeInScope(invoice, limits) ? "maybe" : "no"];
    });
    expect(Object.fromEntries(shown)).toEqual(cells);
  });
});

it.each<[string, Partial<InvoiceFact>, boolean]>([
  ["that is paid", {}, true],
  ["that is open", { status: "open" }, true],
  ["that is void", { status: "void" }, false],
  ["that has none yet", { pdfUrl: null }, false],
])("an invoice %s has a document: %j", (_what, facts, expected) => {
  expect(hasDocument(makeInvoice(facts))).toBe(expected);
});
