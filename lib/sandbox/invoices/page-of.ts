import { invalid } from "../protocol/errors";
import { asList } from "../protocol/list";

type Window = {
  limit: number | undefined;
  starting_after: string | undefined;
  ending_before: string | undefined;
};

/** One page of a list that stands in an object, in its order. Throws 400 for a cursor that is not in it. */
export function pageOf<T extends { id: string }>(url: string, items: readonly T[], window: Window) {
  const { limit = 10, starting_after: after, ending_before: before } = window;
  if (after !== undefined && before !== undefined) {
    throw invalid(
      "You can only use one of `starting_after` and `ending_before`.",
      "ending_before",
      "parameters_exclusive",
    );
  }
  if (before !== undefined) {
    const end = placeOf(items, before, "ending_before");
    const start = Math.max(end - limit, 0);
    return asList(url, { data: items.slice(start, end), hasMore: start > 0 });
  }
  const start = after === undefined ? 0 : placeOf(items, after, "starting_after") + 1;
  const data = items.slice(start, start + limit);
  return asList(url, { data, hasMore: start + limit < items.length });
}

function placeOf(items: readonly { id: string }[], id: string, param: string): number {
  const place = items.findIndex((item) => item.id === id);
  if (place < 0) throw invalid(`No such line item: '${id}'`, param, "resource_missing");
  return place;
}
