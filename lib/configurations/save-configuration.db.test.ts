import { beforeAll, describe, expect, it, vi } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMember } from "@/scripts/testing/make-member";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { refuseInserts } from "@/scripts/testing/refuse-inserts";
import { database } from "../db/client";
import { findConfiguration, listVersions } from "../db/configurations";
import type { PorticoError } from "../errors";
import { configurationSchema, type PortalConfiguration } from "../portal/configuration";
import { defaultConfiguration } from "./default-configuration";
import { loadSettings } from "./load-settings";
import { saveConfiguration } from "./save-configuration";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

async function setUp() {
  const merchant = await makeMerchant(sandbox);
  const member = await makeMember(merchant.id, "admin");
  const row = await defaultConfiguration(merchant.id, false);
  const document = configurationSchema.parse(row.document);
  const context = {
    member: { id: member.id, email: member.email, name: null },
    merchant: { id: merchant.id, slug: merchant.slug, name: "Shop", branding: {} },
    livemode: false,
    segment: merchant.segment,
  };
  const save = (given: unknown, version = row.version, configuration = row.id) =>
    saveConfiguration(context, { configuration, version, document: given });
  const stored = () => findConfiguration(merchant.id, false, row.id);
  return { merchant, member, row, document, context, save, stored };
}

type Shop = Awaited<ReturnType<typeof setUp>>;

const withoutCancel = (document: PortalConfiguration): PortalConfiguration => ({
  ...document,
  features: {
    ...document.features,
    subscription_cancel: { ...document.features.subscription_cancel, enabled: false },
  },
});

/** The same document, with one more plan on its list. */
function withPlan(document: PortalConfiguration, product: string, prices: string[]) {
  const changed = structuredClone(document);
  changed.features.subscription_update.products.push({
    product,
    prices,
    adjustable_quantity: { enabled: false, minimum: 1, maximum: null },
  });
  return changed;
}

function audits({ merchant }: Pick<Shop, "merchant">) {
  return database().auditEntry.findMany({
    where: { merchantId: merchant.id, action: "configuration.updated" },
  });
}

async function refusal(attempt: Promise<unknown>) {
  const error = await attempt.then(
    () => null,
    (thrown: PorticoError) => thrown,
  );
  const { status, code, details } = error ?? { status: 200, code: "", details: {} };
  return { status, code, param: details.param };
}

async function expectUntouched(shop: Shop) {
  expect(await shop.stored()).toEqual(shop.row);
  expect(await audits(shop)).toEqual([]);
}

describe("saving a configuration", () => {
  it("keeps the document as the next version and writes down who did it, before and after", async () => {
    const shop = await setUp();
    const after = withoutCancel(shop.document);
    const saved = await shop.save(after);
    expect(saved).toEqual({ document: after, version: 2, saved_at: expect.any(Number) });
    expect(await shop.stored()).toMatchObject({ version: 2, document: after });
    expect(await audits(shop)).toMatchObject([
      {
        actorType: "member",
        actorId: shop.member.id,
        target: shop.row.id,
        livemode: false,
        data: { before: shop.document, after, version: 2 },
      },
    ]);
    const { id: merchantId } = shop.merchant;
    expect(await listVersions({ merchantId, livemode: false }, shop.row.id, 10)).toMatchObject([
      { version: 1, document: shop.document },
    ]);
    expect(await database().event.findMany({ where: { merchantId } })).toMatchObject([
      {
        type: "billing_portal.configuration.updated",
        data: { id: shop.row.id, features: { subscription_cancel: { enabled: false } } },
      },
    ]);
  });

  it("fills in what the document leaves out", async () => {
    const shop = await setUp();
    const saved = await shop.save({ name: "Teams" });
    expect(saved.document).toEqual(configurationSchema.parse({ name: "Teams" }));
  });

  it("does neither when the audit entry cannot be written", async () => {
    const shop = await setUp();
    const allow = await refuseInserts("audit_entries");
    await expect(shop.save(withoutCancel(shop.document))).rejects.toThrow();
    await allow();
    await expectUntouched(shop);
  });

  it("answers a foreign id as an unknown one, and touches neither", async () => {
    const [shop, other] = [await setUp(), await setUp()];
    const unknown = await refusal(shop.save(shop.document, 1, "bpc_unknown"));
    expect(unknown).toEqual({ status: 404, code: "resource_missing", param: "configuration" });
    expect(await refusal(shop.save(shop.document, 1, other.row.id))).toEqual(unknown);
    await expectUntouched(other);
  });

  it("is refused when somebody else saved since", async () => {
    const shop = await setUp();
    await shop.save(withoutCancel(shop.document));
    const late = await refusal(shop.save({ ...shop.document, name: "Late" }));
    expect(late).toMatchObject({ status: 409, code: "configuration_outdated" });
    expect(await shop.stored()).toMatchObject({ version: 2 });
    expect(await audits(shop)).toHaveLength(1);
  });

  it("lets one of many at once win; the others are told", async () => {
    const shop = await setUp();
    const attempts = Array.from({ length: 10 }, (_, index) =>
      refusal(shop.save({ ...shop.document, name: `Writer ${index}` })),
    );
    const codes = (await Promise.all(attempts)).map(({ code }) => code).sort();
    expect(codes).toEqual(["", ...Array.from({ length: 9 }, () => "configuration_outdated")]);
    expect(await shop.stored()).toMatchObject({ version: 2 });
    expect(await audits(shop)).toHaveLength(1);
  });

  it("leaves alone what a newer version of us wrote", async () => {
    const shop = await setUp();
    const newer = { ...shop.document, time_travel: { enabled: true } };
    await database().configuration.update({
      where: { defaultFor: `${shop.row.merchantId}:test` },
      data: { document: newer },
    });
    const late = await refusal(shop.save(shop.document));
    expect(late).toMatchObject({ status: 409, code: "configuration_outdated" });
    expect(await shop.stored()).toMatchObject({ version: 1, document: newer });
    expect(await loadSettings(shop.context)).toBeNull();
  });
});

const at = (path: string[], value: unknown) =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
const origins = (...list: unknown[]) => at(["portico", "security", "allowed_origins"], list);
const company = (name: unknown) => at(["portico", "email_authentication", "company_name"], name);
const redirects = (...list: unknown[]) =>
  at(["portico", "email_authentication", "redirect_urls"], list);
const cancel = (fields: object) => at(["features", "subscription_cancel"], fields);
const mail = "document.portico.email_authentication";
const site = "document.portico.security.allowed_origins";

/** The open cases of hostile-inputs: what is wrong in the text itself. */
const hostile: [id: string, code: string, param: string, documents: unknown[]][] = [
  [
    "ADM-12",
    "origin_invalid",
    `${site}[0]`,
    [
      "*",
      "https://*",
      "https://*.com",
      "http://x.co",
      "https://x.co/path",
      "https://x.co; script-src *",
      "https://x.co\nX: y",
      "javascript:",
      "data:",
      "null",
      "https://u@x.co",
      null,
    ].map((origin) => origins(origin)),
  ],
  [
    "ADM-12, 300 entries",
    "origin_invalid",
    site,
    [origins(...Array.from({ length: 300 }, (_, index) => `https://s${index}.example.com`))],
  ],
  [
    "ADM-14",
    "parameter_invalid",
    `${mail}.company_name`,
    ["Acme\r\nBcc: x@example.com", '"><script>', "x".repeat(300), "   ", "Acme \u202Egpj", 7].map(
      company,
    ),
  ],
  [
    "ADM-15",
    "url_invalid",
    `${mail}.redirect_urls[0]`,
    [
      "//evil.io",
      "/\\evil.io",
      "https://merchant.com@evil.io",
      "javascript:alert(1)",
      "data:text/html,x",
      "%00",
      "http://localhost:3911.evil.io",
      "not a url",
      "\t//evil.io",
      "https:evil.io",
    ].map((url) => redirects(url)),
  ],
  [
    "ADM-25",
    "parameter_invalid",
    "document.portico.subscription_cancel.message",
    [at(["portico", "subscription_cancel", "message"], "x".repeat(5001))],
  ],
  [
    "ADM-26",
    "parameter_invalid",
    "document.features.subscription_cancel.enabled",
    ["true", 2, null].map((enabled) => cancel({ enabled })),
  ],
  [
    "ADM-26, unknown flag",
    "parameter_invalid",
    "document.features.subscription_cancel.forever",
    [cancel({ forever: true })],
  ],
  [
    "ADM-30",
    "parameter_invalid",
    "document.merchant_id",
    [{ merchant_id: "mer_1", name: "Taken over" }],
  ],
];

describe("a hostile document", () => {
  it.each(hostile)("%s is refused as %s, and nothing is written", async (...given) => {
    const [, code, param, documents] = given;
    const shop = await setUp();
    for (const document of documents) {
      expect(await refusal(shop.save(document))).toEqual({ status: 400, code, param });
    }
    await expectUntouched(shop);
  });

  it.each([null, [], "x", 7])("%j is no document", async (document) => {
    const shop = await setUp();
    const { status, code } = await refusal(shop.save(document));
    expect({ status, code }).toEqual({ status: 400, code: "parameter_invalid" });
    await expectUntouched(shop);
  });

  it("of harmless text is kept as text: markup, links and emoji", async () => {
    const shop = await setUp();
    const text = "<b>Stay</b> [here](javascript:alert(1)) 🙂";
    const saved = await shop.save(at(["portico", "subscription_cancel", "message"], text));
    expect(saved.document.portico.subscription_cancel.message).toBe(text);
    const named = await shop.save(company("Acme 🚀"), 2);
    expect(named.document.portico.email_authentication.company_name).toBe("Acme 🚀");
  });
});

describe("the plan list", () => {
  async function productOf({ account }: TestMerchant, price: string): Promise<string> {
    const { product } = await account.stripe.prices.retrieve(price);
    return typeof product === "string" ? product : product.id;
  }

  it("takes what Stripe sells", async () => {
    const shop = await setUp();
    const { unlisted } = shop.merchant.prices;
    const product = await productOf(shop.merchant, unlisted);
    const saved = await shop.save(withPlan(shop.document, product, [unlisted]));
    expect(saved.document.features.subscription_update.products).toHaveLength(3);
  });

  it("refuses what Stripe does not sell, and says where", async () => {
    const shop = await setUp();
    const { account, prices } = shop.merchant;
    const product = await productOf(shop.merchant, prices.unlisted);
    const once = await account.stripe.prices.create({ product, currency: "usd", unit_amount: 5 });
    const archived = await account.stripe.prices.create({
      product,
      currency: "usd",
      unit_amount: 6,
      recurring: { interval: "month" },
    });
    await account.stripe.prices.update(archived.id, { active: false });
    const list = "document.features.subscription_update.products[2]";
    const missing = (param: string) => ({ status: 400, code: "resource_missing", param });
    const attempts: [string, string[], string][] = [
      ["prod_unknown", [prices.unlisted], `${list}.product`],
      [product, ["price_unknown"], `${list}.prices[0]`],
      [product, [prices.unlisted, prices.starter], `${list}.prices[1]`],
      [product, [once.id], `${list}.prices[0]`],
      [product, [prices.unlisted, archived.id], `${list}.prices[1]`],
    ];
    for (const [id, offered, param] of attempts) {
      const attempt = shop.save(withPlan(shop.document, id, offered));
      expect(await refusal(attempt)).toEqual(missing(param));
    }
    await expectUntouched(shop);
  });

  it("refuses an archived product", async () => {
    const shop = await setUp();
    const { account, prices } = shop.merchant;
    const product = await productOf(shop.merchant, prices.unlisted);
    await account.stripe.products.update(product, { active: false });
    const attempt = shop.save(withPlan(shop.document, product, [prices.unlisted]));
    expect(await refusal(attempt)).toMatchObject({ status: 400, code: "resource_missing" });
    await expectUntouched(shop);
  });

  it("lets something else be saved though a plan on it was archived since", async () => {
    const shop = await setUp();
    const { account, prices } = shop.merchant;
    await account.stripe.prices.update(prices.starter, { active: false });
    expect(await shop.save(withoutCancel(shop.document))).toMatchObject({ version: 2 });
  });

  it("says so and writes nothing when Stripe cannot be asked about something new", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const shop = await setUp();
    const { account, prices } = shop.merchant;
    const product = await productOf(shop.merchant, prices.unlisted);
    account.arm({ method: "GET", times: 50 });
    const attempt = shop.save(withPlan(shop.document, product, [prices.unlisted]));
    expect(await refusal(attempt)).toMatchObject({ status: 503, code: "stripe_unavailable" });
    await expectUntouched(shop);
    expect(await shop.save(withoutCancel(shop.document))).toMatchObject({ version: 2 });
    account.disarm();
    vi.restoreAllMocks();
  });
});

describe("the settings page", () => {
  it("offers what Stripe sells again and again, and nothing else", async () => {
    const shop = await setUp();
    const settings = await loadSettings(shop.context);
    expect(settings?.sellable.products.map(({ name }) => name)).toEqual([
      "Pro",
      "Starter",
      "Unlisted",
    ]);
    expect(settings).toMatchObject({
      configuration: shop.row.id,
      current: { version: 1, document: shop.document },
      sellable: { hasMore: false, problem: null },
      loginUrl: `http://localhost:3000/p/${shop.merchant.segment}`,
    });
  });

  it("still shows what is on the plan list and was archived since", async () => {
    const shop = await setUp();
    const { account, prices } = shop.merchant;
    await account.stripe.prices.update(prices.starter, { active: false });
    const settings = await loadSettings(shop.context);
    const starter = settings?.sellable.prices.find(({ id }) => id === prices.starter);
    expect(starter).toMatchObject({ active: false });
  });

  it("opens without Stripe, and says why the picker may lack something", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const shop = await setUp();
    shop.merchant.account.arm({ method: "GET", times: 50 });
    const settings = await loadSettings(shop.context);
    expect(settings?.current.document).toEqual(shop.document);
    expect(settings?.sellable).toEqual({
      products: [],
      prices: [],
      hasMore: false,
      problem: "stripe_unavailable",
    });
    shop.merchant.account.disarm();
    vi.restoreAllMocks();
  });
});
