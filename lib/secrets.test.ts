import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { decryptSecret, encryptSecret, hashApiKey, hashToken, type SecretPlace } from "./secrets";

const place: SecretPlace = {
  table: "stripe_connections",
  column: "secret_key",
  id: "con_1",
  merchantId: "mer_1",
  livemode: false,
};
const makeKey = (id: string, fill: number) => ({ id, bytes: Buffer.alloc(32, fill) });
const older = makeKey("k1", 1);
const newer = makeKey("k2", 2);
const unavailable = expect.objectContaining({ code: "merchant_unavailable", status: 503 });

describe("a secret", () => {
  it("comes back as it was, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (value) => {
        expect(decryptSecret(encryptSecret(value, place, [older]), place, [older])).toBe(value);
      }),
      { numRuns: runs(1000) },
    );
  });

  it("is not to be seen in its envelope, and never twice in the same one", () => {
    const [first, second] = [0, 1].map(() => encryptSecret("sk_test_1234567890", place, [older]));
    expect(first).not.toContain("sk_test");
    expect(Buffer.from(first ?? "", "base64url").toString("latin1")).not.toContain("sk_test");
    expect(first).not.toBe(second);
  });

  it("says which key opens it, so that the ring can be turned", () => {
    expect(encryptSecret("x", place, [newer, older])).toMatch(/^v1\.k2\.[\w-]+\.[\w-]+$/);
  });

  it.each<[string, Partial<SecretPlace>]>([
    ["table", { table: "webhook_endpoints" }],
    ["column", { column: "webhook_secret" }],
    ["row", { id: "con_2" }],
    ["merchant", { merchantId: "mer_2" }],
    ["mode", { livemode: true }],
    ["row and merchant, run together", { id: "con_1mer", merchantId: "_1" }],
  ])("moved to another %s does not open", (_what, moved) => {
    const envelope = encryptSecret("sk_test_1", place, [older]);
    expect(() => decryptSecret(envelope, { ...place, ...moved }, [older])).toThrow(unavailable);
  });
});

describe("an envelope that was touched", () => {
  const envelope = encryptSecret("sk_test_1234567890", place, [older]);
  const [version = "", keyId = "", wrapped = "", sealed = ""] = envelope.split(".");

  /** The base64url text with one bit of one byte turned. */
  function flip(text: string, index: number, bit: number): string {
    const bytes = Buffer.from(text, "base64url");
    bytes.writeUInt8(bytes.readUInt8(index) ^ (1 << bit), index);
    return bytes.toString("base64url");
  }

  const sizeOf = (text: string) => Buffer.from(text, "base64url").length;

  it("does not open, whichever bit of its data key was turned", () => {
    for (let index = 0; index < sizeOf(wrapped); index += 1) {
      const touched = [version, keyId, flip(wrapped, index, index % 8), sealed].join(".");
      expect(() => decryptSecret(touched, place, [older])).toThrow(unavailable);
    }
  });

  it("does not open, whichever bit of its value was turned", () => {
    for (let index = 0; index < sizeOf(sealed); index += 1) {
      const touched = [version, keyId, wrapped, flip(sealed, index, index % 8)].join(".");
      expect(() => decryptSecret(touched, place, [older])).toThrow(unavailable);
    }
  });

  it("does not open cut short, however short: not even to a shorter tag", () => {
    for (let size = 0; size < sizeOf(sealed); size += 1) {
      const cut = Buffer.from(sealed, "base64url").subarray(0, size).toString("base64url");
      expect(() => decryptSecret([version, keyId, wrapped, cut].join("."), place, [older])).toThrow(
        unavailable,
      );
    }
  });

  it("does not open with the halves of two envelopes", () => {
    const [, , , other = ""] = encryptSecret("sk_test_2", place, [older]).split(".");
    expect(() => decryptSecret([version, keyId, wrapped, other].join("."), place, [older])).toThrow(
      unavailable,
    );
  });

  it.each([
    "",
    "v1",
    "v1.k1",
    `v1.k1.${wrapped}`,
    `v2.k1.${wrapped}.${sealed}`,
    "sk_test_plain",
    "...",
    "v1.k1..",
  ])("fails closed: %j", (text) => {
    expect(() => decryptSecret(text, place, [older])).toThrow(unavailable);
  });

  it("is anything: it opens to the value or not at all", () => {
    const change = fc.record({
      at: fc.nat(envelope.length - 1),
      to: fc.string({ minLength: 1, maxLength: 1 }),
    });
    fc.assert(
      fc.property(change, ({ at, to }) => {
        const touched = envelope.slice(0, at) + to + envelope.slice(at + 1);
        try {
          // The last letters of base64 carry spare bits: another spelling of the same bytes may open.
          expect(decryptSecret(touched, place, [older])).toBe("sk_test_1234567890");
        } catch (error) {
          expect(error).toEqual(unavailable);
        }
      }),
      { numRuns: runs(5000) },
    );
  });
});

describe("the key ring", () => {
  it("opens after a rotation what was closed before it", () => {
    const envelope = encryptSecret("sk_test_1", place, [older]);
    expect(decryptSecret(envelope, place, [newer, older])).toBe("sk_test_1");
  });

  it("no longer opens what was closed with a key that has left it", () => {
    const envelope = encryptSecret("sk_test_1", place, [older]);
    expect(() => decryptSecret(envelope, place, [newer])).toThrow(unavailable);
  });

  it("does not take another key of the same name for the key", () => {
    const envelope = encryptSecret("sk_test_1", place, [older]);
    expect(() => decryptSecret(envelope, place, [makeKey("k1", 9)])).toThrow(unavailable);
  });

  it("must hold something", () => {
    expect(() => encryptSecret("x", place, [])).toThrow(
      expect.objectContaining({ code: "internal" }),
    );
    expect(() => hashToken("x", [])).toThrow(expect.objectContaining({ code: "internal" }));
  });
});

describe("a token's hash", () => {
  it("is the same after a rotation: sessions live on", () => {
    expect(hashToken("pat_1", [newer, older])).toBe(hashToken("pat_1", [older]));
  });

  it("is another under another key: a leaked dump cannot be searched", () => {
    expect(hashToken("pat_1", [newer])).not.toBe(hashToken("pat_1", [older]));
  });

  it("is another for another token, and shows nothing of it", () => {
    expect(hashToken("pat_1", [older])).toMatch(/^[0-9a-f]{64}$/);
    expect(hashToken("pat_1", [older])).not.toBe(hashToken("pat_2", [older]));
  });
});

describe("an API key's hash", () => {
  it("stays what it was in the first release: stored keys must be found again", () => {
    expect(hashApiKey("psk_test_1")).toMatch(/^[0-9a-f]{64}$/);
    expect(hashApiKey("psk_test_1")).toBe(hashApiKey("psk_test_1"));
    expect(hashApiKey("psk_test_1")).not.toBe(hashApiKey("psk_test_2"));
    expect(hashApiKey("psk_test_1")).not.toBe(hashToken("psk_test_1", [older]));
  });
});
