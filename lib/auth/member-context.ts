/** What a member may do: each role may do everything that those before it may. */
const roles = ["viewer", "admin", "owner"] as const;

export type Role = (typeof roles)[number];

/**
 * A signed-in member at one of their merchants, in one mode, read from the database for this very request.
 * Everything a member does takes this and nothing wider.
 */
export type MemberContext = {
  readonly member: { readonly id: string; readonly email: string; readonly name: string | null };
  readonly merchant: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly branding: unknown;
  };
  readonly livemode: boolean;
  /** The slug, behind `test_` in test mode: the first path segment. */
  readonly segment: string;
  readonly role: Role;
  readonly requestId: string;
  /** When the member last proved who they are, and whether that is recent, by the database's clock. */
  readonly authenticatedAt: Date;
  readonly isFresh: boolean;
};

/** Whether `role` includes everything that `needed` may do. */
export function hasRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/** A stored role; one we do not know may do the least. */
export function readRole(stored: string): Role {
  return roles.find((role) => role === stored) ?? "viewer";
}
