import type { ListPage } from "../../snapshot/load-subscriptions";

const longestQuery = 100;

/**
 * The page of subscriptions that a view is asked for with: `?subscriptions=all`, with `subscriptions_after=sub_…`
 * and `subscriptions_query=…`. Nothing where only the first view's are asked for.
 */
export function readList(query: URLSearchParams): { readonly list?: ListPage } {
  if (query.get("subscriptions") !== "all") return {};
  const words = query.get("subscriptions_query")?.slice(0, longestQuery).trim();
  return { list: { after: query.get("subscriptions_after"), query: words || null } };
}
