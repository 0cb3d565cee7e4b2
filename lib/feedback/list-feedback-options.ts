import { type FeedbackOptionRow, pageFeedbackOptions } from "../db/feedback-options";
import type { Place } from "../db/place";
import type { Page } from "../db/read-page";
import { type ListParams, pageOf, requirePage } from "../wire/list-params";

type Wish = ListParams & { readonly status?: "active" | "inactive" | undefined };

/** A page of a merchant's feedback options in one mode. Throws `resource_missing` (400) for an unknown cursor. */
export async function listFeedbackOptions(
  { merchantId, livemode }: Place,
  wish: Wish,
): Promise<Page<FeedbackOptionRow>> {
  const query = pageOf(wish);
  const isActive = wish.status === undefined ? undefined : wish.status === "active";
  const page = await pageFeedbackOptions({ merchantId, livemode }, query, isActive);
  return requirePage(page, "feedback option", query);
}
