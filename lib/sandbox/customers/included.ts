import type { Books } from "../books";
import { listLiving } from "../find";
import { asList } from "../protocol/list";

const embedded = 10;

/** What a customer shows of itself only when it is asked for. */
export const customerInclusions = {
  sources: async ({ id }: { id: string }, books: Books) => {
    const sources = await books.all("source", { customer: id });
    return firstOf(sources, `/v1/customers/${id}/sources`);
  },
  subscriptions: async ({ id }: { id: string }, books: Books) =>
    firstOf(await listLiving(books, id), `/v1/customers/${id}/subscriptions`),
  tax_ids: async ({ id }: { id: string }, books: Books) => {
    const taxIds = await books.all("tax_id", { customer: id });
    return firstOf(taxIds, `/v1/customers/${id}/tax_ids`);
  },
};

function firstOf<T>(all: readonly T[], url: string) {
  return asList(url, { data: all.slice(0, embedded), hasMore: all.length > embedded });
}
