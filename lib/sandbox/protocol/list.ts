import type { Books, Page } from "../books";
import type { Documents, Kind } from "../documents";
import type { SandboxFilter, SandboxRange } from "../store";
import { invalid, noSuchReference } from "./errors";
import { hash, integer, string, textOr, timestamp } from "./params";

/** The parameters every list takes. */
export const pagination = {
  limit: integer(1, 100),
  starting_after: string(),
  ending_before: string(),
};

/** `created=…` or `created[gte]=…`: unix seconds. */
export const range = textOr(
  timestamp(),
  hash({ gt: timestamp(), gte: timestamp(), lt: timestamp(), lte: timestamp() }),
);

type Pagination = {
  limit: number | undefined;
  starting_after: string | undefined;
  ending_before: string | undefined;
};

/** One page of a kind as Stripe's list object. Throws 400 for a cursor that does not exist. */
export async function listPage<K extends Kind>(
  books: Books,
  url: string,
  kind: K,
  filter: SandboxFilter,
  params: Pagination,
  only?: (document: Documents[K]) => boolean,
) {
  const window = await readWindow(books, kind, params);
  return asList(url, await books.list(kind, filter, window, only));
}

/** A range filter, whichever way it was given. */
export function rangeOf(value: number | SandboxRange | undefined): SandboxRange | undefined {
  return typeof value === "number" ? { gte: value, lte: value } : value;
}

export function asList<T>(url: string, page: Page<T>) {
  return { object: "list" as const, data: page.data, has_more: page.hasMore, url };
}

async function readWindow(books: Books, kind: Kind, params: Pagination) {
  const { starting_after: startingAfter, ending_before: endingBefore } = params;
  if (startingAfter !== undefined && endingBefore !== undefined) {
    throw invalid(
      "You can only use one of `starting_after` and `ending_before`.",
      "ending_before",
      "parameters_exclusive",
    );
  }
  for (const [name, cursor] of Object.entries({
    starting_after: startingAfter,
    ending_before: endingBefore,
  })) {
    if (cursor !== undefined && (await books.find(kind, cursor)) === null) {
      throw noSuchReference(kind.replace("_", " "), cursor, name);
    }
  }
  return { limit: params.limit ?? 10, startingAfter, endingBefore };
}
