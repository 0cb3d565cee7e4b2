import { describe, expect, it } from "vitest";
import { PortalError } from "../portal-error";
import { findPhase } from "./find-phase";
import { pollDelay } from "./poll-delay";

const known = { pending: false, error: null, answer: undefined, polling: false };

describe("findPhase", () => {
  it("is never done while the outcome is unknown", () => {
    const answer = { outcome: "checking", intent: "int_1" } as const;
    expect(findPhase({ ...known, answer, polling: true })).toEqual({ kind: "checking" });
    expect(findPhase({ ...known, answer })).toEqual({ kind: "unsettled" });
  });

  it("is done when it was applied, scheduled, or waits for the bank", () => {
    for (const outcome of ["applied", "scheduled", "requires_action"] as const) {
      const answer = { outcome, intent: "int_1" };
      expect(findPhase({ ...known, answer })).toEqual({ kind: "done", answer });
    }
  });

  it("fails with the code that the intent failed with", () => {
    const error = { code: "card_declined", message: "Declined" };
    const answer = { outcome: "failed", intent: "int_1", error } as const;
    const phase = findPhase({ ...known, answer });
    expect(phase).toMatchObject({ kind: "failed", error: { code: "card_declined" } });
  });

  it("is pending before anything else, and failed before an older answer", () => {
    const error = new PortalError("internal", { status: 500, requestId: null });
    const answer = { outcome: "applied", intent: "int_1" } as const;
    expect(findPhase({ ...known, pending: true, error })).toEqual({ kind: "sending" });
    expect(findPhase({ ...known, error, answer })).toEqual({ kind: "failed", error });
    expect(findPhase(known)).toEqual({ kind: "ready" });
  });
});

describe("pollDelay", () => {
  it("asks less and less often, for about a minute, then stops", () => {
    const delays = Array.from({ length: 20 }, (_, asked) => pollDelay(asked));
    const waits = delays.filter((delay) => delay !== false);
    expect(waits[0]).toBe(1500);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    const total = waits.reduce((sum, wait) => sum + wait, 0);
    expect(total).toBeGreaterThan(45_000);
    expect(total).toBeLessThan(75_000);
    expect(delays.at(-1)).toBe(false);
  });
});
