import type { Adapter, AdapterUser } from "next-auth/adapters";
import { hashToken } from "../secrets";
import { findMemberByAccount, linkMemberAccount } from "./member-accounts";
import {
  endMemberSession,
  findMemberVisit,
  insertMemberSession,
  type MemberLifetimes,
} from "./member-sessions";
import { findMember, findMemberByEmail, type MemberRow } from "./members";

export type AdapterSettings = {
  readonly lifetimes: MemberLifetimes;
  /** How whoever signs in now proved who they are: the provider's id. */
  readonly proof: string;
  /** While somebody signs in, next-auth sees no session: it would keep the old one, and its age. */
  readonly isSigningIn: boolean;
};

/**
 * next-auth's view of our members and their sessions. Tokens are kept as hashes; what is over is as absent as what
 * never was; ended sessions stay as rows. Nobody becomes a member by signing in.
 */
export function nextAuthAdapter({ lifetimes, proof, isSigningIn }: AdapterSettings): Adapter {
  return {
    createUser: () => Promise.reject(new Error("Nobody becomes a member by signing in.")),
    updateUser: () => Promise.reject(new Error("Members are not changed by signing in.")),
    getUser: async (id) => toUser(await findMember(id)),
    getUserByEmail: async (email) => toUser(await findMemberByEmail(email)),
    getUserByAccount: async (account) => toUser(await findMemberByAccount(account)),
    linkAccount: ({ userId, provider, providerAccountId }: LinkedAccount) =>
      linkMemberAccount(userId, { provider, providerAccountId }),
    createSession: async (session) => {
      const tokenHash = hashToken(session.sessionToken);
      await insertMemberSession({ memberId: session.userId, tokenHash, proof });
      return session;
    },
    getSessionAndUser: async (sessionToken) => {
      if (isSigningIn) return null;
      const visit = await findMemberVisit(hashToken(sessionToken), null, lifetimes);
      if (visit === null) return null;
      const { memberId, email, memberName, endsAt } = visit;
      const session = { sessionToken, userId: memberId, expires: endsAt };
      return { session, user: userOf({ id: memberId, email, name: memberName }) };
    },
    // Only the database's clock and the member's own doings lengthen a session.
    updateSession: () => null,
    deleteSession: async (sessionToken) => {
      await endMemberSession(hashToken(sessionToken));
    },
  };
}

type LinkedAccount = {
  readonly userId: string;
  readonly provider: string;
  readonly providerAccountId: string;
};

function toUser(member: MemberRow | null): AdapterUser | null {
  return member === null ? null : userOf(member);
}

function userOf({ id, email, name }: MemberRow): AdapterUser {
  return { id, email, name, emailVerified: null };
}
