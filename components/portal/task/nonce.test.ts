import { expect, it } from "vitest";
import { makeNonce } from "./nonce";

it("makes version 4 UUIDs, a new one each time", () => {
  const made = Array.from({ length: 100 }, makeNonce);
  expect(new Set(made).size).toBe(100);
  for (const nonce of made) {
    expect(nonce).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
