import { hkdfSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { once } from "./once";

const text = z.string().trim().min(1);
const origin = z
  .url({ protocol: /^https?$/, abort: true })
  .refine(
    (url) => new URL(url).origin === url.replace(/\/$/, ""),
    "must be an origin without a path",
  )
  .transform((url) => new URL(url).origin);

/** What may be set, as documented in .env.example. An empty value counts as unset. */
const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: text.optional(),
  APP_URL: origin.optional(),
  DATA_DIR: text.default(".data"),
  DATABASE_URL: text.regex(/^postgres(?:ql)?:\/\//, "must begin with postgres://").optional(),
  DEMO: z.enum(["0", "1"]).default("1"),
  STRIPE_SECRET_KEY: text
    .regex(/^(?:sk|rk)_test_/, "must be a test key; live keys are entered in the dashboard")
    .optional(),
  STRIPE_PUBLISHABLE_KEY: text.optional(),
  STRIPE_API_BASE: origin.optional(),
  ENCRYPTION_KEYS: text.optional(),
  NEXTAUTH_SECRET: text.min(32, "must have at least 32 characters").optional(),
  NEXTAUTH_URL: origin.optional(),
  GITHUB_ID: text.optional(),
  GITHUB_SECRET: text.optional(),
  GOOGLE_ID: text.optional(),
  GOOGLE_SECRET: text.optional(),
  EMAIL_SERVER: text.regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://").optional(),
  EMAIL_FROM: z.email().optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type Env = Omit<
  z.infer<typeof schema>,
  "APP_URL" | "ENCRYPTION_KEYS" | "DEMO" | "NEXTAUTH_SECRET"
> & {
  /** Signs what next-auth keeps in cookies while somebody signs in at GitHub or Google. */
  readonly NEXTAUTH_SECRET: string;
  /** Where customers reach us: an origin. */
  readonly APP_URL: string;
  /** Key-encryption keys, newest first. */
  readonly ENCRYPTION_KEYS: readonly EncryptionKey[];
  /** True with the embedded database unless DEMO=0: sample data, mail kept, everything open on loopback. */
  readonly isDemo: boolean;
};

export type EncryptionKey = { readonly id: string; readonly bytes: Buffer };

/** Thrown at start, never at build: says by name what is missing or wrong, and the mend. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/** The checked environment of this process. Throws EnvironmentError. */
export function env(): Env {
  return once("env", () => {
    const checked = readEnvironment(process.env);
    // next-auth takes its own address from nowhere else.
    process.env["NEXTAUTH_URL"] = checked.NEXTAUTH_URL ?? checked.APP_URL;
    return checked;
  });
}

/** Checks `source` and, in the demo, makes missing secrets once and keeps them in DATA_DIR. */
export function readEnvironment(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new EnvironmentError(parsed.error.issues.map(describeIssue).join("\n"));
  const { APP_URL, ENCRYPTION_KEYS, NEXTAUTH_SECRET, DEMO, ...rest } = parsed.data;
  const isDemo = rest.DATABASE_URL === undefined && DEMO === "1";
  const keys = ENCRYPTION_KEYS ?? (isDemo ? keepDemoKeys(rest.DATA_DIR) : undefined);
  const missing = [
    ...(keys === undefined
      ? [
          "ENCRYPTION_KEYS is missing: set it to `k1:` followed by 32 random bytes in base64 (openssl rand -base64 32).",
        ]
      : []),
    ...(APP_URL === undefined && !isDemo
      ? [
          "APP_URL is missing: set it to the origin customers will use, such as https://billing.example.com.",
        ]
      : []),
    ...halfSet(rest),
  ];
  if (missing.length > 0 || keys === undefined) throw new EnvironmentError(missing.join("\n"));
  const ring = parseEncryptionKeys(keys);
  return {
    ...rest,
    isDemo,
    APP_URL: APP_URL ?? `http://localhost:${rest.PORT}`,
    ENCRYPTION_KEYS: ring,
    NEXTAUTH_SECRET: NEXTAUTH_SECRET ?? deriveSecret(ring),
  };
}

const pairs = [
  ["GITHUB_ID", "GITHUB_SECRET"],
  ["GOOGLE_ID", "GOOGLE_SECRET"],
  ["EMAIL_SERVER", "EMAIL_FROM"],
] as const;

/** What is of use only together. */
function halfSet(settings: Partial<z.infer<typeof schema>>): string[] {
  return pairs.flatMap(([one, other]) => {
    if ((settings[one] === undefined) === (settings[other] === undefined)) return [];
    const [given, lacking] = settings[one] === undefined ? [other, one] : [one, other];
    return [`${lacking} is missing: ${given} is of use only together with it.`];
  });
}

/** From the oldest key, which outlives a rotation: one secret less to set. */
function deriveSecret(ring: readonly EncryptionKey[]): string {
  const oldest = ring.at(-1)?.bytes ?? Buffer.alloc(0);
  return Buffer.from(hkdfSync("sha256", oldest, "", "portico next-auth", 32)).toString("base64url");
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${issue.path.join(".")} is not usable: ${issue.message}.`;
}

function parseEncryptionKeys(list: string): EncryptionKey[] {
  const keys = list.split(",").map((entry) => {
    const [id = "", encoded = ""] = entry.trim().split(":");
    const bytes = Buffer.from(encoded, "base64");
    // A name stands in every envelope, between dots.
    if (!/^[\w-]+$/.test(id) || bytes.length !== 32) {
      throw new EnvironmentError(
        "ENCRYPTION_KEYS is not usable: each entry is `name:` followed by 32 bytes in base64.",
      );
    }
    return { id, bytes };
  });
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new EnvironmentError("ENCRYPTION_KEYS is not usable: each key needs a name of its own.");
  }
  return keys;
}

const keptSchema = z.object({ ENCRYPTION_KEYS: text });

function keepDemoKeys(folder: string): string {
  const file = join(folder, "secrets.json");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const made = { ENCRYPTION_KEYS: `demo:${randomBytes(32).toString("base64")}` };
    writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600, flag: "wx" });
  }
  try {
    return keptSchema.parse(JSON.parse(readFileSync(file, "utf8"))).ENCRYPTION_KEYS;
  } catch (cause) {
    const message = `${file} is not usable: put it back as it was, or begin anew without ${folder}.`;
    throw new EnvironmentError(message, { cause });
  }
}
