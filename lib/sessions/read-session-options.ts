import { PorticoError } from "../errors";
import { log } from "../log";
import { narrowable, type SessionOptions, sessionOptionsSchema } from "../portal/session-options";

const { subscription_id: subscriptionId, service, narrow } = sessionOptionsSchema.shape;

/**
 * What a session was made with under `portico`, as this version understands it. Where it says what we do not know,
 * nothing may be changed, and a narrowing that cannot be read switches off all it could have. Throws
 * `merchant_unavailable` where even what may be seen is unknown.
 */
export function readSessionOptions(stored: unknown): SessionOptions {
  const known = sessionOptionsSchema.safeParse(stored ?? {});
  if (known.success) return known.data;
  log().warn({ err: known.error }, "a session's options cannot be read");
  const fields = new Map(typeof stored === "object" ? Object.entries(stored ?? {}) : []);
  const subscription = subscriptionId.safeParse(fields.get("subscription_id"));
  const named = service.safeParse(fields.get("service"));
  if (fields.size === 0 || !subscription.success || !named.success) {
    throw new PorticoError("merchant_unavailable", { cause: known.error });
  }
  const narrowed = narrow.safeParse(fields.get("narrow"));
  return {
    ...sessionOptionsSchema.parse({}),
    subscription_id: subscription.data,
    service: named.data,
    read_only: true,
    narrow: narrowed.success ? narrowed.data : narrow.parse({ disable: [...narrowable] }),
  };
}
