import PDFDocument from "pdfkit";
import type { DocumentFacts } from "./invoice-facts";

const margin = 56;
const width = 595 - 2 * margin;
const amountWidth = 90;
const quantityWidth = 40;
const textWidth = width - amountWidth - quantityWidth;
const pageEnd = 842 - margin;

/** A document on as many A4 pages as it needs. `created` in unix seconds. */
export function renderPdf(facts: DocumentFacts, created: number): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = new PDFDocument({
    size: "A4",
    margin,
    info: { Title: `${facts.title} ${facts.number}`, CreationDate: new Date(created * 1000) },
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
  drawNotes(pdf, facts);
  pdf.end();
  return written;
}

function drawHead(pdf: PDFKit.PDFDocument, facts: DocumentFacts): void {
  pdf.font("Helvetica-Bold").fontSize(20).text(facts.title);
  pdf.font("Helvetica").fontSize(9).fillColor("#63636e");
  pdf.text("Sandbox: no money moves, this is a test document.").moveDown(1.5).fillColor("#18181b");
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

function drawLines(pdf: PDFKit.PDFDocument, facts: DocumentFacts): void {
  pdf.font("Helvetica-Bold");
  drawRow(pdf, "Description", "Qty", "Amount");
  drawRule(pdf);
  for (const line of facts.lines) {
    const text = shorten(line.text, 140);
    keepTogether(pdf, text, 2);
    pdf.font("Helvetica").fillColor("#18181b");
    drawRow(pdf, text, line.quantity, line.amount);
    pdf.fillColor("#63636e");
    const period = line.period.replace("–", "-");
    if (period !== "") pdf.text(period, margin, pdf.y, { width: textWidth });
    pdf.moveDown(0.5);
  }
  pdf.fillColor("#18181b");
  drawRule(pdf);
}

function drawTotals(pdf: PDFKit.PDFDocument, facts: DocumentFacts): void {
  for (const [index, { label, value }] of facts.totals.entries()) {
    keepTogether(pdf, label, 0);
    pdf.font(index === facts.totals.length - 1 ? "Helvetica-Bold" : "Helvetica");
    drawRow(pdf, label, "", value);
  }
}

/** What the merchant says beside the figures. */
function drawNotes(pdf: PDFKit.PDFDocument, { memo, footer }: DocumentFacts): void {
  pdf.font("Helvetica").fillColor("#63636e");
  for (const text of [memo, footer]) {
    if (text !== null) pdf.moveDown(1).text(shorten(text, 1500), margin, pdf.y, { width });
  }
}

/** Begins a new page unless a row of this text, and some lines below it, fit on this one. */
function keepTogether(pdf: PDFKit.PDFDocument, text: string, linesBelow: number): void {
  const height = pdf.heightOfString(text, { width: textWidth });
  const below = linesBelow * pdf.currentLineHeight(true);
  if (pdf.y + height + below <= pageEnd) return;
  pdf.addPage();
  pdf.x = margin;
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
