import type { InvoiceFact } from "../snapshot";
import type { Allowance } from "../view";
import { type Facts, findRefusal, type Rule } from "./rule";

type InvoiceFacts = Facts & { readonly invoice: InvoiceFact };

export const payInvoiceRules: readonly Rule<InvoiceFacts>[] = [
  {
    reason: "nothing_due",
    applies: ({ invoice: { status, amountDue } }) => status !== "open" || amountDue.amount <= 0,
  },
];

/** Whether an invoice that is shown may be paid here: where invoices are off, none is shown. */
export function allowPayInvoice(facts: InvoiceFacts, rules = payInvoiceRules): Allowance {
  return findRefusal(rules, facts) ?? { allowed: true };
}
