import { describe, expect, it } from "vitest";
import { newEmail } from "@/scripts/testing/mailbox";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { findMemberByAccount, linkMemberAccount } from "./member-accounts";
import { findMember, findMemberByEmail, joinMerchant, listMemberships } from "./members";
import { saveStripeConnection } from "./stripe-connections";

async function join(role: string, email = newEmail()) {
  const merchant = await makeBareMerchant();
  const wish = { merchantId: merchant.id, email, name: "Mo", role };
  return { merchant, wish, member: await joinMerchant(wish) };
}

describe("a member", () => {
  it("is one person, whichever merchants they join", async () => {
    const { wish, member, merchant } = await join("owner");
    const other = await join("viewer", wish.email);
    expect(other.member.id).toBe(member.id);
    expect(await findMember(member.id)).toEqual(member);
    expect(await findMemberByEmail(wish.email)).toEqual(member);
    const places = await listMemberships(member.id, 10);
    const roles = new Map(places.map((place) => [place.merchant.slug, place.role]));
    expect(roles).toEqual(
      new Map([
        [merchant.slug, "owner"],
        [other.merchant.slug, "viewer"],
      ]),
    );
  });

  it("keeps their name and takes the new role when added again", async () => {
    const { wish, member } = await join("viewer");
    expect(await joinMerchant({ ...wish, name: "Other", role: "admin" })).toEqual(member);
    expect(await listMemberships(member.id, 10)).toMatchObject([{ role: "admin" }]);
  });

  it("belongs somewhere live once a live account is connected", async () => {
    const { member, merchant } = await join("owner");
    const connect = (livemode: boolean) =>
      saveStripeConnection({ merchantId: merchant.id, livemode, secretKey: "sk_test_x" });
    await connect(false);
    expect(await listMemberships(member.id, 10)).toMatchObject([{ isLive: false }]);
    await connect(true);
    expect(await listMemberships(member.id, 10)).toMatchObject([{ isLive: true }]);
  });
});

describe("an account elsewhere", () => {
  it("is one member's, and is not taken over by another", async () => {
    const { member } = await join("owner");
    const { member: other } = await join("owner");
    const account = { provider: "github", providerAccountId: newEmail() };
    expect(await findMemberByAccount(account)).toBeNull();
    await linkMemberAccount(member.id, account);
    await expect(linkMemberAccount(other.id, account)).rejects.toThrow();
    expect(await findMemberByAccount(account)).toEqual(member);
    expect(await findMemberByAccount({ ...account, provider: "google" })).toBeNull();
  });
});
