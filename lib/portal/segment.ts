const testMark = "test_";

/** A merchant's name in addresses. */
export const slugPattern = /^[a-z0-9-]{3,40}$/;

/** Whose portal or dashboard it is, and in which mode. */
export type Segment = { readonly slug: string; readonly livemode: boolean };

/** The merchant and mode that an address's segment names; null for what no merchant can be called. */
export function readSegment(segment: string): Segment | null {
  const livemode = !segment.startsWith(testMark);
  const slug = livemode ? segment : segment.slice(testMark.length);
  return slugPattern.test(slug) ? { slug, livemode } : null;
}

/** `acme` in live mode, `test_acme` in test mode. */
export function segmentOf({ slug, livemode }: Segment): string {
  return livemode ? slug : `${testMark}${slug}`;
}
