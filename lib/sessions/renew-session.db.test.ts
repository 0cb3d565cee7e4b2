import { describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { revokeSession } from "@/scripts/testing/revoke-session";
import { defaultConfiguration } from "../configurations/default-configuration";
import { database, transact } from "../db/client";
import { endSession } from "../db/portal-sessions";
import { newSecret } from "../ids";
import { loadSession, visitSession } from "./load-session";
import { openSession } from "./open-session";
import { bearerSeconds, renewSession, resumeSession } from "./renew-session";
import { lifetimes } from "./state";

const browser = newSecret("pfk");

async function openInFrame() {
  const { id: merchantId } = await makeBareMerchant();
  const { id: configurationId } = await defaultConfiguration(merchantId, false);
  const owner = { merchantId, livemode: false, customerId: "cus_1", configurationId };
  const proof = { proof: "email_link", embeddedIn: browser } as const;
  const opened = await transact((tx) => openSession(tx, { ...owner, ...proof }));
  const { resume } = opened;
  if (resume === null) throw new Error("An iframe's session has a resume token.");
  return { ...opened, resume, merchantId };
}

type Column = "created_at" | "redeemed_at" | "last_active_at" | "token_expires_at";

/** As if these moments had been `seconds` earlier. */
async function age(id: string, seconds: number, columns: readonly Column[]) {
  const changes = columns.map((name) => `${name} = ${name} - make_interval(secs => $2)`);
  const sql = `UPDATE portal_sessions SET ${changes.join(", ")} WHERE id = $1`;
  expect(await database().$executeRawUnsafe(sql, id, seconds)).toBe(1);
}

const expired = { code: "session_expired", status: 401 };

describe("a bearer", () => {
  it("is replaced once, however many try at once, and dies by it", async () => {
    const { id, accessToken } = await openInFrame();
    const tries = Array.from({ length: 30 }, () => renewSession(accessToken));
    const settled = await Promise.allSettled(tries);
    const won = settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    expect(won).toHaveLength(1);
    const lost = settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(lost.every(({ code }) => code === "session_expired")).toBe(true);
    await expect(loadSession(accessToken)).rejects.toMatchObject({ status: 401 });
    expect((await loadSession(won[0]?.accessToken)).session.id).toBe(id);
  });

  it("opens nothing and renews nothing after five minutes", async () => {
    const { id, accessToken } = await openInFrame();
    await age(id, bearerSeconds - 30, ["token_expires_at"]);
    await loadSession(accessToken);
    await age(id, 31, ["token_expires_at"]);
    await expect(loadSession(accessToken)).rejects.toMatchObject(expired);
    await expect(visitSession(accessToken)).rejects.toMatchObject(expired);
    await expect(renewSession(accessToken)).rejects.toMatchObject(expired);
  });

  it("does not count as the customer's activity when it is renewed", async () => {
    const { id, accessToken } = await openInFrame();
    await age(id, lifetimes.idleSeconds - 30, ["last_active_at"]);
    const { accessToken: next } = await renewSession(accessToken);
    await age(id, 31, ["last_active_at"]);
    await expect(loadSession(next)).rejects.toMatchObject(expired);
    await expect(renewSession(next)).rejects.toMatchObject(expired);
  });

  it.each(["", "x", `pat_${"x".repeat(42)}`])("is not anything else: %j", async (token) => {
    await expect(renewSession(token)).rejects.toMatchObject({ code: "session_required" });
  });

  it("of a cookie is none: the hosted surface renews nothing", async () => {
    const { id, accessToken } = await openInFrame();
    await database()
      .$executeRaw`UPDATE portal_sessions SET token_expires_at = NULL WHERE id = ${id}`;
    await expect(renewSession(accessToken)).rejects.toMatchObject(expired);
  });
});

describe("a resume token", () => {
  it("works once, gives the next one, and ends the bearer of before", async () => {
    const { id, accessToken, resume } = await openInFrame();
    const settled = await Promise.allSettled(
      Array.from({ length: 30 }, () => resumeSession(resume, browser)),
    );
    const [won, another] = settled.flatMap((each) =>
      each.status === "fulfilled" ? [each.value] : [],
    );
    expect(another).toBeUndefined();
    expect(won?.id).toBe(id);
    await expect(loadSession(accessToken)).rejects.toMatchObject({ status: 401 });
    await loadSession(won?.accessToken);
    await expect(resumeSession(resume, browser)).rejects.toMatchObject(expired);
    expect((await resumeSession(won?.resume ?? "", browser)).id).toBe(id);
  });

  it("goes on long after the bearer ran out, and counts as activity", async () => {
    const { id, resume } = await openInFrame();
    await age(id, lifetimes.idleSeconds - 30, ["token_expires_at", "last_active_at"]);
    const { accessToken } = await resumeSession(resume, browser);
    await age(id, 60, ["last_active_at"]);
    expect((await loadSession(accessToken)).session.id).toBe(id);
  });

  it("outlives a renewed bearer", async () => {
    const { id, accessToken, resume } = await openInFrame();
    await renewSession(accessToken);
    expect((await resumeSession(resume, browser)).id).toBe(id);
  });

  it("is worth nothing in another browser, and is not used up by trying", async () => {
    const { id, resume } = await openInFrame();
    await expect(resumeSession(resume, newSecret("pfk"))).rejects.toMatchObject(expired);
    await expect(resumeSession(resume, "")).rejects.toMatchObject(expired);
    expect((await resumeSession(resume, browser)).id).toBe(id);
  });

  it.each(["", "x", "\0", `prs_${"x".repeat(43)}`])("is not anything else: %j", async (text) => {
    await expect(resumeSession(text, browser)).rejects.toMatchObject(expired);
  });
});

describe("a session in a frame is over", () => {
  it.each<[string, (session: { id: string; merchantId: string }) => Promise<unknown>]>([
    ["logged out", ({ merchantId, id }) => endSession(merchantId, id)],
    ["revoked", ({ merchantId, id }) => revokeSession(merchantId, id)],
    ["an hour idle", ({ id }) => age(id, lifetimes.idleSeconds, ["last_active_at"])],
    ["four hours old", ({ id }) => age(id, lifetimes.absoluteSeconds, ["redeemed_at"])],
  ])("for bearer and resume token alike: %s", async (_what, end) => {
    const session = await openInFrame();
    await end(session);
    await expect(renewSession(session.accessToken)).rejects.toMatchObject(expired);
    await expect(resumeSession(session.resume, browser)).rejects.toMatchObject(expired);
  });
});
