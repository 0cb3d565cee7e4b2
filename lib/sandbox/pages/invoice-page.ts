import type Stripe from "stripe";
import { escapeHtml, html, type Markup } from "./html";
import { type InvoiceFacts, readInvoiceFacts } from "./invoice-facts";
import { pageStyle } from "./page-style";

/** The hosted invoice. Everything that came from outside is escaped. */
export function renderInvoicePage(invoice: Stripe.Invoice): string {
  const facts = readInvoiceFacts(invoice);
  const pdf = new URL(invoice.invoice_pdf ?? "/", "http://localhost").pathname;
  const total = facts.totals.find(({ label }) => label === "Total")?.value ?? "";
  return page(
    `Invoice ${facts.number}`,
    html`<header>
  <p class="merchant">${facts.merchant}</p>
  <p class="amount">${total}</p>
  <p><span class="status ${facts.status.toLowerCase()}">${facts.status}</span></p>
</header>
<dl>${rows(facts.facts)}</dl>
<section aria-labelledby="to"><h2 id="to">Billed to</h2>${customer(facts)}</section>
<table>
  <thead><tr><th scope="col">Description</th><th scope="col">Qty</th><th scope="col">Amount</th></tr></thead>
  <tbody>${lines(facts)}</tbody>
</table>
<dl class="totals">${rows(facts.totals)}</dl>
<p><a class="button" href="${pdf}">Download PDF</a></p>`,
  );
}

/** What unknown addresses get. */
export function renderNotFoundPage(): string {
  return page(
    "Invoice not found",
    html`<header><h1>Invoice not found</h1></header>
<p>This address belongs to no invoice of the sandbox. The data may have been reset.</p>`,
  );
}

function page(title: string, body: Markup): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<p class="notice" role="note">Sandbox: no money moves, this is a test invoice.</p>
<main>${body.text}</main>
</body>
</html>
`;
}

function rows(entries: InvoiceFacts["facts"]) {
  return entries.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
}

function customer(facts: InvoiceFacts) {
  return facts.customer.map((line) => html`<p>${line}</p>`);
}

function lines(facts: InvoiceFacts) {
  return facts.lines.map(
    (line) =>
      html`<tr><td>${line.text}<span class="period">${line.period}</span></td><td>${line.quantity}</td><td>${line.amount}</td></tr>`,
  );
}
