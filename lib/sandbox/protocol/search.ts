import type { Documents, Kind } from "../documents";
import { type Endpoint, endpoint } from "../endpoint";
import type { SandboxFilter } from "../store";
import { invalid } from "./errors";
import { integer, required, string } from "./params";
import { readQuery, type SearchFields } from "./search-query";

type Search<K extends Kind> = {
  kind: K;
  /** As in the path: "invoices". */
  resource: string;
  fields: SearchFields<Documents[K]>;
  filter?: SandboxFilter;
};

/** `GET /v1/…/search`: newest first, without Stripe's delay; `total_count` when it is expanded. */
export function searchEndpoint<K extends Kind>(search: Search<K>): Endpoint {
  const { kind, resource, fields, filter = {} } = search;
  const url = `/v1/${resource}/search`;
  const shape = { query: required(string()), limit: integer(1, 100), page: string() };
  return endpoint("GET", url, shape, async ({ books, params, expand }) => {
    const isFound = readQuery(params.query, fields, resource);
    const offset = readPage(params.page);
    const limit = params.limit ?? 10;
    const isCounted = expand.includes("total_count");
    const window = { limit: isCounted ? Number.MAX_SAFE_INTEGER : offset + limit };
    const found = await books.list(kind, filter, window, isFound);
    const hasMore = found.hasMore || found.data.length > offset + limit;
    return {
      object: "search_result" as const,
      data: found.data.slice(offset, offset + limit),
      has_more: hasMore,
      next_page: hasMore ? String(offset + limit) : null,
      ...(isCounted ? { total_count: found.data.length } : {}),
      url,
    };
  });
}

/** Where a page begins, as `next_page` says. */
function readPage(page: string | undefined): number {
  if (page === undefined) return 0;
  if (!/^\d{1,9}$/.test(page)) throw invalid("Invalid page.", "page");
  return Number(page);
}
