import type Stripe from "stripe";
import { ownIdOf } from "../account-name";
import { formatMoney } from "../billing/amounts";
import { formatDay } from "../billing/line-text";
import { idOf } from "../documents";
import { publicNameOf } from "../invoices/issuer-facts";
import { invoiceOf } from "../payments/settle-intent";
import { html, type Markup } from "./html";
import type { Row } from "./invoice-facts";
import { nameCard, pathOf } from "./invoice-view";
import { type PageCall, type PageRoute, pageResponse } from "./page";

/** The receipt of a charge. */
export const receiptPages: readonly PageRoute[] = [
  {
    method: "GET",
    path: "receipts/:account/:token",
    open: async (call) => {
      const receipt = await loadReceipt(call);
      if (receipt === null) return null;
      return () => pageResponse("Receipt", renderReceipt(receipt));
    },
  },
];

type Receipt = { charge: Stripe.Charge; invoice: Stripe.Invoice | null; merchant: string };

async function loadReceipt(call: PageCall): Promise<Receipt | null> {
  const { account, books, token } = call;
  const page = await books.find("payment_page", token);
  const charge = page === null ? null : await books.find("charge", page.subject);
  if (charge === null) return null;
  const intent = await books.find("payment_intent", idOf(charge.payment_intent) ?? "");
  const invoice = intent === null ? null : await invoiceOf(call, intent);
  const payee = await books.find("account", idOf(charge.on_behalf_of) ?? ownIdOf(account));
  const merchant = invoice?.account_name ?? publicNameOf(payee) ?? "Sandbox merchant";
  return { charge, invoice, merchant };
}

function renderReceipt({ charge, invoice, merchant }: Receipt): Markup {
  const money = (amount: number) => formatMoney(amount, charge.currency);
  const refunded = charge.amount_refunded;
  const totals = [
    { label: "Amount charged", value: money(charge.amount) },
    ...(refunded === 0 ? [] : [{ label: "Refunded", value: money(-refunded) }]),
  ];
  const status = charge.refunded ? "Refunded" : refunded > 0 ? "Partially refunded" : "Paid";
  const page = invoice?.hosted_invoice_url ?? null;
  return html`<header>
  <h1 class="merchant">Receipt from ${merchant}</h1>
  <p class="amount">${money(charge.amount)}</p>
  <p><span class="status ${status.toLowerCase()}">${status}</span></p>
</header>
<dl>${rows(factsOf(charge, invoice))}</dl>
<section aria-labelledby="for"><h2 id="for">Summary</h2><p>${charge.description ?? "Payment"}</p></section>
<dl class="totals">${rows(totals)}</dl>
${page === null ? [] : [html`<p class="links"><a class="button quiet" href="${pathOf(page)}">View invoice</a></p>`]}`;
}

function factsOf(charge: Stripe.Charge, invoice: Stripe.Invoice | null): Row[] {
  const fact = (label: string, value: string | null | undefined) =>
    value ? [{ label, value }] : [];
  return [
    ...fact("Receipt number", charge.receipt_number),
    ...fact("Invoice number", invoice?.number),
    ...fact("Date paid", formatDay(charge.created)),
    ...fact("Payment method", payer(charge)),
  ];
}

function payer({ payment_method_details: details }: Stripe.Charge): string {
  const card = details?.card;
  if (card !== undefined) return nameCard(card.brand ?? "Card", card.last4 ?? "");
  const account = details?.sepa_debit ?? details?.us_bank_account;
  return account === undefined ? "Link" : `Bank account •••• ${account.last4 ?? ""}`;
}

function rows(entries: readonly Row[]) {
  return entries.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
}
