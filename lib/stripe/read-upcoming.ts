import Stripe from "stripe";
import { PorticoError } from "../errors";
import { read } from "./call";

/** What Stripe would bill; null when it says that this bills nothing. Throws the errors of `read`. */
export async function readUpcoming(
  stripe: Stripe,
  params: Stripe.InvoiceCreatePreviewParams,
): Promise<Stripe.Invoice | null> {
  try {
    return await read(() => stripe.invoices.createPreview(params));
  } catch (error) {
    if (isNothing(error)) return null;
    throw error;
  }
}

function isNothing(error: unknown): boolean {
  if (!(error instanceof PorticoError)) return false;
  const { cause } = error;
  return cause instanceof Stripe.errors.StripeError && cause.code === "invoice_upcoming_none";
}
