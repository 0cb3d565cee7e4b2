/** Whose rows, and of which mode: in the WHERE of every query that does not find a merchant. */
export type Place = { readonly merchantId: string; readonly livemode: boolean };
