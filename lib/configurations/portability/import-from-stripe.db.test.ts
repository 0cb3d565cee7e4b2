import { randomBytes } from "node:crypto";
import type Stripe from "stripe";
import { describe, expect, it, vi } from "vitest";
import { serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { database } from "../../db/client";
import { findConfiguration, findDefaultConfiguration } from "../../db/configurations";
import { findMerchantBySlug } from "../../db/merchants";
import { saveStripeConnection } from "../../db/stripe-connections";
import type { Cause } from "../../db/write-with-trail";
import { mintSession } from "../../sessions/mint-session";
import { defaultConfiguration } from "../default-configuration";
import { applyConfigurations } from "./apply-configurations";
import { exportConfigurations } from "./export-configurations";
import { importFromStripe } from "./import-from-stripe";

const sandbox = await serveFaultSandbox();

const causeOf = (): Cause => ({
  actorType: "api_key",
  actorId: "key_1",
  request: null,
  replay: null,
});

function openAccount() {
  return sandbox.openAccount(`sk_test_${randomBytes(16).toString("hex")}`);
}

/** A merchant that has just connected its Stripe account, and nothing else. */
async function connect(account = openAccount()) {
  const { id: merchantId, slug } = await makeBareMerchant();
  await saveStripeConnection({ merchantId, livemode: false, secretKey: account.secretKey });
  const place = { merchantId, slug, livemode: false };
  return { account, place, stripe: account.stripe, load: () => importFromStripe(place) };
}

function createConfiguration(
  stripe: Stripe,
  over: Partial<Stripe.BillingPortal.ConfigurationCreateParams> = {},
) {
  return stripe.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true } },
    name: "Teams",
    ...over,
  });
}

const outcomesOf = (list: readonly { id: string; outcome: string }[]) =>
  Object.fromEntries(list.map(({ id, outcome }) => [id, outcome]));

describe("an import from Stripe", () => {
  it("keeps ids, reasons, metadata and plans, and writes nothing to Stripe", async () => {
    const { account, stripe, place, load } = await connect();
    const product = await stripe.products.create({ name: "Pro" });
    const price = await stripe.prices.create({
      product: product.id,
      currency: "usd",
      unit_amount: 4800,
      recurring: { interval: "month" },
    });
    const reason = await stripe.billing.feedbackOptions.create({ description: "Too far away" });
    const made = await createConfiguration(stripe, {
      metadata: { team: "billing" },
      features: {
        payment_method_update: { enabled: true },
        subscription_cancel: {
          enabled: true,
          cancellation_reason: { enabled: true, options: ["other"], feedback_options: [reason.id] },
        },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ["price"],
          products: [{ product: product.id, prices: [price.id] }],
        },
      },
    });
    account.forget();
    const { configurations, feedbackOptions } = await load();
    expect(account.writes()).toEqual([]);
    expect(outcomesOf(configurations)[made.id]).toBe("created");
    expect(outcomesOf(feedbackOptions)).toEqual({ [reason.id]: "created" });
    const row = await findConfiguration(place.merchantId, false, made.id);
    expect(row).toMatchObject({
      active: true,
      metadata: { team: "billing" },
      version: 1,
      createdAt: new Date(made.created * 1000),
      document: {
        name: "Teams",
        features: {
          customer_update: { enabled: false },
          subscription_cancel: { cancellation_reason: { feedback_options: [reason.id] } },
          subscription_update: { products: [{ product: product.id, prices: [price.id] }] },
        },
      },
    });
    const customer = await stripe.customers.create({});
    const session = await mintSession(place, { customer: customer.id, configuration: made.id });
    expect(session.url).toContain("/p/session/");
  });

  it("a second time changes nothing, and then only what was not changed here", async () => {
    const { stripe, place, load } = await connect();
    const [mine, theirs] = [await createConfiguration(stripe), await createConfiguration(stripe)];
    await load();
    const count = () => database().auditEntry.count({ where: { merchantId: place.merchantId } });
    const before = await count();
    const again = await load();
    expect(new Set(again.configurations.map(({ outcome }) => outcome))).toEqual(
      new Set(["unchanged"]),
    );
    expect(await count()).toBe(before);

    const document = await exportConfigurations(place, mine.id);
    for (const one of document.configurations) one.document.name = "Ours";
    await applyConfigurations(place, document, { dryRun: false, causeOf });
    for (const { id } of [mine, theirs]) {
      await stripe.billingPortal.configurations.update(id, { name: "Theirs" });
    }
    const third = await load();
    expect(outcomesOf(third.configurations)).toMatchObject({
      [mine.id]: "skipped",
      [theirs.id]: "updated",
    });
    expect(await findConfiguration(place.merchantId, false, mine.id)).toMatchObject({
      document: { name: "Ours" },
    });
    expect(await findConfiguration(place.merchantId, false, theirs.id)).toMatchObject({
      version: 2,
      document: { name: "Theirs" },
    });
    const fourth = await load();
    expect(outcomesOf(fourth.configurations)[theirs.id]).toBe("unchanged");
  });

  it("gives the same ids to two merchants of one account, and neither touches the other", async () => {
    const [one, two] = [await connect(), await connect()];
    const { secretKey } = one.account;
    await saveStripeConnection({ ...two.place, secretKey });
    const made = await createConfiguration(one.stripe);
    await one.load();
    await two.load();
    const document = await exportConfigurations(two.place, made.id);
    for (const each of document.configurations) each.document.name = "Second";
    await applyConfigurations(two.place, document, { dryRun: false, causeOf });
    expect(await findConfiguration(one.place.merchantId, false, made.id)).toMatchObject({
      document: { name: "Teams" },
    });
  });

  describe("Stripe's default", () => {
    /** The sandbox makes it when a session first needs it. */
    async function makeStripeDefault(stripe: Stripe) {
      const { id: customer } = await stripe.customers.create({});
      await stripe.billingPortal.sessions.create({ customer });
      const { data } = await stripe.billingPortal.configurations.list({ is_default: true });
      return data[0]?.id ?? "";
    }

    it("is ours, where ours was never set up", async () => {
      const [fresh, used] = [await connect(), await connect()];
      const { id: pristine } = await defaultConfiguration(used.place.merchantId, false);
      for (const { stripe, place, load } of [fresh, used]) {
        const id = await makeStripeDefault(stripe);
        await load();
        expect(await findDefaultConfiguration(place.merchantId, false)).toMatchObject({ id });
        expect((await load()).configurations).toMatchObject([{ id, outcome: "unchanged" }]);
      }
      expect(await findConfiguration(used.place.merchantId, false, pristine)).toMatchObject({
        active: true,
        isDefault: false,
      });
    });

    it("is not, where ours was, and that is told", async () => {
      const { stripe, place, load } = await connect();
      const { id } = await defaultConfiguration(place.merchantId, false);
      const document = await exportConfigurations(place);
      for (const one of document.configurations) one.document.name = "Ours";
      await applyConfigurations(place, document, { dryRun: false, causeOf });
      const theirs = await makeStripeDefault(stripe);
      const { configurations } = await load();
      expect(configurations).toMatchObject([{ id: theirs, outcome: "created" }]);
      expect(configurations[0]?.note).toMatch(/default here was set up already/);
      expect(await findDefaultConfiguration(place.merchantId, false)).toMatchObject({ id });
    });
  });

  it("fails as a whole when Stripe does, and nothing is written", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { account, stripe, place, load } = await connect();
    await createConfiguration(stripe);
    account.arm({ method: "GET", pathPrefix: "/v1/billing/feedback_options", times: 50 });
    await expect(load()).rejects.toMatchObject({ code: "stripe_unavailable" });
    expect(await database().configuration.count({ where: { merchantId: place.merchantId } })).toBe(
      0,
    );
    account.disarm();
    vi.restoreAllMocks();
  });

  it("brings what a restricted key may read, and says what it may not", async () => {
    const { account, stripe, place, load } = await connect();
    const made = await createConfiguration(stripe);
    account.arm({ method: "GET", pathPrefix: "/v1/billing/feedback", status: 403, times: 1 });
    const { unread, configurations } = await load();
    expect(unread).toEqual(["feedback_options"]);
    expect(outcomesOf(configurations)).toEqual({ [made.id]: "created" });
    expect(await findConfiguration(place.merchantId, false, made.id)).not.toBeNull();
    account.disarm();
  });

  it("brings the account's colour and name, the colour only where none is set here", async () => {
    const { stripe, place, load } = await connect();
    const { id } = await stripe.accounts.retrieveCurrent();
    const paint = (primary_color: string) =>
      stripe.accounts.update(id, {
        business_profile: { name: "Rocket Rides" },
        settings: { branding: { primary_color, logo: "file_logo" } },
      });
    const brandingHere = async () => (await findMerchantBySlug(place.slug))?.branding;
    await load();
    expect(await brandingHere()).toEqual({});
    await paint("#0b5fff");
    const { branding } = await load();
    expect(branding).toEqual({ accent: "#0b5fff", name: "Rocket Rides", leftOut: ["logo"] });
    expect(await brandingHere()).toEqual({ accent: "#0b5fff" });
    await paint("#ff0000");
    await load();
    expect(await brandingHere()).toEqual({ accent: "#0b5fff" });
  });
});
