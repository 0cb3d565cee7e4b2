import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { demoMembers } from "../lib/auth/demo-members";
import { demoSignInCode } from "../lib/auth/standing-secrets";
import { now, nowSeconds } from "../lib/clock";
import { defaultConfiguration } from "../lib/configurations/default-configuration";
import {
  type Imported,
  importFromStripe,
} from "../lib/configurations/portability/import-from-stripe";
import { trailOfSave } from "../lib/configurations/trail-of";
import { findApiKeyOwner, insertApiKey } from "../lib/db/api-keys";
import { type ConfigurationRow, replaceConfiguration } from "../lib/db/configurations";
import { joinMerchant } from "../lib/db/members";
import { findMerchantBySlug, insertMerchant, renameMerchant } from "../lib/db/merchants";
import { saveStripeConnection } from "../lib/db/stripe-connections";
import { env } from "../lib/env";
import { PorticoError, toPorticoError } from "../lib/errors";
import { newSecret } from "../lib/ids";
import { inTime } from "../lib/in-time";
import { log } from "../lib/log";
import { configurationSchema, type PortalConfiguration } from "../lib/portal/configuration";
import { segmentOf } from "../lib/portal/segment";
import { hashApiKey } from "../lib/secrets";
import { fillStripe } from "../lib/stripe/client";
import { sandboxKeyPrefix } from "../lib/stripe/sandbox";
import { demoCode } from "./demo-catalogue";
import { demoCustomers } from "./demo-stories";
import { type DemoPrices, type SeededDemo, seedDemo } from "./seed";

const slug = "acme";
const demoName = "Acme";
const livemode = false;
const sandboxKey = `${sandboxKeyPrefix}_acme`;

/** What `.data/demo.json` says: how a person or a program finds everything in the demo. */
export type DemoFile = {
  readonly origin: string;
  readonly merchant: string;
  readonly dashboard: { readonly email: string; readonly sign_in_url: string };
  readonly test: {
    readonly secret_key: string;
    readonly configuration: string;
    readonly portal_url: string;
    readonly stripe: "sandbox" | "account";
  };
} & Partial<Pick<SeededDemo, "prices" | "customers"> & { stories: ReturnType<typeof tellStories> }>;

/**
 * Makes what the demo needs and lacks: its merchant, a key for our API, a configuration and, in the sandbox,
 * the sample customers. With a Stripe test account of one's own nothing is written to that account; its portal
 * configurations and branding are imported. Repeatable; writes `.data/demo.json` and gives what it says.
 */
export async function prepareDemo(): Promise<DemoFile> {
  const { APP_URL, STRIPE_SECRET_KEY } = env();
  const isOwnAccount = STRIPE_SECRET_KEY !== undefined;
  const branding = isOwnAccount ? {} : { accent: "#3f5bd9" };
  const merchant =
    (await findMerchantBySlug(slug)) ?? (await insertMerchant({ slug, name: demoName, branding }));
  const secretKey = STRIPE_SECRET_KEY ?? sandboxKey;
  await saveStripeConnection({ merchantId: merchant.id, livemode, secretKey });
  if (isOwnAccount) await importOwnAccount(merchant.id);
  const configuration = await defaultConfiguration(merchant.id, livemode);
  const seeded = isOwnAccount
    ? null
    : await fillStripe(secretKey, (stripeAt) => seedDemo(stripeAt, nowSeconds()));
  if (seeded !== null && isUntouched(configuration.document)) {
    const document = demoConfiguration(seeded.prices, seeded.products);
    await saveDemo(configuration, document);
  }
  const file: DemoFile = {
    origin: APP_URL,
    merchant: slug,
    dashboard: await employ(merchant.id),
    test: {
      secret_key: await keepSecretKey(merchant.id),
      configuration: configuration.id,
      portal_url: `${APP_URL}/p/test_${slug}`,
      stripe: isOwnAccount ? "account" : "sandbox",
    },
    ...(seeded === null
      ? {}
      : { prices: seeded.prices, customers: seeded.customers, stories: tellStories() }),
  };
  writeFileSync(demoPath(), `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** A start waits no longer for Stripe. */
const importPatienceMs = 20_000;

/** What cannot be imported must not keep the demo from starting: the log says so, and the next start tries again. */
async function importOwnAccount(merchantId: string): Promise<void> {
  const load = () => importFromStripe({ merchantId, livemode, slug });
  try {
    const imported = await inTime(
      load,
      importPatienceMs,
      () => new PorticoError("stripe_unavailable"),
    );
    const name = imported.branding?.name ?? null;
    if (name !== null) await renameMerchant(merchantId, demoName, name);
    tellImport(imported);
  } catch (error) {
    const { code, message } = toPorticoError(error);
    log().warn({ reason: code }, `nothing was imported from Stripe: ${message}`);
  }
}

/** Only what a merchant would look for and not find. */
function tellImport({ configurations, feedbackOptions }: Imported): void {
  for (const { id, outcome, note, leftOut } of [...configurations, ...feedbackOptions]) {
    if (note !== null) log().warn({ id, outcome }, `import from Stripe: ${note}`);
    for (const { path, reason } of leftOut) {
      log().warn({ id, path }, `import from Stripe left something out: ${reason}`);
    }
  }
}

/** A member of each role, and the owner's standing way in. */
async function employ(merchantId: string): Promise<DemoFile["dashboard"]> {
  for (const role of ["owner", "admin", "viewer"] as const) {
    await joinMerchant({ merchantId, role, ...demoMembers[role] });
  }
  const signInUrl = `${env().APP_URL}/dashboard/link/${demoSignInCode()}`;
  return { email: demoMembers.owner.email, sign_in_url: signInUrl };
}

/** One line each: why a stranger would want to be this customer. */
const stories: Record<keyof typeof demoCustomers, string> = {
  monthly: `Pays for Starter every month. Move her up to Pro; the code ${demoCode} takes a fifth off.`,
  yearly: "An architects' office on Pro, paid once a year. Less begins when the year is over.",
  trialing: "Tries Pro for two weeks. Then the card is charged, unless it is canceled.",
  past_due: "The last payment failed. Pay it with another card.",
  canceled: "Has left. The invoices are still there.",
  cancel_scheduled: "Leaves when the month is over, and can still change his mind.",
  downgrade_scheduled: "Goes down from Pro to Starter when the month is over.",
  paused: "Takes a break: nothing is billed until it ends.",
  several: "One company, three subscriptions, one of them a good while older.",
  addon: "A plan with an add-on on the same bill.",
  seats: "A team that pays per seat: more count at once, fewer from the next month on.",
  metered: "Pays for what was sent: two cents a message, at the end of the month.",
  same_email_a: "One of two customers behind Lena Hartmann's mailbox.",
  same_email_b: "The other customer behind the same mailbox.",
  many_invoices: "Years of renewals: more invoices than fit on a page.",
  empty: "Signed up and has bought nothing yet.",
};

function tellStories() {
  return Object.fromEntries(
    Object.entries(demoCustomers).map(([key, { name }]) => [
      key,
      { name, story: stories[key as keyof typeof demoCustomers] },
    ]),
  );
}

function demoPath(): string {
  return join(env().DATA_DIR, "demo.json");
}

/** A second start must not undo what was set in the meantime. */
async function saveDemo(row: ConfigurationRow, document: PortalConfiguration): Promise<void> {
  const next = { ...row, document, version: row.version + 1, updatedAt: now() };
  const cause = { actorType: "system", actorId: "demo", request: null, replay: null } as const;
  const trail = trailOfSave(row, next, segmentOf({ slug, livemode }), cause);
  // Whoever saved something at the same moment keeps it.
  await replaceConfiguration(next, trail);
}

function isUntouched(document: unknown): boolean {
  return (
    JSON.stringify(configurationSchema.parse(document)) ===
    JSON.stringify(configurationSchema.parse({}))
  );
}

function demoConfiguration(prices: DemoPrices, products: SeededDemo["products"]) {
  return configurationSchema.parse({
    login_page: { enabled: true },
    portico: {
      email_authentication: { company_name: "Acme" },
      quantity: { seat: { minimum: 2, maximum: 20, step: 1 } },
      promotion_code: { enabled: true },
      plan_picker: { enabled: true },
      subscription_resubscribe: {
        enabled: true,
        allow_price_change: true,
        allow_promotion_code: true,
      },
    },
    business_profile: {
      headline: "Plans and billing, without the small print.",
      privacy_policy_url: "https://example.com/privacy",
      terms_of_service_url: "https://example.com/terms",
    },
    features: {
      subscription_cancel: {
        enabled: true,
        mode: "at_period_end",
        cancellation_reason: {
          enabled: true,
          options: ["too_expensive", "missing_features", "switched_service", "unused", "other"],
        },
      },
      subscription_pause: {
        enabled: true,
        duration: {
          type: "interval_options",
          interval_options: [
            { interval: "month", interval_count: 1 },
            { interval: "month", interval_count: 3 },
          ],
        },
      },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price", "quantity", "promotion_code"],
        proration_behavior: "always_invoice",
        schedule_at_period_end: {
          conditions: [{ type: "decreasing_item_amount" }, { type: "shortening_interval" }],
        },
        products: Object.values(products).map(({ product, prices: offered }) => ({
          product,
          prices: offered.map((name) => prices[name]),
        })),
      },
    },
  });
}

const keptKey = z.object({ test: z.object({ secret_key: z.string() }) });

/** The key of the last start while it is still good, else a new one. It is shown in demo.json alone. */
async function keepSecretKey(merchantId: string): Promise<string> {
  if (existsSync(demoPath())) {
    const kept = keptKey.safeParse(JSON.parse(readFileSync(demoPath(), "utf8"))).data?.test
      .secret_key;
    const owner = kept === undefined ? null : await findApiKeyOwner(hashApiKey(kept));
    if (kept !== undefined && owner?.merchantId === merchantId) return kept;
  }
  const key = newSecret("psk_test");
  await insertApiKey({ merchantId, livemode, hash: hashApiKey(key), last4: key.slice(-4) });
  return key;
}
