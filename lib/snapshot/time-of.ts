import { nowSeconds } from "../clock";
import type { Snapshot } from "../portal/snapshot";

/** The time by which a snapshot's customer lives at Stripe, in unix seconds: whatever is due is judged by it. */
export function timeOf({ timeAhead }: Pick<Snapshot, "timeAhead">): number {
  return nowSeconds() + timeAhead;
}
