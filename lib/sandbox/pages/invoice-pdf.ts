import PDFDocument from "pdfkit";
import type Stripe from "stripe";
import { type InvoiceFacts, readInvoiceFacts } from "./invoice-facts";

const margin = 56;
const width = 595 - 2 * margin;
const amountWidth = 90;
const quantityWidth = 40;
const textWidth = width - amountWidth - quantityWidth;
/** What fits on the one page; the rest is counted in a last row. */
const maxLines = 14;

/** The invoice on one A4 page. */
export function renderInvoicePdf(invoice: Stripe.Invoice): Promise<Uint8Array<ArrayBuffer>> {
  const facts = readInvoiceFacts(invoice);
  const pdf = new PDFDocument({
    size: "A4",
    margin,
    info: { Title: `Invoice ${facts.number}`, CreationDate: new Date(invoice.created * 1000) },
  });
  const parts: Buffer[] = [];
  const written = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    pdf.on("data", (part: Buffer) => parts.push(part));
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    pdf.on("error", reject);
  });
  drawHead(pdf, facts);
  drawLines(pdf, facts);
  drawTotals(pdf, facts);
  pdf.end();
  return written;
}

function drawHead(pdf: PDFKit.PDFDocument, facts: InvoiceFacts): void {
  pdf.font("Helvetica-Bold").fontSize(20).text("Invoice");
  pdf.font("Helvetica").fontSize(9).fillColor("#63636e");
  pdf.text("Sandbox: no money moves, this is a test invoice.").moveDown(1.5).fillColor("#18181b");
  for (const { label, value } of [...facts.facts, { label: "Status", value: facts.status }]) {
    pdf.font("Helvetica-Bold").text(`${label}  `, { continued: true });
    pdf.font("Helvetica").text(value);
  }
  pdf.moveDown(1.5);
  const top = pdf.y;
  drawParty(pdf, "From", [facts.merchant], margin, top);
  const fromEnd = pdf.y;
  drawParty(pdf, "Billed to", facts.customer, margin + width / 2, top);
  pdf.x = margin;
  pdf.y = Math.max(pdf.y, fromEnd);
  pdf.moveDown(2);
}

function drawParty(
  pdf: PDFKit.PDFDocument,
  title: string,
  lines: readonly string[],
  x: number,
  y: number,
): void {
  pdf.font("Helvetica-Bold").text(title, x, y, { width: width / 2 - 12 });
  pdf.font("Helvetica");
  for (const line of lines) pdf.text(shorten(line, 80), { width: width / 2 - 12 });
}

function drawLines(pdf: PDFKit.PDFDocument, facts: InvoiceFacts): void {
  pdf.font("Helvetica-Bold");
  drawRow(pdf, "Description", "Qty", "Amount");
  drawRule(pdf);
  for (const line of facts.lines.slice(0, maxLines)) {
    pdf.font("Helvetica").fillColor("#18181b");
    drawRow(pdf, shorten(line.text, 140), line.quantity, line.amount);
    pdf.fillColor("#63636e");
    pdf.text(line.period.replace("–", "-"), margin, pdf.y, { width: textWidth }).moveDown(0.5);
  }
  const more = facts.lines.length - maxLines;
  if (more > 0) pdf.text(`and ${more} more lines`, margin);
  pdf.fillColor("#18181b");
  drawRule(pdf);
}

function drawTotals(pdf: PDFKit.PDFDocument, facts: InvoiceFacts): void {
  for (const [index, { label, value }] of facts.totals.entries()) {
    pdf.font(index === facts.totals.length - 1 ? "Helvetica-Bold" : "Helvetica");
    drawRow(pdf, label, "", value);
  }
}

function drawRow(pdf: PDFKit.PDFDocument, text: string, quantity: string, amount: string): void {
  const top = pdf.y;
  const right = { align: "right" as const };
  pdf.text(amount, margin + textWidth + quantityWidth, top, { width: amountWidth, ...right });
  pdf.text(quantity, margin + textWidth, top, { width: quantityWidth, ...right });
  pdf.text(text.replace("×", "x"), margin, top, { width: textWidth });
  pdf.moveDown(0.2);
}

function drawRule(pdf: PDFKit.PDFDocument): void {
  pdf
    .moveTo(margin, pdf.y)
    .lineTo(margin + width, pdf.y)
    .strokeColor("#d4d4d8")
    .stroke();
  pdf.moveDown(0.5);
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 3)}...` : text;
}
