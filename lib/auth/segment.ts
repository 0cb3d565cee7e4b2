const testMark = "test_";

export type Segment = { readonly slug: string; readonly livemode: boolean };

/** The merchant and mode that a path segment names; null for what no merchant can be called. */
export function readSegment(segment: string): Segment | null {
  const livemode = !segment.startsWith(testMark);
  const slug = livemode ? segment : segment.slice(testMark.length);
  return /^[a-z0-9-]{3,40}$/.test(slug) ? { slug, livemode } : null;
}
