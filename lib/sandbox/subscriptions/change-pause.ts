import type Stripe from "stripe";
import { invalid } from "../protocol/errors";
import { emptyable, hash, oneOf, required, timestamp } from "../protocol/params";

export const pauseCollection = emptyable(
  hash({
    behavior: required(oneOf("keep_as_draft", "mark_uncollectible", "void")),
    resumes_at: timestamp(),
  }),
);

type Given =
  | {
      behavior: "keep_as_draft" | "mark_uncollectible" | "void";
      resumes_at: number | undefined;
    }
  | null
  | undefined;

/** `pause_collection` after a change; null resumes. Throws 400 unless it resumes in the future (unix seconds). */
export function changePause(
  before: Stripe.Subscription.PauseCollection | null,
  given: Given,
  now: number,
): Stripe.Subscription.PauseCollection | null {
  if (given === undefined) return before;
  if (given === null) return null;
  const { behavior, resumes_at: at } = given;
  if (at !== undefined && at <= now) {
    throw invalid(
      "`pause_collection[resumes_at]` must be a timestamp in the future.",
      "pause_collection[resumes_at]",
    );
  }
  return { behavior, resumes_at: at ?? null };
}
