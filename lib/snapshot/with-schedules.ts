import { PorticoError } from "../errors";
import { read } from "../stripe/call";

/** What is read with a subscription. Four levels below a list are as deep as Stripe expands. */
const parts = ["schedule", "discounts.source.coupon", "default_payment_method", "default_source"];

/**
 * Reads subscriptions with their schedules, discounts and own payment methods, which `path` leads to. A restricted key that may not
 * read these is no reason to show nothing: then without.
 */
export async function withSchedules<Answer>(
  path: string,
  ask: (params: { readonly expand?: string[] }) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await read(() => ask({ expand: parts.map((part) => `${path}${part}`) }));
  } catch (error) {
    if (!(error instanceof PorticoError && error.code === "merchant_unavailable")) throw error;
    return read(() => ask({}));
  }
}
