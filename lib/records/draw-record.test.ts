import { describe, expect, it } from "vitest";
import { readPdf } from "@/scripts/testing/read-pdf";
import { renderChangeMail } from "../email/templates/render-change-mail";
import { describeRecord } from "../i18n/record-words";
import type { ChangeDone } from "../portal/change-done";
import type { ChangeRecord } from "../portal/change-record";
import type { Preview } from "../portal/preview";
import { compare } from "./check-change";
import { drawRecord } from "./draw-record";

const usd = (amount: number) => ({ amount, currency: "usd" });

const cancel: Preview = {
  kind: "cancel_subscription",
  subscription: "sub_1",
  name: "Pro",
  mode: "at_period_end",
  endsAt: 1_797_967_937,
  credit: null,
  owed: null,
  open: null,
  dropsChange: false,
};

function billed(amountDue: { amount: number; currency: string }): ChangeDone {
  const invoice = { id: "in_1", number: "A-2", status: "paid", lines: [], hasMoreLines: false };
  const amounts = { total: amountDue, amountDue, amountPaid: amountDue };
  return { invoice: { ...invoice, ...amounts }, subscription: null };
}
const nothing: ChangeDone = { invoice: null, subscription: null };

const record: ChangeRecord = {
  id: "int_1",
  livemode: true,
  action: "cancel_subscription",
  outcome: "scheduled",
  customer: "cus_1",
  subscription: "sub_1",
  created: 1_795_375_937,
  session: { id: "bps_1", proof: "email_link", surface: "embed", created: 1_795_375_900 },
  shown: cancel,
  done: nothing,
  agrees: true,
  checked: 1_795_375_940,
};

describe("what was shown and what was charged", () => {
  const owing: Preview = { ...cancel, mode: "immediately", owed: usd(500) };
  const paying: Preview = {
    kind: "pay_invoice",
    invoice: "in_1",
    number: null,
    amount: usd(900),
    paymentMethod: null,
  };
  it.each<[string, Preview, ChangeDone, boolean | null]>([
    ["nothing and nothing agree", cancel, nothing, true],
    ["nothing and a charge differ", cancel, billed(usd(1)), false],
    ["nothing and an invoice over nothing agree", cancel, billed(usd(0)), true],
    ["what was still owed agrees", owing, billed(usd(500)), true],
    ["a cent less differs", owing, billed(usd(499)), false],
    ["a charge that never came differs", owing, nothing, false],
    ["another currency differs", paying, billed({ amount: 900, currency: "eur" }), false],
    ["an invoice that was paid agrees", paying, billed(usd(900)), true],
    ["an address has none", { kind: "update_customer", fields: ["address"] }, nothing, null],
  ])("%s", (_title, shown, done, agrees) => {
    expect(compare(shown, done)).toBe(agrees);
  });
});

describe("a record's words", () => {
  it("are the same in the document and in the mail", async () => {
    const merchant = "Ada's Tea";
    const words = describeRecord(record, { locale: "en", merchant });
    expect(words).toMatchObject({
      title: "Cancelled Pro",
      when: "2026-11-22 19:32:17 (UTC)",
      effect: "On December 22, 2026",
    });
    const pdf = readPdf(await drawRecord(record, { merchant, locale: "en" }));
    const link = "https://portal.example/p/acme/changes/int_1";
    const look = { accent: null, logoUrl: null, link, canUndo: true, locale: "en" };
    const mail = await renderChangeMail({ words, senderName: merchant, ...look });
    for (const said of [words.title, words.when, words.effect]) {
      expect(pdf).toContain(said);
      expect(mail.text).toContain(said);
    }
    expect(pdf).toContain("email_link");
  });

  it("are printed as far as the document's font goes", async () => {
    const odd = { ...record, shown: { ...cancel, name: "Söhne 東京 \u202e" } };
    const pdf = readPdf(await drawRecord(odd, { merchant: "Shop", locale: "en" }));
    expect(pdf).toContain("Cancelled Söhne ?? ?");
  });

  it("show a name literally in the mail", async () => {
    const odd = { ...record, shown: { ...cancel, name: "<img src=x onerror=1>" } };
    const words = describeRecord(odd, { locale: "en", merchant: "Shop" });
    const link = "https://portal.example/p/acme/changes/int_1";
    const look = { accent: null, logoUrl: null, link, canUndo: false, locale: "en" };
    const { html } = await renderChangeMail({ words, senderName: "Shop", ...look });
    expect(html).not.toContain("<img");
  });
});
