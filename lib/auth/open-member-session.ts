import type { Transaction } from "../db/client";
import { insertMemberSession } from "../db/member-sessions";
import { newSecret } from "../ids";
import { hashToken } from "../secrets";

/**
 * Signs a member in who has just shown who they are, by `proof` (email_link, demo, setup). Gives the token for their
 * cookie: it is kept nowhere.
 */
export async function openMemberSession(
  memberId: string,
  proof: string,
  tx?: Transaction,
): Promise<string> {
  const token = newMemberToken();
  await insertMemberSession({ memberId, tokenHash: hashToken(token), proof }, tx);
  return token;
}

/** A session token, known by its prefix to leak scanners. */
export function newMemberToken(): string {
  return newSecret("pms");
}
