import { z } from "zod";
import { insertDownload, takeDownload } from "../../db/downloads";
import { PorticoError } from "../../errors";
import { newSecret } from "../../ids";
import { narrowSnapshot } from "../../portal/narrow-snapshot";
import { invoiceScope, isInvoiceShown } from "../../portal/show-invoice";
import { stripeIds } from "../../portal/stripe-ids";
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
const bodySchema = z.strictObject({ invoice: z.string().regex(stripeIds.invoice) });

/**
 * `POST downloads` ← `{ invoice }` → `{ url }`: a link to the invoice's PDF, good once, for 60 seconds.
 * Unknown, foreign and draft invoices and those out of scope answer alike.
 */
export async function createDownload(call: PortalCall): Promise<Response> {
  const { context, requestId, body } = call;
  const { merchant, session, configuration } = context;
  const { invoice } = parse(bodySchema, body);
  if (!configuration.features.invoice_history.enabled) throw new PorticoError("feature_disabled");
  const url = await findDocument(context, invoice);
  if (url === null) {
    const message = `No such invoice: '${invoice}'`;
    throw new PorticoError("resource_missing", { param: "invoice", message });
  }
  const token = newSecret("pdl");
  await insertDownload({
    tokenHash: hashToken(token),
    merchantId: merchant.id,
    sessionId: session.id,
    url,
  });
  return respond({ url: `/api/portal/downloads/${token}` }, requestId);
}

/** Where the PDF of an invoice is that the view would show; null for any other. */
async function findDocument(context: PortalContext, invoice: string): Promise<string | null> {
  const { merchant, livemode, session, configuration } = context;
  const stripe = await loadStripe(merchant.id, livemode);
  const limits = { configuration, scope: session.scope };
  const target = await loadTarget(stripe, session, invoice);
  if (target?.kind !== "invoice" || target.value.pdfUrl === null) return null;
  const inView =
    invoiceScope(limits) === "all"
      ? []
      : narrowSnapshot(
          (await recentSnapshot(scopeOf(context), { upcoming: "earliest" })).snapshot,
          limits,
        ).subscriptions.data;
  return isInvoiceShown(target.value, inView, limits) ? target.value.pdfUrl : null;
}

/** Follows a download once: 303 to Stripe's own document, or `resource_missing`. */
export async function followDownload(request: Request, token: string): Promise<Response> {
  const requestId = newRequestId();
  try {
    const url = isToken(token) ? await takeDownload(hashToken(token), downloadSeconds) : null;
    if (url === null) throw new PorticoError("resource_missing", { message: "No such download." });
    return redirect(new URL(url, entryOrigin(request)).toString(), requestId);
  } catch (error) {
    return respondError(error, requestId);
  }
}
