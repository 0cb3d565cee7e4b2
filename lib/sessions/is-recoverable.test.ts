import { describe, expect, it } from "vitest";
import type { SessionTimes } from "../db/kept-sessions";
import { isRecoverable } from "./is-recoverable";

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);
const now = 10_000;
const login = { type: "customer_login", customer_login: null };
const until = (seconds: number) => ({
  type: "customer_login",
  customer_login: { expires_at: 1_800_000_000 + seconds },
});

const times: Record<string, Partial<SessionTimes>> = {
  "still good": { createdAt: at(now - 10) },
  "too old": {},
  "open elsewhere": { redeemedAt: at(now - 10), lastActiveAt: at(now - 10) },
  "idle for too long": { redeemedAt: at(now - 5000), lastActiveAt: at(now - 4000) },
  "logged out of": { redeemedAt: at(now - 10), endedAt: at(now - 5) },
  revoked: { revokedAt: at(now - 5) },
};

describe("a link whose session may be made up for by mail", () => {
  it.each<[string, unknown, boolean]>([
    ["still good", login, false],
    ["too old", login, true],
    ["open elsewhere", login, true],
    ["idle for too long", login, true],
    ["logged out of", login, true],
    ["revoked", login, false],
    ["too old", null, false],
    ["open elsewhere", null, false],
    ["too old", until(now + 1), true],
    ["too old", until(now), false],
    ["open elsewhere", until(now - 1), false],
    ["too old", { type: "customer_login" }, true],
    ["too old", { type: "carrier_pigeon" }, false],
    ["too old", { type: "customer_login", customer_login: { expires_at: "soon" } }, false],
  ])("%s, with %j: %s", (state, afterExpiration, expected) => {
    const session = {
      createdAt: at(0),
      redeemedAt: null,
      lastActiveAt: null,
      endedAt: null,
      revokedAt: null,
      databaseNow: at(now),
      ...times[state],
      afterExpiration,
    };
    expect(isRecoverable(session)).toBe(expected);
  });
});
