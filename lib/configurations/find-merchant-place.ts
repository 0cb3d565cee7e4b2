import { findMerchantBySlug, type MerchantRow } from "../db/merchants";
import { readSegment } from "../portal/segment";

/** A merchant in one mode: what the first segment of a portal's path names. */
export type MerchantPlace = {
  readonly merchant: MerchantRow;
  readonly livemode: boolean;
  readonly segment: string;
};

/** The merchant and mode that a segment names, or null. Finds a merchant. */
export async function findMerchantPlace(segment: string): Promise<MerchantPlace | null> {
  const named = readSegment(segment);
  const merchant = named === null ? null : await findMerchantBySlug(named.slug);
  if (named === null || merchant === null) return null;
  return { merchant, livemode: named.livemode, segment };
}
