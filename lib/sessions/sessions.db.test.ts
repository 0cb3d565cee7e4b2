import { beforeAll, describe, expect, it } from "vitest";
import { dumpDatabase } from "@/scripts/testing/dump-database";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeConfiguration } from "@/scripts/testing/make-configuration";
import { makeBareMerchant, makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { revokeSession } from "@/scripts/testing/revoke-session";
import { updateConfiguration } from "@/scripts/testing/update-configuration";
import { database } from "../db/client";
import { configurationSchema } from "../portal/configuration";
import { loadSession, visitSession } from "./load-session";
import { mintSession } from "./mint-session";
import { redeemSession, requireOpenable } from "./redeem-session";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

async function setUp() {
  const merchant = await makeMerchant(sandbox);
  const { id: customer } = await makeCustomer(merchant);
  const minter = { merchantId: merchant.id, livemode: false };
  return { merchant, customer, minter };
}

async function mint() {
  const { merchant, customer, minter } = await setUp();
  const session = await mintSession(minter, { customer });
  return { merchant, id: session.id, code: session.url.split("/").at(-1) ?? "" };
}

async function open() {
  const { merchant, customer } = await setUp();
  const { context, accessToken, code } = await openSession(merchant, customer);
  return { merchant, id: context.session.id, accessToken, code };
}

const hour = 3600;

async function age(id: string, seconds: number, ...columns: string[]) {
  const changes = columns.map((name) => `${name} = ${name} - make_interval(secs => $2)`);
  const sql = `UPDATE portal_sessions SET ${changes.join(", ")} WHERE id = $1`;
  await database().$executeRawUnsafe(sql, id, seconds);
}

function refused(code: string) {
  return expect.objectContaining({ code });
}

describe("minting", () => {
  it("takes the merchant's own customers only, with one call to Stripe", async () => {
    const { merchant, customer, minter } = await setUp();
    merchant.account.forget();
    await mintSession(minter, { customer });
    expect(merchant.account.seen).toMatchObject([
      { method: "GET", path: `/v1/customers/${customer}` },
    ]);
    const other = await setUp();
    for (const id of [other.customer, "cus_unknown", "cus_../x", "sub_1", "x"]) {
      await expect(mintSession(minter, { customer: id })).rejects.toMatchObject({
        code: "resource_missing",
        message: `No such customer: '${id}'`,
        details: { param: "customer" },
      });
    }
    await merchant.account.stripe.customers.del(customer);
    await expect(mintSession(minter, { customer })).rejects.toThrow(refused("resource_missing"));
  });

  it("takes the merchant's own active configurations only", async () => {
    const { customer, minter } = await setUp();
    const document = configurationSchema.parse({});
    const insert = (owner: typeof minter) =>
      makeConfiguration({ ...owner, isDefault: false, document });
    const own = await insert(minter);
    const session = await mintSession(minter, { customer, configuration: own.id });
    expect(session.configuration).toBe(own.id);
    const { id: merchantId } = await makeBareMerchant();
    const foreign = await insert({ merchantId, livemode: false });
    const live = await insert({ ...minter, livemode: true });
    const hint =
      "; a similar object exists in live mode, but a test mode key was used to make this request.";
    for (const [configuration, more] of [
      [foreign.id, ""],
      [live.id, hint],
      ["bpc_unknown", ""],
    ] as const) {
      await expect(mintSession(minter, { customer, configuration })).rejects.toMatchObject({
        code: "resource_missing",
        message: `No such configuration: '${configuration}'${more}`,
        details: { param: "configuration" },
      });
    }
    await updateConfiguration(minter.merchantId, false, own.id, { active: false });
    await expect(mintSession(minter, { customer, configuration: own.id })).rejects.toThrow(
      refused("configuration_inactive"),
    );
  });

  it("keeps neither code nor token in the database", async () => {
    const { code, accessToken, id } = await open();
    const dump = await dumpDatabase();
    expect(dump).toContain(id);
    for (const secret of [code, accessToken, code.slice(4), accessToken.slice(4)]) {
      expect(dump).not.toContain(secret);
    }
  });
});

describe("redeeming", () => {
  it("gives one token to a hundred that come at once; the others are told it was used", async () => {
    const { code, merchant } = await mint();
    const tries = await Promise.allSettled(
      Array.from({ length: 100 }, () => redeemSession(code, [])),
    );
    const entries = tries.flatMap((tried) => (tried.status === "fulfilled" ? [tried.value] : []));
    expect(entries).toMatchObject([{ segment: merchant.segment }]);
    const reasons = tries.flatMap((tried) =>
      tried.status === "rejected" ? [tried.reason.code] : [],
    );
    expect(new Set(reasons)).toEqual(new Set(["session_used"]));
  });

  it("leads on who already holds the session, and nobody else", async () => {
    const { code, accessToken, merchant } = await open();
    const other = await open();
    const held = [other.accessToken, accessToken];
    expect(await redeemSession(code, held)).toEqual({
      segment: merchant.segment,
      path: `/p/${merchant.segment}`,
      accessToken: null,
    });
    for (const tokens of [[], [other.accessToken], ["nonsense"], [code]]) {
      await expect(redeemSession(code, tokens)).rejects.toThrow(refused("session_used"));
      await expect(requireOpenable(code, tokens)).rejects.toThrow(refused("session_used"));
    }
  });

  it("is looked at beforehand as often as one likes", async () => {
    const { code } = await mint();
    for (let look = 0; look < 5; look += 1) await requireOpenable(code, []);
    expect((await redeemSession(code, [])).accessToken).toMatch(/^pat_/);
  });

  it.each([
    ["five minutes after it was minted", 300, ["created_at"], "session_expired"],
    ["invented", 0, [], "session_unknown"],
  ] as const)("refuses a code that is %s", async (_, seconds, columns, code) => {
    const minted = await mint();
    if (seconds > 0) await age(minted.id, seconds, ...columns);
    const tried =
      seconds > 0
        ? minted.code
        : `${minted.code.slice(0, -1)}${minted.code.endsWith("A") ? "B" : "A"}`;
    await expect(redeemSession(tried, [])).rejects.toThrow(refused(code));
    await expect(requireOpenable(tried, [])).rejects.toThrow(refused(code));
  });

  it("tells a revoked link as revoked, however old it is", async () => {
    const minted = await mint();
    await revokeSession(minted.merchant.id, minted.id);
    await age(minted.id, 10 * hour, "created_at");
    await expect(redeemSession(minted.code, [])).rejects.toThrow(refused("session_revoked"));
  });

  it("leads nobody on into a session that is over", async () => {
    const { code, accessToken, id } = await open();
    await age(id, hour, "last_active_at");
    await expect(redeemSession(code, [accessToken])).rejects.toThrow(refused("session_expired"));
  });
});

describe("a session", () => {
  it.each([
    ["an hour without activity", hour, ["last_active_at"], "session_expired"],
    ["four hours", 4 * hour, ["created_at", "redeemed_at"], "session_expired"],
  ] as const)("is over after %s, and no visit revives it", async (_, seconds, columns, code) => {
    const { accessToken, id } = await open();
    await age(id, seconds - 60, ...columns);
    expect((await loadSession(accessToken)).session.id).toBe(id);
    await age(id, 60, ...columns);
    await expect(loadSession(accessToken)).rejects.toThrow(refused(code));
    await expect(visitSession(accessToken)).rejects.toThrow(refused(code));
    await expect(loadSession(accessToken)).rejects.toThrow(refused(code));
  });

  it("is revoked rather than expired when it is both", async () => {
    const { accessToken, id, merchant } = await open();
    await revokeSession(merchant.id, id);
    await expect(loadSession(accessToken)).rejects.toThrow(refused("session_revoked"));
    await age(id, 5 * hour, "created_at", "redeemed_at", "last_active_at");
    await expect(loadSession(accessToken)).rejects.toThrow(refused("session_revoked"));
    await expect(visitSession(accessToken)).rejects.toThrow(refused("session_revoked"));
  });

  it("stays open by visits, and not by looks", async () => {
    const { accessToken, id } = await open();
    await age(id, hour - 60, "last_active_at");
    await visitSession(accessToken);
    await age(id, hour - 60, "last_active_at");
    await loadSession(accessToken);
    await age(id, 60, "last_active_at");
    await expect(visitSession(accessToken)).rejects.toThrow(refused("session_expired"));
  });

  it.each([undefined, "", "pat_short", "x".repeat(10_000), `pat_${"a".repeat(43)}`])(
    "does not open to %s",
    async (token) => {
      await expect(loadSession(token)).rejects.toThrow(refused("session_required"));
      await expect(visitSession(token)).rejects.toThrow(refused("session_required"));
    },
  );

  it("does not open to its code", async () => {
    const { code } = await open();
    await expect(loadSession(code)).rejects.toThrow(refused("session_required"));
  });
});
