import { endpoint } from "../endpoint";
import { invalid } from "../protocol/errors";
import { integer, required, string } from "../protocol/params";

const url = "/v1/customers/search";
const clause =
  /^\s*email\s*(?<sign>[:~])\s*(?<quote>["'])(?<text>(?:(?!\k<quote>)[^\\]|\\.)*)\k<quote>\s*$/;

/** Customers searched by `email:"…"` (the whole address) or `email~"…"` (a part of it), in any case. */
export const customerSearchEndpoints = [
  endpoint(
    "GET",
    url,
    { query: required(string()), limit: integer(1, 100), page: string() },
    async ({ books, params }) => {
      const isFound = readQuery(params.query);
      const offset = readPage(params.page);
      const limit = params.limit ?? 10;
      const window = { limit: offset + limit };
      const filter = { exceptStatuses: ["deleted"] };
      const found = await books.list(
        "customer",
        filter,
        window,
        (customer) => customer.deleted !== true && isFound(customer.email),
      );
      const data = found.data.slice(offset);
      const nextPage = found.hasMore ? String(offset + limit) : null;
      return {
        object: "search_result" as const,
        data,
        has_more: found.hasMore,
        next_page: nextPage,
        url,
      };
    },
  ),
];

/** The only clause there is. Throws 400 for any other. */
function readQuery(query: string): (email: string | null | undefined) => boolean {
  const { sign, text } = clause.exec(query)?.groups ?? {};
  if (sign === undefined || text === undefined) {
    throw invalid('The sandbox searches customers by email:"…" and email~"…" only.', "query");
  }
  const wanted = text.replace(/\\(.)/g, "$1").toLowerCase();
  return (email) => {
    const held = email?.toLowerCase() ?? "";
    return sign === ":" ? held === wanted : held.includes(wanted);
  };
}

/** Where a page begins, as `next_page` says. */
function readPage(page: string | undefined): number {
  if (page === undefined) return 0;
  if (!/^\d{1,9}$/.test(page)) throw invalid("Invalid page.", "page");
  return Number(page);
}
