import { z } from "zod";
import { insertDownload, takeDownload } from "../../db/downloads";
import { PorticoError } from "../../errors";
import { newSecret } from "../../ids";
import { changeRecordId } from "../../portal/change-record";
import { viewFlow } from "../../portal/keep-to-flow";
import { narrowSnapshot } from "../../portal/narrow-snapshot";
import { hasDocument, invoiceScope, isInvoiceShown } from "../../portal/show-invoice";
import { stripeIds } from "../../portal/stripe-ids";
import { findRecordInView } from "../../records/records-in-view";
import { renderRecordFile } from "../../records/render-record-file";
import { hashToken } from "../../secrets";
import type { PortalContext } from "../../sessions/load-session";
import { isToken } from "../../sessions/load-session";
import { loadTarget } from "../../snapshot/load-target";
import { recentSnapshot } from "../../snapshot/recent-snapshot";
import { scopeOf } from "../../snapshot/scope-of";
import { loadStripe } from "../../stripe/client";
import { parse } from "../../wire/parse";
import { entryOrigin } from "../origins";
import { redirect } from "../redirect";
import { newRequestId, respond, respondError } from "../respond";
import type { PortalCall } from "./with-portal-session";

const downloadSeconds = 60;
const recordScheme = "change-record:";
const invoiceSchema = z.strictObject({ invoice: z.string().regex(stripeIds.invoice) });
const recordSchema = z.strictObject({
  record: z.string().regex(changeRecordId),
  format: z.enum(["pdf", "json"]),
});

/**
 * `POST downloads` ← `{ invoice }` or `{ record, format }` → `{ url }`: a link to the invoice's PDF or to the document of
 * a change, good once, for 60 seconds. Unknown and foreign ones, drafts and those out of scope answer alike.
 */
export async function createDownload({ context, requestId, body }: PortalCall): Promise<Response> {
  const { merchant, session } = context;
  const url = namesRecord(body)
    ? await findRecordDocument(context, parse(recordSchema, body))
    : await findInvoiceDocument(context, parse(invoiceSchema, body).invoice);
  const token = newSecret("pdl");
  await insertDownload({
    tokenHash: hashToken(token),
    merchantId: merchant.id,
    sessionId: session.id,
    url,
  });
  return respond({ url: `/api/portal/downloads/${token}` }, requestId);
}

function namesRecord(body: unknown): boolean {
  return typeof body === "object" && body !== null && "record" in body;
}

/** Not an address: what followDownload makes the document of. */
async function findRecordDocument(
  context: PortalContext,
  { record, format }: z.infer<typeof recordSchema>,
): Promise<string> {
  const { id } = await findRecordInView(context, record);
  return `${recordScheme}${id}.${format}`;
}

async function findInvoiceDocument(context: PortalContext, invoice: string): Promise<string> {
  if (viewFlow(context.session.flow) !== null) throw new PorticoError("flow_step_invalid");
  if (!context.configuration.features.invoice_history.enabled) {
    throw new PorticoError("feature_disabled");
  }
  const url = await findDocument(context, invoice);
  if (url !== null) return url;
  const message = `No such invoice: '${invoice}'`;
  throw new PorticoError("resource_missing", { param: "invoice", message });
}

/** Where the PDF of an invoice is that the view would show; null for any other. */
async function findDocument(context: PortalContext, invoice: string): Promise<string | null> {
  const { merchant, livemode, session, configuration } = context;
  const stripe = await loadStripe(merchant.id, livemode);
  const limits = { configuration, scope: session.scope };
  const target = await loadTarget(stripe, session, invoice);
  if (target?.kind !== "invoice" || !hasDocument(target.value)) return null;
  const inView =
    invoiceScope(limits) === "all"
      ? []
      : narrowSnapshot(
          (await recentSnapshot(scopeOf(context), { upcoming: "earliest" })).snapshot,
          limits,
        ).subscriptions.data;
  return isInvoiceShown(target.value, inView, limits) ? target.value.pdfUrl : null;
}

/** Follows a download once: 303 to Stripe's own document, a change's document itself, or `resource_missing`. */
export async function followDownload(request: Request, token: string): Promise<Response> {
  const requestId = newRequestId();
  try {
    const taken = isToken(token) ? await takeDownload(hashToken(token), downloadSeconds) : null;
    const message = "No such download.";
    if (taken === null) throw new PorticoError("resource_missing", { message });
    const { url, merchantId } = taken;
    if (url.startsWith(recordScheme)) return await sendRecord(merchantId, url, requestId);
    return redirect(new URL(url, entryOrigin(request)).toString(), requestId);
  } catch (error) {
    return respondError(error, requestId);
  }
}

async function sendRecord(merchantId: string, url: string, requestId: string): Promise<Response> {
  const [id = "", format] = url.slice(recordScheme.length).split(".");
  const { body, type, name } = await renderRecordFile(
    merchantId,
    id,
    format === "pdf" ? "pdf" : "json",
  );
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "Request-Id": requestId,
    },
  });
}
