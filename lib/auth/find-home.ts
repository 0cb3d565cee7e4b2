import { listMemberships, type MembershipRow } from "../db/members";

/** Where a member may go from here. */
export type Home =
  | { readonly kind: "only"; readonly path: `/dashboard/${string}` }
  | { readonly kind: "several"; readonly places: readonly Place[] };

export type Place = {
  readonly name: string;
  readonly role: string;
  readonly path: `/dashboard/${string}`;
};

const mostPlaces = 100;

/** The member's only merchant, or all they may choose from: none, for who belongs nowhere any more. */
export async function findHome(memberId: string): Promise<Home> {
  const [only, ...others] = await listMemberships(memberId, mostPlaces);
  if (only !== undefined && others.length === 0) return { kind: "only", path: pathOf(only) };
  const places = [...(only === undefined ? [] : [only]), ...others].map((membership) => {
    const { merchant, role } = membership;
    return { name: merchant.name, role, path: pathOf(membership) };
  });
  return { kind: "several", places };
}

/** In live mode once a live account is connected: before that there is nothing to see there. */
function pathOf({ merchant, isLive }: MembershipRow): `/dashboard/${string}` {
  return `/dashboard/${isLive ? "" : "test_"}${merchant.slug}/portal`;
}
