import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { blankInvoice } from "../billing/blank-invoice";
import { creditInvoice } from "./record-payment";

describe("crediting an invoice", () => {
  it("accounts for every cent: paid, remaining, overpaid", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), amounts, (due, paid) => {
        const { amount_overpaid, amount_paid, status_transitions } = blankInvoice;
        const status: string = "open";
        const open = {
          amount_overpaid,
          amount_paid,
          amount_remaining: due,
          status,
          status_transitions,
        };
        const after = paid.reduce((invoice, amount) => creditInvoice(invoice, amount, 7), open);
        const sum = paid.reduce((total, amount) => total + amount, 0);
        expect(after.amount_paid + after.amount_remaining).toBe(due);
        expect(after.amount_paid + after.amount_overpaid).toBe(sum);
        expect(after.status).toBe(sum >= due ? "paid" : "open");
      }),
      { numRuns: runs(1000) },
    );
  });
});
