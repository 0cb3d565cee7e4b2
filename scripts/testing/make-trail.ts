import type { Place } from "@/lib/db/place";
import type { Trail } from "@/lib/db/write-with-trail";

/** The trail of a test's own doing: an audit entry and no event. */
export function makeTrail({ merchantId, livemode }: Place): Trail {
  return {
    merchantId,
    livemode,
    actorType: "system",
    actorId: "test",
    audit: { action: "test.done", target: merchantId, data: {} },
    event: null,
    request: null,
    replay: null,
  };
}
