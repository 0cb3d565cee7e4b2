import { html, type Markup } from "./html";
import { type DocumentFacts, readInvoiceFacts } from "./invoice-facts";
import { type InvoiceView, pathOf } from "./invoice-view";

/** The cards that can be tried, by what they do. */
export const testCards = [
  { id: "pm_card_visa", label: "Visa •••• 4242: pays" },
  { id: "pm_card_threeDSecure2Required", label: "Visa •••• 3220: asks for 3-D Secure" },
  { id: "pm_card_chargeDeclined", label: "Visa •••• 0002: is declined" },
  { id: "pm_card_chargeDeclinedInsufficientFunds", label: "Visa •••• 9995: has no funds" },
] as const;

/** The hosted invoice in the state it has. Everything that came from outside is escaped. */
export function renderInvoicePage(view: InvoiceView): Markup {
  const facts = readInvoiceFacts(view);
  const { invoice, payment } = view;
  const pdf = pathOf(invoice.invoice_pdf ?? "http://localhost/");
  const isPayable = invoice.status === "open" || invoice.status === "uncollectible";
  const receipt = invoice.status === "paid" ? (payment?.receipt ?? null) : null;
  return html`<header>
  <p class="merchant">${facts.merchant}</p>
  <h1 class="amount">${facts.headline.value}</h1>
  <p class="merchant">${facts.headline.label}</p>
  <p><span class="status ${facts.status.toLowerCase()}">${facts.status}</span></p>
</header>
${isPayable ? [renderPayment(view)] : []}
<dl>${rows(facts.facts)}</dl>
<section aria-labelledby="to"><h2 id="to">Billed to</h2>${paragraphs(facts.customer)}</section>
${facts.memo === null ? [] : [html`<section><p>${facts.memo}</p></section>`]}
<table>
  <thead><tr><th scope="col">Description</th><th scope="col">Qty</th><th scope="col">Amount</th></tr></thead>
  <tbody>${lines(facts)}</tbody>
</table>
<dl class="totals">${rows(facts.totals)}</dl>
${facts.footer === null ? [] : [html`<section><p>${facts.footer}</p></section>`]}
<p class="links"><a class="${isPayable ? "button quiet" : "button"}" href="${pdf}">Download PDF</a>${
    receipt === null ? [] : [html` <a class="button quiet" href="${pathOf(receipt)}">Receipt</a>`]
  }</p>`;
}

function renderPayment({ invoice, card, payment }: InvoiceView): Markup {
  const address = `${pathOf(invoice.hosted_invoice_url ?? "http://localhost/")}/pay`;
  const failure = payment?.failure ?? null;
  const action = payment?.action ?? null;
  const cards = [
    ...(card === null ? [] : [{ id: "default", label: `${card}: saved` }]),
    ...testCards,
  ];
  const options = cards.map(({ id, label }) => html`<option value="${id}">${label}</option>`);
  return html`<form method="post" action="${address}" class="payment">
  ${failure === null ? [] : [html`<p class="alert" role="alert">${failure}</p>`]}
  ${action === null ? [] : [html`<p class="alert" role="alert">This payment must be authenticated. <a href="${action}">Authenticate</a></p>`]}
  <label for="card">Pay with</label>
  <select id="card" name="card">${options}</select>
  <input type="hidden" name="attempt" value="${payment?.attempt ?? ""}">
  <button class="button" type="submit">Pay invoice</button>
</form>`;
}

function rows(entries: DocumentFacts["facts"]) {
  return entries.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
}

function paragraphs(texts: readonly string[]) {
  return texts.map((text) => html`<p>${text}</p>`);
}

function lines(facts: DocumentFacts) {
  return facts.lines.map(
    (line) =>
      html`<tr><td>${line.text}<span class="period">${line.period}</span></td><td>${line.quantity}</td><td>${line.amount}</td></tr>`,
  );
}
