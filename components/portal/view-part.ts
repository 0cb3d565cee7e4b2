/** Which windows of the view a page shows other than the first: the query its view is asked for with. */
export type ViewPart = string;

/** A later page of invoices; `after` is the invoice it follows. Null: the view as it is. */
export function invoicesPart(after: string | null): ViewPart | null {
  return after === null ? null : `${new URLSearchParams({ invoices_after: after })}`;
}

/** What a page of the list of subscriptions is asked for with. */
export type SubscriptionPage = {
  /** The subscription it follows; null on the first page. */
  readonly after: string | null;
  /** What is looked for; null: everything. */
  readonly query: string | null;
};

/** A page of the list of all subscriptions, or of those that are looked for. */
export function subscriptionsPart({ after, query }: SubscriptionPage): ViewPart {
  return `${new URLSearchParams({
    subscriptions: "all",
    ...(after === null ? {} : { subscriptions_after: after }),
    ...(query === null ? {} : { subscriptions_query: query }),
  })}`;
}

/** What a page's address asks for; nothing but blanks is nothing. */
export function readSubscriptionPage(address: {
  readonly after?: string | string[] | undefined;
  readonly q?: string | string[] | undefined;
}): SubscriptionPage {
  const { after, q } = address;
  return {
    after: typeof after === "string" ? after : null,
    query: typeof q === "string" && q.trim() !== "" ? q.trim().slice(0, longestQuery) : null,
  };
}

export const longestQuery = 100;
