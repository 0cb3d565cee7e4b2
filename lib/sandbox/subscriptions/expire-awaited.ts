import type { Documents } from "../documents";
import type { Context } from "../endpoint";
import { voidInvoice } from "../invoices/void-invoice";

/**
 * What time does when nobody tried to pay for a resumption within 23 hours: its invoice is voided, the
 * subscription stays paused. Once somebody tried, it goes on waiting.
 */
export async function expireAwaited(
  context: Context,
  awaited: Documents["awaited_change"],
): Promise<void> {
  const { books } = context;
  const invoice = await books.find("invoice", awaited.id);
  if (invoice?.status === "open" && invoice.attempted) {
    return books.put("awaited_change", { ...awaited, expires_at: null });
  }
  await books.remove("awaited_change", awaited.id);
  if (invoice?.status === "open") await voidInvoice(context, invoice);
}
