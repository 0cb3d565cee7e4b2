import { describe, expect, it } from "vitest";
import type { SessionTimes } from "../db/kept-sessions";
import { lifetimes, type SessionState, sessionState } from "./state";

const now = Date.UTC(2026, 6, 16, 12);
const ago = (seconds: number) => new Date(now - seconds * 1000);

/** Ages in seconds; null where it has not happened. */
function stateAt(ages: {
  created: number;
  redeemed?: number | null;
  active?: number | null;
  ended?: number | null;
  revoked?: number | null;
}): SessionState {
  const at = (seconds: number | null | undefined) => (seconds == null ? null : ago(seconds));
  return sessionState({
    createdAt: ago(ages.created),
    redeemedAt: at(ages.redeemed),
    lastActiveAt: at(ages.active),
    endedAt: at(ages.ended),
    revokedAt: at(ages.revoked),
    databaseNow: new Date(now),
  });
}

describe("a code nobody has opened", () => {
  it.each<[number, SessionState]>([
    [0, "unused"],
    [299, "unused"],
    [299.999, "unused"],
    [300, "expired"],
    [301, "expired"],
    [86_400, "expired"],
  ])("after %d seconds is %s", (created, state) => {
    expect(stateAt({ created })).toBe(state);
  });
});

describe("a session without activity", () => {
  it.each<[number, SessionState]>([
    [0, "active"],
    [3599, "active"],
    [3600, "idle"],
    [3601, "idle"],
  ])("for %d seconds is %s", (active, state) => {
    expect(stateAt({ created: 7000, redeemed: 6900, active })).toBe(state);
  });

  it.each<[number, SessionState]>([
    [3599, "active"],
    [3600, "idle"],
  ])("since it was opened %d seconds ago is %s", (redeemed, state) => {
    expect(stateAt({ created: redeemed + 10, redeemed })).toBe(state);
  });
});

describe("a session that never rests", () => {
  it.each<[number, SessionState]>([
    [4 * 3600 - 1, "active"],
    [4 * 3600, "expired"],
    [4 * 3600 + 1, "expired"],
  ])("after %d seconds is %s", (redeemed, state) => {
    expect(stateAt({ created: redeemed + 10, redeemed, active: 0 })).toBe(state);
  });

  it("is measured from when it was opened, not from when it was minted", () => {
    expect(stateAt({ created: 4 * 3600 + 200, redeemed: 4 * 3600 - 50, active: 0 })).toBe("active");
  });
});

describe("revocation", () => {
  it.each([
    ["an unused code", { created: 5 }],
    ["a code too old", { created: 9999 }],
    ["a living session", { created: 100, redeemed: 90, active: 1 }],
    ["an idle session", { created: 9000, redeemed: 8900, active: 8000 }],
    ["an expired session", { created: 90_000, redeemed: 89_000, active: 1 }],
  ])("outranks everything: %s", (_what, ages) => {
    expect(stateAt({ ...ages, revoked: 0 })).toBe("revoked");
  });
});

describe("logging out", () => {
  it.each([
    ["a code nobody has opened", { created: 5 }],
    ["a living session", { created: 100, redeemed: 90, active: 1 }],
  ])("ends %s", (_what, ages) => {
    expect(stateAt({ ...ages, ended: 0 })).toBe("expired");
  });
});

describe("a clock that was set back", () => {
  const later: SessionTimes = {
    createdAt: ago(-5),
    redeemedAt: ago(-5),
    lastActiveAt: ago(-5),
    endedAt: null,
    revokedAt: null,
    databaseNow: new Date(now),
  };

  it("ends no session", () => {
    expect(sessionState(later)).toBe("active");
    expect(sessionState({ ...later, redeemedAt: null })).toBe("unused");
  });
});

it("a session lives as long as is said: 5 minutes unused, 1 hour idle, 4 hours in all", () => {
  expect(lifetimes).toEqual({ unusedSeconds: 300, idleSeconds: 3600, absoluteSeconds: 14_400 });
});
