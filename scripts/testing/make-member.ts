import { randomBytes } from "node:crypto";
import type { Role } from "@/lib/auth/member-context";
import { openMemberSession } from "@/lib/auth/open-member-session";
import { database } from "@/lib/db/client";
import { joinMerchant } from "@/lib/db/members";
import { memberCookie } from "@/lib/http/dashboard/member-cookie";
import { hashToken } from "@/lib/secrets";

export type TestMember = {
  readonly id: string;
  readonly email: string;
  /** The session's token, and the Cookie header that carries it. */
  readonly token: string;
  readonly cookie: string;
};

/** A member of this merchant, signed in just now. */
export async function makeMember(merchantId: string, role: Role): Promise<TestMember> {
  const email = `m-${randomBytes(6).toString("hex")}@example.com`;
  const { id } = await joinMerchant({ merchantId, email, name: "Mo", role });
  const token = await openMemberSession(id, "email_link");
  return { id, email, token, cookie: memberCookie(token).split(";")[0] ?? "" };
}

/** Moves one of the session's times into the past. The column keeps milliseconds: rounded up it would be too young. */
export async function ageMember(
  { token }: Pick<TestMember, "token">,
  column: "created_at" | "last_active_at" | "authenticated_at",
  seconds: number,
): Promise<void> {
  await database().$executeRawUnsafe(
    `UPDATE member_sessions SET ${column} = date_trunc('milliseconds', now()) - make_interval(secs => $1::int) WHERE token_hash = $2`,
    seconds,
    hashToken(token),
  );
}
