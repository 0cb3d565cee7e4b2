import type { Books } from "../books";
import { asList } from "../protocol/list";

const embedded = 10;

/** What a charge shows of itself only when it is asked for: its refunds, newest first. */
export const chargeInclusions = {
  refunds: async ({ id }: { id: string }, books: Books) => {
    const page = await books.list("refund", { parent: id }, { limit: embedded });
    return asList(`/v1/charges/${id}/refunds`, page);
  },
};
