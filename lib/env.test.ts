import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EnvironmentError, readEnvironment } from "./env";

const key = (fill: number) => Buffer.alloc(32, fill).toString("base64");
const production = {
  DEMO: "0",
  APP_URL: "https://billing.example.com",
  ENCRYPTION_KEYS: `k1:${key(1)}`,
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portico-env-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What the error says; fails when there is none. */
function complaint(source: Record<string, string | undefined>): string {
  try {
    readEnvironment({ DATA_DIR: folder, ...source });
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  throw new Error("Nothing was wrong with it.");
}

describe("the demo", () => {
  it("needs nothing set", () => {
    expect(readEnvironment({ DATA_DIR: folder })).toMatchObject({
      isDemo: true,
      PORT: 3000,
      APP_URL: "http://localhost:3000",
      TRUST_PROXY: 0,
      LOG_LEVEL: "info",
    });
  });

  it("is reached at the port it serves on", () => {
    const { APP_URL } = readEnvironment({ DATA_DIR: folder, PORT: "4100" });
    expect(APP_URL).toBe("http://localhost:4100");
  });

  it("takes an empty value for none", () => {
    const given = { DATA_DIR: folder, PORT: "", APP_URL: "", STRIPE_SECRET_KEY: "", DEMO: "" };
    expect(readEnvironment(given)).toMatchObject({ isDemo: true, PORT: 3000 });
  });

  it("makes its keys once, for its owner's eyes only, and uses them again", () => {
    const first = readEnvironment({ DATA_DIR: folder });
    const file = join(folder, "secrets.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const kept = readFileSync(file, "utf8");
    expect(readEnvironment({ DATA_DIR: folder }).ENCRYPTION_KEYS).toEqual(first.ENCRYPTION_KEYS);
    expect(readFileSync(file, "utf8")).toBe(kept);
    expect(first.ENCRYPTION_KEYS).toHaveLength(1);
    expect(first.ENCRYPTION_KEYS[0]?.bytes).toHaveLength(32);
  });

  it("makes the folder for them", () => {
    const inside = join(folder, "not", "yet");
    readEnvironment({ DATA_DIR: inside });
    expect(statSync(join(inside, "secrets.json")).isFile()).toBe(true);
  });

  it("has keys that no other demo has", () => {
    const [one, two] = ["one", "two"].map((name) =>
      readEnvironment({ DATA_DIR: join(folder, name) }).ENCRYPTION_KEYS[0]?.bytes.toString("hex"),
    );
    expect(one).not.toBe(two);
  });

  it("writes nothing when the keys are given", () => {
    const inside = join(folder, "untouched");
    readEnvironment({ DATA_DIR: inside, ENCRYPTION_KEYS: `k1:${key(1)}` });
    expect(() => statSync(inside)).toThrow("ENOENT");
  });

  it("says by name when its kept keys cannot be read", () => {
    writeFileSync(join(folder, "secrets.json"), "");
    expect(complaint({})).toContain("secrets.json");
  });
});

describe("production", () => {
  it("is DEMO=0, or a database of one's own", () => {
    expect(readEnvironment(production).isDemo).toBe(false);
    const withDatabase = { ...production, DEMO: "1", DATABASE_URL: "postgres://db/portico" };
    expect(readEnvironment(withDatabase).isDemo).toBe(false);
  });

  it("names everything that is missing, at once", () => {
    const told = complaint({ DEMO: "0" });
    expect(told).toContain("ENCRYPTION_KEYS is missing");
    expect(told).toContain("APP_URL is missing");
  });

  it("makes no keys of its own", () => {
    complaint({ DEMO: "0", APP_URL: "https://billing.example.com" });
    expect(() => statSync(join(folder, "secrets.json"))).toThrow("ENOENT");
  });
});

describe("a value that cannot be used is named", () => {
  it.each([
    ["PORT", "http"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "3000.5"],
    ["APP_URL", "billing.example.com"],
    ["APP_URL", "not a url"],
    ["APP_URL", "https://billing.example.com/portal"],
    ["APP_URL", "https://billing.example.com?a=1"],
    ["APP_URL", "https://user:pass@billing.example.com"],
    ["APP_URL", "ftp://billing.example.com"],
    ["DATABASE_URL", "mysql://db/portico"],
    ["DEMO", "yes"],
    ["STRIPE_SECRET_KEY", "pk_test_1"],
    ["STRIPE_API_BASE", "localhost"],
    ["STRIPE_API_BASE", "http://localhost:12111/v1"],
    ["TRUST_PROXY", "-1"],
    ["LOG_LEVEL", "loud"],
    ["ENCRYPTION_KEYS", "short"],
    ["ENCRYPTION_KEYS", "k1:c2hvcnQ="],
    ["ENCRYPTION_KEYS", `:${key(1)}`],
    ["ENCRYPTION_KEYS", `k1:${key(1)},`],
    ["ENCRYPTION_KEYS", `k1:${key(1)},k2`],
    ["ENCRYPTION_KEYS", `k.1:${key(1)}`],
    ["ENCRYPTION_KEYS", `k1:${key(1)},k1:${key(2)}`],
  ])("%s=%s", (name, value) => {
    expect(complaint({ [name]: value })).toMatch(new RegExp(`^${name} is not usable: `));
  });

  it.each(["sk_live_1234", "rk_live_1234"])("a live key, without repeating it: %s", (value) => {
    const told = complaint({ STRIPE_SECRET_KEY: value });
    expect(told).toContain("STRIPE_SECRET_KEY");
    expect(told).toContain("dashboard");
    expect(told).not.toContain(value);
  });

  it("together with the others", () => {
    const told = complaint({ PORT: "x", LOG_LEVEL: "loud" });
    expect(told.split("\n")).toHaveLength(2);
  });

  it("and secrets are not repeated in the complaint", () => {
    expect(complaint({ ENCRYPTION_KEYS: "k1:bm90LXRoaXJ0eS10d28=" })).not.toContain("bm90");
    expect(complaint({ DATABASE_URL: "mysql://u:hunter2@db" })).not.toContain("hunter2");
  });
});

describe("a value that can be used", () => {
  it.each([
    ["https://billing.example.com", "https://billing.example.com"],
    ["https://billing.example.com/", "https://billing.example.com"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ])("APP_URL=%s is the origin %s", (given, origin) => {
    expect(readEnvironment({ ...production, APP_URL: given }).APP_URL).toBe(origin);
  });

  it("a key ring is kept in its order, newest first", () => {
    const ring = `k2:${key(2)}, k1:${key(1)}`;
    const { ENCRYPTION_KEYS } = readEnvironment({ ...production, ENCRYPTION_KEYS: ring });
    expect(ENCRYPTION_KEYS.map(({ id, bytes }) => [id, bytes.readUInt8(0)])).toEqual([
      ["k2", 2],
      ["k1", 1],
    ]);
  });

  it.each(["sk_test_1", "rk_test_1"])("STRIPE_SECRET_KEY=%s", (value) => {
    const given = { ...production, STRIPE_SECRET_KEY: value };
    expect(readEnvironment(given).STRIPE_SECRET_KEY).toBe(value);
  });

  it("what is none of ours is passed over", () => {
    expect(readEnvironment({ ...production, HOME: "/root", EDITOR: "vi" })).not.toHaveProperty(
      "HOME",
    );
  });
});
