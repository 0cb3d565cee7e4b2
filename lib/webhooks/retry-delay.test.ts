import { describe, expect, it } from "vitest";
import { mostAttempts, retryDelay } from "./retry-delay";

const total = (random: number) => {
  let seconds = 0;
  for (let attempt = 1; attempt < mostAttempts; attempt++) {
    seconds += retryDelay(attempt, random) ?? Number.NaN;
  }
  return seconds / 3600;
};

describe("the attempts of a delivery", () => {
  it("are eight, over 28 to 35 hours", () => {
    expect(mostAttempts).toBe(8);
    expect(total(0)).toBeGreaterThanOrEqual(28);
    expect(total(1)).toBeLessThan(35);
    expect(retryDelay(8, 0.5)).toBeNull();
  });

  it("are the further apart the more there were, and never twice at the same distance", () => {
    for (let attempt = 1; attempt < 6; attempt++) {
      expect(retryDelay(attempt + 1, 0)).toBeGreaterThan(retryDelay(attempt, 1) ?? 0);
    }
    expect(retryDelay(1, 0)).not.toBe(retryDelay(1, 0.5));
  });
});
