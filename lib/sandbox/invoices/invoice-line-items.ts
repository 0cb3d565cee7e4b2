import type Stripe from "stripe";
import { idOf } from "../documents";
import { type Call, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { noSuchPath } from "../protocol/errors";
import { pagination } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import {
  array,
  hash,
  type MetadataChange,
  metadata,
  oneOf,
  required,
  string,
} from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import {
  addLine,
  addShape,
  changeLine,
  changeShape,
  type Editing,
  keepEdited,
  removeLine,
  updateShape,
} from "./change-lines";
import { requireInvoice } from "./kept-previews";
import { pageOf } from "./page-of";
import { requireDraft } from "./require-status";

const removeShape = { behavior: required(oneOf("delete", "unassign")), id: required(string()) };

/** Lines of an invoice: list them; add, update and remove them as long as it is a draft. */
export const invoiceLineEndpoints = [
  endpoint("GET", "/v1/invoices/:id/lines", pagination, async (call) => {
    const { lines } = await requireInvoice(call, call.id);
    return pageOf(lines.url, lines.data, call.params);
  }),
  endpoint(
    "POST",
    "/v1/invoices/:id/lines/:child",
    changeShape,
    async (given): Promise<Stripe.InvoiceLineItem> => {
      const { call, editing } = await edit(given, undefined);
      const { child, params } = call;
      if (!editing.lines.some((line) => line.id === child)) throw noSuchPath("line item", child);
      await changeLine(call, editing, child, params, (name) => name);
      const invoice = await keepEdited(call, editing);
      return invoice.lines.data.find((line) => line.id === child) ?? noLine(child);
    },
  ),
  endpoint(
    "POST",
    "/v1/invoices/:id/add_lines",
    { invoice_metadata: metadata(), lines: required(array(hash(addShape), 250)) },
    async (given) => {
      const { call, editing } = await edit(given, given.params.invoice_metadata);
      for (const [index, line] of call.params.lines.entries()) {
        await addLine(call, editing, line, (name) => at(index, name));
      }
      return keepEdited(call, editing);
    },
  ),
  endpoint(
    "POST",
    "/v1/invoices/:id/update_lines",
    { invoice_metadata: metadata(), lines: required(array(hash(updateShape), 250)) },
    async (given) => {
      const { call, editing } = await edit(given, given.params.invoice_metadata);
      for (const [index, line] of call.params.lines.entries()) {
        await changeLine(call, editing, line.id, line, (name) => at(index, name));
      }
      return keepEdited(call, editing);
    },
  ),
  endpoint(
    "POST",
    "/v1/invoices/:id/remove_lines",
    { invoice_metadata: metadata(), lines: required(array(hash(removeShape), 250)) },
    async (given) => {
      const { call, editing } = await edit(given, given.params.invoice_metadata);
      for (const [index, { id, behavior }] of call.params.lines.entries()) {
        await removeLine(call, editing, id, behavior, at(index, "id"));
      }
      return keepEdited(call, editing);
    },
  ),
];

/** `lines[2][price_data][currency]` for the third line's `price_data[currency]`. */
function at(index: number, name: string): string {
  const [head = "", ...rest] = name.split("[");
  return [`lines[${index}][${head}]`, ...rest].join("[");
}

/** The draft of a path, ready to be edited at its customer's time. */
async function edit<P>(
  given: Call<P>,
  change: MetadataChange | null | undefined,
): Promise<{ call: Call<P>; editing: Editing }> {
  const invoice = requireDraft(await requireDocument(given.books, "invoice", given.id));
  const changed = { ...invoice, metadata: changeMetadata(invoice.metadata, change) };
  const editing = { invoice: changed, lines: [...invoice.lines.data], rates: new Map() };
  return { call: await atTimeOf(given, idOf(invoice.customer)), editing };
}

function noLine(id: string): never {
  throw new Error(`The line ${id} is not on its invoice.`);
}
