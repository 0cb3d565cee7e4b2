import { describe, expect, it } from "vitest";
import { ageMember, makeMember } from "@/scripts/testing/make-member";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { database } from "../db/client";
import { endMemberSession } from "../db/member-sessions";
import { hashToken } from "../secrets";
import { forgetOldMemberSessions } from "./forget-old-member-sessions";
import { visitMember } from "./visit-member";
import { visitMerchant } from "./visit-merchant";

const requestId = "req_test";

async function setUp(role: "owner" | "admin" | "viewer" = "owner") {
  const merchant = await makeBareMerchant();
  return { merchant, member: await makeMember(merchant.id, role) };
}

const codeOf = (visit: Promise<unknown>) =>
  visit.then(
    () => "fine",
    (error: { code?: string }) => error.code,
  );

describe("a member's session", () => {
  it("opens the merchant's dashboard in either mode, with the role that the database has now", async () => {
    const { merchant, member } = await setUp("viewer");
    const visit = (segment: string) => visitMerchant({ ...member, requestId }, segment, "look");
    expect(await visit(merchant.slug)).toMatchObject({
      member: { id: member.id, email: member.email },
      merchant: { id: merchant.id, slug: merchant.slug, name: "Shop" },
      livemode: true,
      role: "viewer",
      isFresh: true,
      requestId,
    });
    await database().membership.updateMany({
      where: { memberId: member.id },
      data: { role: "owner" },
    });
    expect(await visit(`test_${merchant.slug}`)).toMatchObject({
      livemode: false,
      role: "owner",
      segment: `test_${merchant.slug}`,
    });
  });

  it("is kept as a hash only", async () => {
    const { member } = await setUp();
    const rows = await database().memberSession.findMany({ where: { memberId: member.id } });
    expect(rows.map(({ tokenHash }) => tokenHash)).toEqual([hashToken(member.token)]);
    expect(JSON.stringify(rows)).not.toContain(member.token);
  });

  it("answers alike for a foreign merchant, an unknown one and what is no merchant", async () => {
    const { member } = await setUp();
    const foreign = await setUp();
    const segments = [foreign.merchant.slug, "no-such-shop", "x", "test_", "\0", "a'--", "..%2f"];
    for (const segment of segments) {
      const visit = visitMerchant({ ...member, requestId }, segment, "act");
      expect(await codeOf(visit)).toBe("resource_missing");
    }
  });

  it("is over after 30 idle minutes, and looking does not lengthen it", async () => {
    const { member } = await setUp();
    await ageMember(member, "last_active_at", 29 * 60);
    await visitMember(member.token, null, "look");
    await ageMember(member, "last_active_at", 30 * 60);
    expect(await codeOf(visitMember(member.token, null, "look"))).toBe("session_required");
    expect(await codeOf(visitMember(member.token, null, "act"))).toBe("session_required");
  });

  it("is kept alive by acting, but not beyond 8 hours", async () => {
    const { member } = await setUp();
    await ageMember(member, "last_active_at", 29 * 60);
    await visitMember(member.token, null, "act");
    const [row] = await database().memberSession.findMany({ where: { memberId: member.id } });
    expect(Number(row?.lastActiveAt)).toBeGreaterThan(Date.now() - 60_000);
    await ageMember(member, "created_at", 8 * 3600);
    expect(await codeOf(visitMember(member.token, null, "act"))).toBe("session_required");
  });

  it("is fresh for 15 minutes after its proof", async () => {
    const { merchant, member } = await setUp();
    await ageMember(member, "authenticated_at", 15 * 60);
    const context = await visitMerchant({ ...member, requestId }, merchant.slug, "act");
    expect(context.isFresh).toBe(false);
  });

  it("ends at once, and stays as a row", async () => {
    const { member } = await setUp();
    expect(await endMemberSession(hashToken(member.token))).toBe(true);
    expect(await endMemberSession(hashToken(member.token))).toBe(false);
    expect(await codeOf(visitMember(member.token, null, "act"))).toBe("session_required");
    expect(await database().memberSession.count({ where: { memberId: member.id } })).toBe(1);
  });

  it("is forgotten once nothing has happened in it for 30 days, whether or not it was signed out of", async () => {
    const { member: old } = await setUp();
    const { member: young } = await setUp();
    await ageMember(old, "last_active_at", 30 * 86_400);
    await ageMember(young, "last_active_at", 29 * 86_400);
    await forgetOldMemberSessions();
    const countOf = ({ id }: { id: string }) =>
      database().memberSession.count({ where: { memberId: id } });
    expect([await countOf(old), await countOf(young)]).toEqual([0, 1]);
  });

  it("does not exist for a token that is missing, invented or a customer's", async () => {
    for (const token of [undefined, "", "x", `pms_${"a".repeat(43)}`, `pat_${"a".repeat(43)}`]) {
      expect(await codeOf(visitMember(token, null, "look"))).toBe("session_required");
    }
  });

  it("ends for the merchant that the member was removed from", async () => {
    const { merchant, member } = await setUp();
    await database().membership.deleteMany({ where: { memberId: member.id } });
    const visit = visitMerchant({ ...member, requestId }, merchant.slug, "act");
    expect(await codeOf(visit)).toBe("resource_missing");
  });

  it("leaves an audit entry at each merchant of the member, naming the proof and no token", async () => {
    const { merchant, member } = await setUp();
    const entries = await database().auditEntry.findMany({ where: { merchantId: merchant.id } });
    expect(entries).toMatchObject([
      { action: "member.signed_in", actorId: member.id, data: { proof: "email_link" } },
    ]);
    expect(JSON.stringify(entries)).not.toContain(member.token);
  });
});
