/** What surrounds the view on every page: the merchant's name and look. Presentation only. */
export type MerchantFrame = {
  /** The first path segment of the portal's pages: the slug, with `test_` before it in test mode. */
  readonly segment: string;
  readonly name: string;
  readonly livemode: boolean;
  /** `#rrggbb`; null means Portico's own accent. */
  readonly accent: string | null;
  readonly logoUrl: string | null;
  /** True when a sandbox stands behind it, so that sample data is never mistaken for money. */
  readonly sandbox: boolean;
};
