import { describe, expect, it } from "vitest";
import { ago, isOpen, moment, nameProof, nameSurface } from "./session-words";

const now = 1_800_000_000;

describe("sessions in words", () => {
  it.each([
    [0, "just now"],
    [-5, "just now"],
    [59, "just now"],
    [60, "1 minute ago"],
    [3599, "59 minutes ago"],
    [3600, "1 hour ago"],
    [86_399, "23 hours ago"],
    [86_400, "yesterday"],
    [3 * 86_400, "3 days ago"],
  ])("%d seconds before is %s", (seconds, text) => {
    expect(ago(now - seconds, now)).toBe(text);
  });

  it("says the exact moment in UTC", () => {
    expect(moment(now)).toBe("Jan 15, 2027, 08:00 UTC");
  });

  it("shows what it does not know as it stands", () => {
    expect(nameProof("secret_key")).toBe("Your server (SDK)");
    expect(nameProof("jwt")).toBe("jwt");
    expect(nameSurface("wall")).toBe("wall");
  });

  it("only what can still be used can be revoked", () => {
    const states = ["unused", "active", "idle", "expired", "revoked"] as const;
    expect(states.filter(isOpen)).toEqual(["unused", "active"]);
  });
});
