import { beforeEach, describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { database } from "../db/client";
import { findSetupLink } from "./find-setup-link";
import { setUp } from "./set-up";
import { setupToken } from "./standing-secrets";
import { visitMerchant } from "./visit-merchant";

// Each test begins with an installation that nobody owns; the database is this file's own.
beforeEach(async () => {
  await database().membership.deleteMany({ where: { role: "owner" } });
});

let count = 0;
function form(over: Record<string, unknown> = {}) {
  count += 1;
  const slug = `first-${process.pid}-${count}`;
  return { token: setupToken(), email: `o-${slug}@example.com`, name: "Höfe & Co.", slug, ...over };
}

describe("the first owner", () => {
  it("makes merchant, member and session together", async () => {
    const wish = form();
    const { token } = await setUp(wish);
    const visit = await visitMerchant({ token, requestId: "req_x" }, wish.slug, "look");
    expect(visit).toMatchObject({
      role: "owner",
      member: { email: wish.email },
      merchant: { slug: wish.slug, name: "Höfe & Co." },
    });
    const entries = await database().auditEntry.findMany({
      where: { merchantId: visit.merchant.id },
      orderBy: { createdAt: "asc" },
    });
    expect(entries.map(({ action }) => action).sort()).toEqual([
      "member.added",
      "member.signed_in",
    ]);
  });

  it("is one, of any number at once; afterwards there is no such door", async () => {
    const wishes = Array.from({ length: 20 }, () => form());
    const made = await Promise.allSettled(wishes.map((wish) => setUp(wish)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await database().membership.count({ where: { role: "owner" } })).toBe(1);
    const slugs = wishes.map(({ slug }) => slug);
    expect(await database().merchant.count({ where: { slug: { in: slugs } } })).toBe(1);
    await expect(setUp(form())).rejects.toMatchObject({ code: "resource_missing" });
    expect(await findSetupLink()).toBeNull();
  });

  it("takes over a merchant that code made before", async () => {
    const { id, slug } = await makeBareMerchant();
    const { token } = await setUp(form({ slug }));
    const visit = await visitMerchant({ token, requestId: "req_x" }, slug, "look");
    expect(visit.merchant).toMatchObject({ id, name: "Shop" });
  });

  it.each([
    [{ token: "pst_wrong" }, "resource_missing"],
    [{ email: "nobody" }, "email_invalid"],
    [{ name: "   " }, "parameter_invalid_empty"],
    [{ name: "a\r\nBcc: x" }, "parameter_invalid"],
    [{ name: "\u202Egnp" }, "parameter_invalid"],
    [{ slug: "Ab" }, "parameter_invalid"],
    [{ slug: "setup" }, "parameter_invalid"],
    [{ role: "owner" }, "parameter_unknown"],
  ])("is refused %j, and nothing is made", async (over, code) => {
    const before = await database().member.count();
    await expect(setUp(form(over))).rejects.toMatchObject({ code });
    expect(await database().member.count()).toBe(before);
  });

  it("finds the way by a link whose token stands behind the #", async () => {
    expect(await findSetupLink()).toBe(`http://localhost:3000/dashboard/setup#${setupToken()}`);
  });
});
