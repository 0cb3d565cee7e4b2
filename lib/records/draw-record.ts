import PDFDocument from "pdfkit";
import { describeRecord, type Row } from "../i18n/record-words";
import { translatorFor } from "../i18n/translator";
import type { ChangeRecord } from "../portal/change-record";
import { detailRows } from "./detail-rows";

const margin = 56;
const width = 595 - 2 * margin;
const termWidth = 190;
const valueWidth = width - termWidth;
const pageEnd = 842 - margin;
const ink = "#1c1a17";
const soft = "#565149";

type Look = { readonly merchant: string; readonly locale: string };

/**
 * A change as a PDF on as many A4 pages as it needs: what was shown line by line, what Stripe did, whether the two
 * agree, and every id. Characters that the document's font lacks stand as "?": the JSON has them.
 */
export function drawRecord(record: ChangeRecord, look: Look): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = new PDFDocument({
    size: "A4",
    margin,
    info: { Title: record.id, CreationDate: new Date(record.created * 1000) },
  });
  const parts: Buffer[] = [];
  const written = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    pdf.on("data", (part: Buffer) => parts.push(part));
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    pdf.on("error", reject);
  });
  draw(pdf, record, look);
  pdf.end();
  return written;
}

function draw(pdf: PDFKit.PDFDocument, record: ChangeRecord, look: Look): void {
  const { merchant, locale } = look;
  const t = translatorFor(locale);
  const words = describeRecord(record, look);
  pdf.font("Helvetica").fontSize(10).fillColor(soft).text(t("record.document.heading"));
  pdf.font("Helvetica-Bold").fontSize(18).fillColor(ink).text(printable(words.title));
  pdf.font("Helvetica").fontSize(9).fillColor(soft);
  pdf.text(printable(t("record.document.intro", { merchant }))).moveDown(1.5);
  drawRows(pdf, null, [
    { term: t("record.when"), value: words.when },
    { term: t("record.effect"), value: words.effect },
    { term: t("record.who"), value: words.who },
  ]);
  const shown =
    words.shown.length > 0 ? words.shown : [{ term: t("record.shownNothing"), value: "" }];
  drawRows(pdf, t("record.shown"), shown);
  drawRows(pdf, t("record.done"), doneRows(record, words.done, t));
  drawAgreement(pdf, words.agreement);
  drawRows(pdf, t("record.details"), detailRows(record, locale));
}

function doneRows(
  { done, shown }: ChangeRecord,
  rows: readonly Row[],
  t: ReturnType<typeof translatorFor>,
): Row[] {
  if (done === null) return [{ term: t("record.checking"), value: "" }];
  const { invoice, subscription } = done;
  const ofInvoice =
    invoice === null
      ? [{ term: t("record.noInvoice"), value: "" }]
      : [{ term: t("record.invoiceStatus"), value: `${invoice.status} (${invoice.id})` }];
  const ofSubscription =
    subscription === null ? [] : [{ term: t("record.status"), value: subscription.status }];
  const isBilled = shown.kind !== "update_customer" && shown.kind !== "set_default_payment_method";
  return [...rows, ...(isBilled ? ofInvoice : []), ...ofSubscription];
}

function drawRows(pdf: PDFKit.PDFDocument, heading: string | null, rows: readonly Row[]): void {
  if (heading !== null) {
    keepTogether(pdf, 60);
    pdf.font("Helvetica-Bold").fontSize(11).fillColor(ink).text(heading, margin, pdf.y, { width });
    pdf.moveDown(0.4);
  }
  pdf.fontSize(9);
  for (const { term, value } of rows) drawRow(pdf, printable(term), printable(value));
  pdf.moveDown(1.2);
}

/** What has no value takes the whole line. */
function drawRow(pdf: PDFKit.PDFDocument, term: string, value: string): void {
  const left = value === "" ? width : termWidth - 12;
  pdf.font("Helvetica");
  const height = Math.max(
    pdf.heightOfString(term, { width: left }),
    value === "" ? 0 : pdf.heightOfString(value, { width: valueWidth }),
  );
  keepTogether(pdf, height);
  const top = pdf.y;
  pdf.fillColor(soft).text(term, margin, top, { width: left });
  if (value !== "") pdf.fillColor(ink).text(value, margin + termWidth, top, { width: valueWidth });
  pdf.x = margin;
  pdf.y = top + height + 3;
}

function drawAgreement(pdf: PDFKit.PDFDocument, agreement: string | null): void {
  if (agreement === null) return;
  keepTogether(pdf, 30);
  pdf.font("Helvetica-Bold").fontSize(10).fillColor(ink);
  pdf.text(printable(agreement), margin, pdf.y, { width }).moveDown(1.2);
}

/** Begins a new page unless `height` more points fit on this one. */
function keepTogether(pdf: PDFKit.PDFDocument, height: number): void {
  if (pdf.y + height <= pageEnd) return;
  pdf.addPage();
  pdf.x = margin;
}

/** The built-in fonts know Latin alone: of anything else they would print something wrong. */
function printable(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\u00d7/g, "x")
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/[^\u0020-\u007e\u00a1-\u00ff\u20ac\u2022\u2018-\u201e\u2026]/gu, "?");
}
