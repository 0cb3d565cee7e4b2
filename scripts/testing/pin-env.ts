import type { Env } from "@/lib/env";

const base: Env = {
  NODE_ENV: "test",
  PORT: 3000,
  DATA_DIR: ".data",
  TRUST_PROXY: 0,
  LOG_LEVEL: "silent",
  APP_URL: "http://localhost:3000",
  ENCRYPTION_KEYS: [{ id: "k1", bytes: Buffer.alloc(32, 1) }],
  NEXTAUTH_SECRET: "a secret of the tests, long enough to be one",
  isDemo: true,
};

/** Puts `value` where `once(name)` finds it, so that nothing is made. Lasts until the test file ends. */
export function pinOnce(name: string, value: unknown): void {
  Object.assign(globalThis, { [Symbol.for(`portico.${name}`)]: { value } });
}

/** Steers code that calls env(): a silent demo on http://localhost:3000, with `over` in place. */
export function pinEnv(over: Partial<Env> = {}): void {
  pinOnce("env", { ...base, ...over });
}
