/** What surrounds the view on every page: the merchant's name and look. Presentation only. */
export type MerchantFrame = {
  /** The first path segment of the portal's pages: the slug, with `test_` before it in test mode. */
  readonly segment: string;
  /** The path the portal's pages begin with: `/p/{segment}` hosted, another one in an iframe and in the preview. */
  readonly base: string;
  readonly name: string;
  readonly livemode: boolean;
  /** `#rrggbb`; null means Portico's own accent. */
  readonly accent: string | null;
  readonly logoUrl: string | null;
  /** True when a sandbox stands behind it, so that sample data is never mistaken for money. */
  readonly sandbox: boolean;
  /** Where a customer signs in by mail; null where the merchant does not offer it, and in an iframe. */
  readonly loginUrl: string | null;
};
