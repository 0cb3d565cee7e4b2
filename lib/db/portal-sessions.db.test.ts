import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeConfiguration } from "@/scripts/testing/make-configuration";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { makeTrail } from "@/scripts/testing/make-trail";
import { revokeSession } from "@/scripts/testing/revoke-session";
import { newId } from "../ids";
import { configurationSchema } from "../portal/configuration";
import { database } from "./client";
import {
  findSessionByCode,
  findSessionByToken,
  insertSession,
  redeemSession,
  touchSession,
} from "./portal-sessions";

const unusedSeconds = 300;
const lifetimes = { idleSeconds: 3600, absoluteSeconds: 4 * 3600 };

const unset = {
  returnUrl: null,
  locale: null,
  customerAccount: null,
  onBehalfOf: null,
  flow: null,
  afterExpiration: null,
  portico: null,
};

async function makeRow() {
  const { id: merchantId } = await makeBareMerchant();
  const document = configurationSchema.parse({});
  const key = { merchantId, livemode: false };
  const { id: configurationId } = await makeConfiguration({ ...key, isDefault: true, document });
  const id = newId("portalSession");
  const code = randomUUID();
  const owner = { ...key, customerId: "cus_1", configurationId };
  await insertSession({ id, ...owner, ...unset, exchangeCodeHash: code }, makeTrail(owner));
  return { id, merchantId, code };
}

function redeem(exchangeCodeHash: string, accessTokenHash: string = randomUUID()) {
  return redeemSession({ exchangeCodeHash, accessTokenHash, unusedSeconds });
}

async function makeRedeemed() {
  const row = await makeRow();
  const token = randomUUID();
  await redeem(row.code, token);
  return { ...row, token };
}

/** Makes a session older: as if all of it had happened `seconds` earlier. */
async function age(id: string, seconds: number, column?: "last_active_at") {
  const columns = column ? [column] : ["created_at", "redeemed_at", "last_active_at"];
  const changes = columns.map((name) => `${name} = ${name} - make_interval(secs => $2)`);
  const sql = `UPDATE portal_sessions SET ${changes.join(", ")} WHERE id = $1`;
  expect(await database().$executeRawUnsafe(sql, id, seconds)).toBe(1);
}

describe("redeeming an exchange code", () => {
  it("gives one token, however many try at once", async () => {
    const { code, id } = await makeRow();
    const tokens = Array.from({ length: 100 }, () => randomUUID());
    const results = await Promise.all(tokens.map((token) => redeem(code, token)));
    const winners = tokens.filter((_, index) => results[index] !== null);
    expect(winners).toHaveLength(1);
    const found = await Promise.all(tokens.map(findSessionByToken));
    expect(found.filter((row) => row !== null)).toHaveLength(1);
    expect(await findSessionByToken(winners[0] ?? "")).toMatchObject({ id });
  });

  it("works until the code is five minutes old, and not after", async () => {
    const young = await makeRow();
    await age(young.id, unusedSeconds - 30);
    expect(await redeem(young.code)).toMatchObject({ id: young.id });
    const old = await makeRow();
    await age(old.id, unusedSeconds);
    expect(await redeem(old.code)).toBeNull();
    expect(await findSessionByCode(old.code)).toMatchObject({ redeemedAt: null });
  });

  it("does nothing for revoked and for invented codes", async () => {
    const { id, merchantId, code } = await makeRow();
    await revokeSession(merchantId, id);
    expect(await redeem(code)).toBeNull();
    expect(await redeem(randomUUID())).toBeNull();
  });
});

describe("touching a session", () => {
  it("notes that its customer is there", async () => {
    const { id, token } = await makeRedeemed();
    await age(id, 3000, "last_active_at");
    const before = await findSessionByToken(token);
    const after = await touchSession(token, lifetimes);
    expect(after).toMatchObject({ id, customerId: "cus_1" });
    expect(Number(after?.lastActiveAt) - Number(before?.lastActiveAt)).toBeGreaterThanOrEqual(3e6);
  });

  it.each([
    ["idle for an hour", lifetimes.idleSeconds, "last_active_at"],
    ["open for four hours", lifetimes.absoluteSeconds, undefined],
  ] as const)("revives nothing that has been %s", async (_, seconds, column) => {
    const { id, token } = await makeRedeemed();
    await age(id, seconds, column);
    if (column === undefined) await touchNow(id);
    const before = await findSessionByToken(token);
    expect(await touchSession(token, lifetimes)).toBeNull();
    const after = await findSessionByToken(token);
    expect(after?.lastActiveAt).toEqual(before?.lastActiveAt);
  });

  it("revives nothing that was revoked", async () => {
    const { id, merchantId, token } = await makeRedeemed();
    await revokeSession(merchantId, id);
    expect(await touchSession(token, lifetimes)).toBeNull();
    expect(await touchSession(randomUUID(), lifetimes)).toBeNull();
  });

  /** Active until this moment: only its age can end it. */
  function touchNow(id: string) {
    return database().$executeRaw`
      UPDATE portal_sessions SET last_active_at = now() WHERE id = ${id}`;
  }
});

describe("revoking a session", () => {
  it("is another merchant's to do for its own only", async () => {
    const { id, token } = await makeRedeemed();
    const other = await makeBareMerchant();
    await revokeSession(other.id, id);
    expect(await touchSession(token, lifetimes)).toMatchObject({ id, revokedAt: null });
  });

  it("keeps the moment of the first revocation", async () => {
    const { id, merchantId, token } = await makeRedeemed();
    await revokeSession(merchantId, id);
    const first = await findSessionByToken(token);
    await revokeSession(merchantId, id);
    expect((await findSessionByToken(token))?.revokedAt).toEqual(first?.revokedAt);
  });
});

describe("a session's configuration", () => {
  it("opens nothing when it is another merchant's", async () => {
    const { id, token } = await makeRedeemed();
    const other = await makeRow();
    const row = await findSessionByCode(other.code);
    await database().$executeRaw`
      UPDATE portal_sessions SET configuration_id = ${row?.configurationId} WHERE id = ${id}`;
    expect(await findSessionByToken(token)).toBeNull();
    expect(await touchSession(token, lifetimes)).toBeNull();
  });
});

describe("the session table", () => {
  it("keeps neither code nor token twice", async () => {
    const { code, token } = await makeRedeemed();
    const second = await makeRow();
    await expect(redeem(second.code, token)).rejects.toThrow();
    const row = await findSessionByCode(code);
    if (row === null) throw new Error("The session is gone.");
    const { merchantId, livemode, customerId, configurationId } = row;
    const copy = { merchantId, livemode, customerId, configurationId, ...unset };
    const id = newId("portalSession");
    const again = insertSession({ id, ...copy, exchangeCodeHash: code }, makeTrail(copy));
    await expect(again).rejects.toThrow();
  });
});
