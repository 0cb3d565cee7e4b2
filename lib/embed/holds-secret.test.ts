import { describe, expect, it } from "vitest";
import { holdsSecret } from "./holds-secret";

const tail = "x".repeat(24);

describe("a page's settings", () => {
  it.each([
    { secret: `sk_live_${tail}` },
    { merchant: "acme", key: `rk_test_${tail}` },
    { deep: { deeper: [`psk_test_${tail}`] } },
    { hash: `pes_${tail}` },
    { note: `my key is sk_test_${tail}` },
    { hook: `whsec_${tail}` },
  ])("hold a secret: %j", (settings) => {
    expect(holdsSecret(settings)).toBe(true);
  });

  it.each([
    undefined,
    null,
    { merchant: "test_acme" },
    { merchant: "acme", email: "ask_me_anything@example.com" },
    { customer_id: "cus_1234567890", key: `pk_test_${tail}` },
    { onEvent: () => undefined },
  ])("hold none: %j", (settings) => {
    expect(holdsSecret(settings)).toBe(false);
  });

  it("may hold themselves", () => {
    const settings: Record<string, unknown> = { merchant: "acme" };
    settings["self"] = settings;
    expect(holdsSecret(settings)).toBe(false);
  });
});
