const names = ["DATABASE_URL", "DATA_DIR", "DEMO", "STRIPE_SECRET_KEY", "STRIPE_API_BASE", "PORT"];

/** Sets what lib/env.ts reads in this process: fixed secrets, nothing of the developer's own settings. */
export function setTestEnvironment(values: Record<string, string>): void {
  for (const name of names) delete process.env[name];
  Object.assign(process.env, {
    APP_URL: "http://localhost:3000",
    ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
    LOG_LEVEL: "silent",
    ...values,
  });
}
