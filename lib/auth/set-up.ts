import { z } from "zod";
import { addAuditEntry } from "../db/audit-entries";
import { type Transaction, transact } from "../db/client";
import { hasOwner, joinMerchant, lockOwners } from "../db/members";
import { findMerchantBySlug, insertMerchant } from "../db/merchants";
import { PorticoError } from "../errors";
import { slugPattern } from "../portal/segment";
import { parseEmail } from "../proofs/email-address";
import { parse } from "../wire/parse";
import { openMemberSession } from "./open-member-session";
import { isSetupToken } from "./standing-secrets";

const schema = z.strictObject({
  token: z.string().max(200),
  email: z.unknown(),
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\p{Cc}\p{Cf}]*$/u),
  slug: z.string().regex(slugPattern),
});

/**
 * Makes the first owner of an installation that has none, their merchant and their session, all or nothing: of any
 * number at once, one does. A merchant that code made before has its owner now. Gives the session's token. Throws
 * `resource_missing` for a wrong token and once there is an owner, `email_invalid`, and `parameter_…` with `param`.
 */
export async function setUp(body: unknown): Promise<{ token: string }> {
  const { token: setup, email: sent, name, slug } = parse(schema, body);
  if (!isSetupToken(setup)) throw new PorticoError("resource_missing");
  const email = parseEmail(sent);
  return await transact(async (tx) => {
    await lockOwners(tx);
    if (await hasOwner(tx)) throw new PorticoError("resource_missing");
    const merchant =
      (await findMerchantBySlug(slug, tx)) ?? (await insertMerchant({ slug, name }, tx));
    const member = await joinMerchant(
      { merchantId: merchant.id, email, name: null, role: "owner" },
      tx,
    );
    await noteOwner(tx, merchant.id, member.id, email);
    return { token: await openMemberSession(member.id, "setup", tx) };
  });
}

function noteOwner(tx: Transaction, merchantId: string, memberId: string, email: string) {
  const actor = { actorType: "member", actorId: memberId } as const;
  const what = { action: "member.added", target: memberId };
  const data = { before: null, after: { email, role: "owner" } };
  return addAuditEntry(tx, { merchantId, livemode: true, ...actor, ...what, data });
}
