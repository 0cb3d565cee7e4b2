import type Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeBareMerchant, makeMerchant } from "@/scripts/testing/make-merchant";
import { type Api, openApi } from "@/scripts/testing/open-api";
import { updateConfiguration } from "@/scripts/testing/update-configuration";
import { database } from "../../../db/client";
import { listVersions } from "../../../db/configurations";
import { configurationSchema } from "../../../portal/configuration";
import { configurationAnswer } from "../../../wire/configuration-answer";

const path = "/v1/billing_portal/configurations";
const expand = ["features.subscription_update.products"];

async function setUp(livemode = false) {
  const { id, slug } = await makeBareMerchant();
  const api = await openApi(id, livemode);
  return { id, slug, ...api };
}

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

/** A merchant that has something to sell. */
async function setUpShop() {
  const merchant = await makeMerchant(sandbox);
  const { stripe } = merchant.account;
  const productOf = async (price: string) => String((await stripe.prices.retrieve(price)).product);
  const pro = await productOf(merchant.prices.pro);
  const starter = await productOf(merchant.prices.starter);
  return { ...merchant, stripe, pro, starter, ...(await openApi(merchant.id)) };
}

async function refusal(answer: ReturnType<Api["send"]>) {
  const { status, body } = await answer;
  return { status, code: body.error?.code, param: body.error?.param };
}

const least = { features: { invoice_history: { enabled: true } } };
const leastForm = { "features[invoice_history][enabled]": "true" };

describe("a configuration made by the API", () => {
  it("has every field that Stripe's has, off and empty where nothing was said", async () => {
    const { portal } = await setUp();
    const made = await portal.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    });
    const { id, created, updated, lastResponse: _, ...rest } = made;
    expect(id).toMatch(/^bpc_\w{24}$/);
    expect(updated).toBe(created);
    expect(rest).toEqual({
      object: "billing_portal.configuration",
      active: true,
      application: null,
      business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
      default_return_url: null,
      features: {
        customer_update: { enabled: false, allowed_updates: [] },
        invoice_history: { enabled: true },
        payment_method_update: { enabled: false, payment_method_configuration: null },
        subscription_cancel: {
          enabled: false,
          mode: "at_period_end",
          proration_behavior: "none",
          cancellation_reason: { enabled: false, options: [], feedback_options: null },
        },
        subscription_pause: {
          enabled: false,
          duration: {
            type: "interval_options",
            interval_options: [{ interval: "month", interval_count: 1 }],
          },
        },
        subscription_update: {
          enabled: false,
          default_allowed_updates: [],
          proration_behavior: "none",
          billing_cycle_anchor: null,
          trial_update_behavior: "end_trial",
          schedule_at_period_end: { conditions: [] },
        },
      },
      is_default: false,
      livemode: false,
      login_page: { enabled: false, url: null },
      metadata: {},
      name: null,
    });
    expect(await portal.billingPortal.configurations.retrieve(id)).toEqual(
      expect.objectContaining({ id, created, updated, ...rest }),
    );
  });

  it("takes all that Stripe's takes, and what Stripe lacks", async () => {
    const { id: merchantId, slug, send } = await setUp();
    const { status, body } = await send("POST", path, {
      name: "Teams",
      default_return_url: "https://shop.example/account",
      "business_profile[headline]": "x".repeat(60),
      "business_profile[privacy_policy_url]": "https://shop.example/privacy",
      "features[customer_update][enabled]": "true",
      "features[customer_update][allowed_updates][0]": "tax_id",
      "features[customer_update][allowed_updates][1]": "email",
      "features[subscription_cancel][enabled]": "true",
      "features[subscription_cancel][mode]": "immediately",
      "features[subscription_cancel][proration_behavior]": "create_prorations",
      "features[subscription_cancel][cancellation_reason][enabled]": "true",
      "features[subscription_cancel][cancellation_reason][options][]": "unused",
      "features[subscription_pause][enabled]": "true",
      "features[subscription_pause][duration][type]": "interval_options",
      "features[subscription_pause][duration][interval_options][0][interval]": "week",
      "login_page[enabled]": "true",
      "metadata[tier]": "gold",
      "portico[layout][actions]": "dropdown",
      "portico[quantity][seat][step]": "5",
      "portico[services][0]": "mail",
    });
    expect(status).toBe(200);
    expect(configurationAnswer.parse(body)).toMatchObject({
      name: "Teams",
      business_profile: { headline: "x".repeat(60) },
      features: {
        customer_update: { enabled: true, allowed_updates: ["tax_id", "email"] },
        subscription_cancel: { cancellation_reason: { enabled: true, options: ["unused"] } },
        subscription_pause: {
          duration: { interval_options: [{ interval: "week", interval_count: 1 }] },
        },
      },
      login_page: {
        enabled: true,
        url: `http://localhost:3000/p/test_${slug}/login/${String(body["id"])}`,
      },
      metadata: { tier: "gold" },
      portico: {
        layout: { actions: "dropdown" },
        quantity: { seat: { minimum: 0, maximum: null, step: 5 } },
        services: ["mail"],
      },
    });
    const [audit] = await database().auditEntry.findMany({ where: { merchantId } });
    expect(audit).toMatchObject({
      actorType: "api_key",
      action: "configuration.created",
      target: body["id"],
    });
    const [event] = await database().event.findMany({ where: { merchantId } });
    expect(event).toMatchObject({ type: "billing_portal.configuration.created", data: body });
  });

  it.each<[string, Record<string, string>, string, string]>([
    ["without features", { name: "x" }, "parameter_missing", "features"],
    ["with `active`", { ...leastForm, active: "true" }, "parameter_unknown", "active"],
    [
      "with a feature of nobody's",
      { "features[loyalty][enabled]": "true" },
      "parameter_unknown",
      "features[loyalty]",
    ],
    ...[
      "customer_update][allowed_updates",
      "payment_method_update][payment_method_configuration",
      "subscription_cancel][mode",
      "subscription_update][proration_behavior",
      "invoice_history][x",
    ].map((field): [string, Record<string, string>, string, string] => {
      const feature = field.slice(0, field.indexOf("]"));
      const isUnknown = field.endsWith("x");
      return [
        `with features[${field}] and no \`enabled\``,
        { [`features[${field}]`]: field.endsWith("mode") ? "immediately" : "" },
        isUnknown ? "parameter_unknown" : "parameter_missing",
        isUnknown ? `features[${field}]` : `features[${feature}][enabled]`,
      ];
    }),
    [
      "with reasons that are not told",
      {
        "features[subscription_cancel][enabled]": "true",
        "features[subscription_cancel][cancellation_reason][enabled]": "true",
      },
      "parameter_missing",
      "features[subscription_cancel][cancellation_reason][options]",
    ],
    [
      "with an empty privacy policy",
      { ...leastForm, "business_profile[privacy_policy_url]": "" },
      "parameter_invalid_empty",
      "business_profile[privacy_policy_url]",
    ],
    [
      "with empty terms",
      { ...leastForm, "business_profile[terms_of_service_url]": "" },
      "parameter_invalid_empty",
      "business_profile[terms_of_service_url]",
    ],
    [
      "with empty conditions",
      {
        "features[subscription_update][enabled]": "false",
        "features[subscription_update][schedule_at_period_end][conditions]": "",
      },
      "parameter_invalid_empty",
      "features[subscription_update][schedule_at_period_end][conditions]",
    ],
    ["with empty metadata", { ...leastForm, metadata: "" }, "parameter_invalid_empty", "metadata"],
    [
      "with a headline of 61 letters",
      { ...leastForm, "business_profile[headline]": "x".repeat(61) },
      "parameter_invalid",
      "business_profile[headline]",
    ],
    ["with a name of 257", { ...leastForm, name: "x".repeat(257) }, "parameter_invalid", "name"],
    [
      "with a script for an address",
      { ...leastForm, default_return_url: "javascript:alert(1)" },
      "url_invalid",
      "default_return_url",
    ],
    [
      "with a login page that is neither on nor off",
      { ...leastForm, "login_page[enabled]": "maybe" },
      "parameter_invalid",
      "login_page[enabled]",
    ],
    [
      "with a login page unsaid",
      { ...leastForm, login_page: "" },
      "parameter_invalid_empty",
      "login_page",
    ],
    [
      "with an invoice for cancelling",
      {
        "features[subscription_cancel][enabled]": "true",
        "features[subscription_cancel][proration_behavior]": "always_invoice",
      },
      "parameter_invalid",
      "features[subscription_cancel][proration_behavior]",
    ],
    [
      "with prorations for cancelling at the end",
      {
        "features[subscription_cancel][enabled]": "true",
        "features[subscription_cancel][proration_behavior]": "create_prorations",
      },
      "parameter_invalid",
      "features[subscription_cancel][proration_behavior]",
    ],
    [
      "with a pause of unknown length",
      { "features[subscription_pause][duration][type]": "interval_options" },
      "parameter_missing",
      "features[subscription_pause][duration][interval_options]",
    ],
    [
      "with a pause of no type",
      { "features[subscription_pause][duration][interval_options][0][interval]": "month" },
      "parameter_missing",
      "features[subscription_pause][duration][type]",
    ],
    [
      "with a pause of four years",
      {
        "features[subscription_pause][duration][type]": "interval_options",
        "features[subscription_pause][duration][interval_options][0][interval]": "year",
        "features[subscription_pause][duration][interval_options][0][interval_count]": "4",
      },
      "parameter_invalid",
      "features[subscription_pause][duration][interval_options][0][interval_count]",
    ],
    [
      "with an unknown setting of ours",
      { ...leastForm, "portico[colour]": "red" },
      "parameter_unknown",
      "portico[colour]",
    ],
    [
      "with a half-said up-sell",
      { ...leastForm, "portico[upsell][price]": "price_1" },
      "parameter_missing",
      "portico[upsell][kind]",
    ],
  ])("is refused %s", async (_what, form, code, param) => {
    const { id, send } = await setUp();
    expect(await refusal(send("POST", path, form))).toEqual({ status: 400, code, param });
    expect(await database().configuration.count({ where: { merchantId: id } })).toBe(0);
  });

  it("is refused with plan changes and no way to pay, in Stripe's words", async () => {
    const { pro, prices, send } = await setUpShop();
    const { status, body } = await send("POST", path, {
      "features[subscription_update][enabled]": "true",
      "features[subscription_update][products][0][product]": pro,
      "features[subscription_update][products][0][prices][0]": prices.pro,
    });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      message: "Cannot enable subscription updates while payment method update is disabled.",
      param: "features[subscription_update][enabled]",
    });
  });

  it("takes fifty metadata keys and refuses the fifty-first", async () => {
    const { portal, send } = await setUp();
    const keys = (count: number) =>
      Array.from({ length: count }, (_, index) => [`k${index}`, "v"] as const);
    const metadata = Object.fromEntries(keys(50));
    const made = await portal.billingPortal.configurations.create({ ...least, metadata, name: "" });
    expect(Object.keys(made.metadata ?? {})).toHaveLength(50);
    const form = Object.fromEntries(keys(51).map(([key, text]) => [`metadata[${key}]`, text]));
    expect(await refusal(send("POST", path, { ...leastForm, ...form }))).toEqual({
      status: 400,
      code: "parameter_invalid",
      param: "metadata",
    });
    const more = await refusal(send("POST", `${path}/${made.id}`, { "metadata[new]": "v" }));
    expect(more).toMatchObject({ status: 400, param: "metadata" });
    const swapped = { "metadata[new]": "v", "metadata[k0]": "" };
    expect((await send("POST", `${path}/${made.id}`, swapped)).status).toBe(200);
  });

  it("is one of many at once, each kept once for its idempotency key", async () => {
    const { id, send } = await setUp();
    const keyed = (key: string) => send("POST", path, leastForm, { "idempotency-key": key });
    const answers = await Promise.all(["a", "b", "c"].map(keyed));
    const again = await Promise.all(["a", "b", "c"].map(keyed));
    expect(again.map(({ body }) => body)).toEqual(answers.map(({ body }) => body));
    expect(await database().configuration.count({ where: { merchantId: id } })).toBe(3);
    expect(await database().event.count({ where: { merchantId: id } })).toBe(3);
  });
});

describe("plans given to the API", () => {
  function plans(list: readonly { product: string; prices: readonly string[] }[]) {
    const form: Record<string, string> = {
      "features[payment_method_update][enabled]": "true",
      "features[subscription_update][enabled]": "true",
      "features[subscription_update][default_allowed_updates][0]": "price",
    };
    list.forEach(({ product, prices }, index) => {
      form[`features[subscription_update][products][${index}][product]`] = product;
      prices.forEach((price, at) => {
        form[`features[subscription_update][products][${index}][prices][${at}]`] = price;
      });
    });
    return form;
  }

  it("are kept in order, and shown only when asked for", async () => {
    const { portal, pro, starter, prices } = await setUpShop();
    const products = [
      { product: pro, prices: [prices.proYear, prices.pro] },
      {
        product: starter,
        prices: [prices.starter],
        adjustable_quantity: { enabled: true, minimum: 0, maximum: 5_000_000 },
      },
    ];
    const made = await portal.billingPortal.configurations.create({
      features: {
        payment_method_update: { enabled: true },
        subscription_update: { enabled: true, default_allowed_updates: ["price"], products },
      },
    });
    expect(made.features.subscription_update).not.toHaveProperty("products");
    const shown = await portal.billingPortal.configurations.retrieve(made.id, { expand });
    expect(shown.features.subscription_update.products).toEqual([
      { ...products[0], adjustable_quantity: { enabled: false, minimum: 1, maximum: null } },
      products[1],
    ]);
    const list = await portal.billingPortal.configurations.list({
      is_default: false,
      expand: [`data.${expand[0]}`],
    });
    expect(list.data[0]?.features.subscription_update.products).toHaveLength(2);
  });

  it("are refused when Stripe does not sell them so, at their place", async () => {
    const shop = await setUpShop();
    const { stripe, pro, starter, prices, send } = shop;
    const monthly = { product: pro, currency: "usd", recurring: { interval: "month" } } as const;
    const second = await stripe.prices.create({ ...monthly, unit_amount: 1 });
    const archived = await stripe.prices.create({ ...monthly, unit_amount: 2 });
    await stripe.prices.update(archived.id, { active: false });
    const once = await stripe.prices.create({ product: pro, currency: "usd", unit_amount: 3 });
    const foreign = await setUpShop();
    const at = (rest: string) => `features[subscription_update][products]${rest}`;
    const starterPlan = { product: starter, prices: [prices.starter] };
    const cases: [ReturnType<typeof plans>, string, string][] = [
      [
        plans([{ product: "prod_x", prices: [prices.pro] }]),
        "resource_missing",
        at("[0][product]"),
      ],
      [
        plans([{ product: foreign.pro, prices: [foreign.prices.pro] }]),
        "resource_missing",
        at("[0][product]"),
      ],
      ...["price_x", archived.id, once.id, prices.starter, foreign.prices.pro].map(
        (price): [ReturnType<typeof plans>, string, string] => [
          plans([starterPlan, { product: pro, prices: [prices.pro, price] }]),
          "resource_missing",
          at("[1][prices][1]"),
        ],
      ),
      [
        plans([{ product: pro, prices: [prices.pro, prices.proYear, second.id] }]),
        "parameter_invalid",
        at("[0][prices][2]"),
      ],
      [plans([starterPlan, starterPlan]), "parameter_invalid", at("")],
      [plans([]), "parameter_invalid", at("")],
      [
        plans([{ product: "", prices: [prices.pro] }]),
        "parameter_invalid_empty",
        at("[0][product]"),
      ],
      [plans([{ product: pro, prices: [] }]), "parameter_missing", at("[0][prices]")],
      [
        { ...plans([{ product: pro, prices: [] }]), [at("[0][prices]")]: "" },
        "parameter_invalid_empty",
        at("[0][prices]"),
      ],
      [
        { ...plans([starterPlan]), "features[subscription_update][billing_cycle_anchor]": "" },
        "parameter_invalid_empty",
        "features[subscription_update][billing_cycle_anchor]",
      ],
      [
        plans(
          Array.from({ length: 11 }, (_, i) => ({ product: `prod_${i}`, prices: ["price_1"] })),
        ),
        "parameter_invalid",
        at(""),
      ],
      [
        { ...plans([starterPlan]), [at("[0][adjustable_quantity][maximum]")]: "5" },
        "parameter_missing",
        at("[0][adjustable_quantity][enabled]"),
      ],
      [
        {
          ...plans([starterPlan]),
          [at("[0][adjustable_quantity][enabled]")]: "true",
          [at("[0][adjustable_quantity][minimum]")]: "-1",
        },
        "parameter_invalid_integer",
        at("[0][adjustable_quantity][minimum]"),
      ],
    ];
    for (const [form, code, param] of cases) {
      expect(await refusal(send("POST", path, form))).toEqual({ status: 400, code, param });
    }
  });

  it("need a Stripe account to be looked up, and nothing else does", async () => {
    const { send } = await setUp();
    expect((await send("POST", path, leastForm)).status).toBe(200);
    const form = plans([{ product: "prod_1", prices: ["price_1"] }]);
    expect(await refusal(send("POST", path, form))).toMatchObject({ status: 503 });
  });
});

describe("a payment method configuration given to the API", () => {
  const field = "features[payment_method_update][payment_method_configuration]";
  const offered = (id: string) => ({
    "features[payment_method_update][enabled]": "true",
    [field]: id,
  });

  it("is kept when it is the account's, and can be taken off again", async () => {
    const { stripe, send } = await setUpShop();
    const { id } = await stripe.paymentMethodConfigurations.create({ name: "Cards" });
    const { status, body } = await send("POST", path, offered(id));
    const kept = { features: { payment_method_update: { payment_method_configuration: id } } };
    expect([status, body]).toMatchObject([200, kept]);
    const after = await send("POST", `${path}/${String(body["id"])}`, offered(""));
    expect(after.body).toMatchObject({
      features: { payment_method_update: { enabled: true, payment_method_configuration: null } },
    });
  });

  it("is refused when it is nobody's, another account's, or no such id at all", async () => {
    const { send } = await setUpShop();
    const other = (await setUpShop()).stripe;
    const { id } = await other.paymentMethodConfigurations.create({ name: "Theirs" });
    for (const unknown of ["pmc_unknown", id, "pm_1"]) {
      const { status, body } = await send("POST", path, offered(unknown));
      expect([status, body.error]).toMatchObject([
        400,
        {
          code: "resource_missing",
          param: field,
          message: `No such payment_method_configuration: '${unknown}'`,
        },
      ]);
    }
  });
});

describe("a configuration changed by the API", () => {
  it("changes only where something was said; lists are replaced, '' clears", async () => {
    const { id: merchantId, portal, send } = await setUp();
    const made = await portal.billingPortal.configurations.create({
      name: "Teams",
      business_profile: { headline: "Hello", privacy_policy_url: "https://shop.example/privacy" },
      features: {
        invoice_history: { enabled: true },
        customer_update: { enabled: true, allowed_updates: ["email", "name"] },
      },
      metadata: { a: "1", b: "2" },
    });
    const changed = await portal.billingPortal.configurations.update(made.id, {
      active: false,
      business_profile: { privacy_policy_url: "" },
      features: { customer_update: { allowed_updates: ["phone"] } },
      metadata: { a: "", c: "3" },
    });
    expect(changed).toMatchObject({
      active: false,
      name: "Teams",
      business_profile: { headline: "Hello", privacy_policy_url: null },
      features: {
        invoice_history: { enabled: true },
        customer_update: { enabled: true, allowed_updates: ["phone"] },
      },
      metadata: { b: "2", c: "3" },
    });
    const { body } = await send("POST", `${path}/${made.id}`, {
      name: "",
      metadata: "",
      "features[customer_update][allowed_updates]": "",
    });
    expect(body).toMatchObject({
      name: null,
      metadata: {},
      features: { customer_update: { enabled: true, allowed_updates: [] } },
    });
    const versions = await listVersions({ merchantId, livemode: false }, made.id, 10);
    expect(versions).toMatchObject([
      { version: 2, active: false, metadata: { b: "2", c: "3" } },
      { version: 1, active: true, document: { name: "Teams" }, metadata: { a: "1", b: "2" } },
    ]);
    const event = await database().event.findFirst({
      where: { merchantId, type: "billing_portal.configuration.updated" },
      orderBy: { createdAt: "desc" },
    });
    expect(event?.data).toEqual(body);
    const audit = await database().auditEntry.findFirst({
      where: { merchantId, action: "configuration.updated" },
      orderBy: { createdAt: "desc" },
    });
    expect(audit?.data).toMatchObject({
      version: 3,
      before: { name: "Teams" },
      after: { name: null },
      settings: { before: { metadata: { b: "2", c: "3" } }, after: { metadata: {} } },
    });
  });

  it("clears what only ours has, lists and records too", async () => {
    const { send } = await setUp();
    const { body: made } = await send("POST", path, {
      ...leastForm,
      "portico[quantity][seat][step]": "5",
      "portico[services][0]": "mail",
      "portico[upsell][kind]": "yearly",
    });
    const one = `${path}/${String(made["id"])}`;
    const { body: kept } = await send("POST", one, { "portico[layout][actions]": "dropdown" });
    expect(kept).toMatchObject({ portico: { services: ["mail"], upsell: { kind: "yearly" } } });
    const { body: replaced } = await send("POST", one, { "portico[quantity][user][step]": "2" });
    expect(replaced).toMatchObject({ portico: { quantity: { user: { step: 2 } } } });
    expect(replaced).not.toHaveProperty("portico.quantity.seat");
    const { body } = await send("POST", one, {
      "portico[quantity]": "",
      "portico[services]": "",
      "portico[upsell]": "",
      "portico[layout][actions]": "buttons",
    });
    expect(body).not.toHaveProperty("portico");
  });

  it("leaves no trace when nothing is another", async () => {
    const { id: merchantId, portal, send } = await setUp();
    const { id } = await portal.billingPortal.configurations.create({ ...least, name: "Same" });
    const { status, body } = await send("POST", `${path}/${id}`, { name: "Same" });
    expect({ status, name: body["name"] }).toEqual({ status: 200, name: "Same" });
    expect((await send("POST", `${path}/${id}`)).status).toBe(200);
    expect(await database().event.count({ where: { merchantId } })).toBe(1);
    expect(await listVersions({ merchantId, livemode: false }, id, 10)).toEqual([]);
  });

  it.each<[string, Record<string, string>, string, string]>([
    ...["invoice_history", "payment_method_update"].map(
      (feature): [string, Record<string, string>, string, string] => [
        feature,
        { [`features[${feature}][enabled]`]: "" },
        "parameter_invalid_empty",
        `features[${feature}][enabled]`,
      ],
    ),
    [
      "reasons without `enabled`",
      { "features[subscription_cancel][cancellation_reason][options][0]": "unused" },
      "parameter_missing",
      "features[subscription_cancel][cancellation_reason][enabled]",
    ],
    [
      "payment methods without `enabled`",
      { "features[payment_method_update][payment_method_configuration]": "" },
      "parameter_missing",
      "features[payment_method_update][enabled]",
    ],
    ["an unknown field", { colour: "red" }, "parameter_unknown", "colour"],
    ["neither active nor not", { active: "perhaps" }, "parameter_invalid", "active"],
    [
      "a bad metadata key",
      { [`metadata[${"k".repeat(41)}]`]: "v" },
      "parameter_invalid",
      `metadata[${"k".repeat(41)}]`,
    ],
  ])("is refused with %s", async (_what, form, code, param) => {
    const { portal, send } = await setUp();
    const { id } = await portal.billingPortal.configurations.create(least);
    expect(await refusal(send("POST", `${path}/${id}`, form))).toEqual({
      status: 400,
      code,
      param,
    });
  });

  it("asks only for what Stripe asks for", async () => {
    const { portal, send } = await setUp();
    const { id } = await portal.billingPortal.configurations.create(least);
    const { status, body } = await send("POST", `${path}/${id}`, {
      "features[customer_update][allowed_updates][0]": "email",
      "features[subscription_cancel][mode]": "immediately",
      "features[subscription_cancel][cancellation_reason][enabled]": "true",
      "features[subscription_update][schedule_at_period_end][conditions]": "",
      "features[subscription_pause][duration][type]": "indefinite",
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      features: {
        customer_update: { enabled: false, allowed_updates: ["email"] },
        subscription_cancel: { enabled: false, mode: "immediately" },
        subscription_pause: { duration: { type: "indefinite", interval_options: [] } },
      },
    });
  });

  it("keeps what others save meanwhile", async () => {
    const { id: merchantId, portal } = await setUp();
    const { id } = await portal.billingPortal.configurations.create(least);
    const changes: Stripe.BillingPortal.ConfigurationUpdateParams[] = [
      { name: "Teams" },
      { business_profile: { headline: "Hello" } },
      { metadata: { a: "1" } },
    ];
    await Promise.all(
      changes.map((change) => portal.billingPortal.configurations.update(id, change)),
    );
    expect(await portal.billingPortal.configurations.retrieve(id)).toMatchObject({
      name: "Teams",
      business_profile: { headline: "Hello" },
      metadata: { a: "1" },
    });
    expect(await listVersions({ merchantId, livemode: false }, id, 10)).toHaveLength(3);
  });

  it("is left alone when a newer version of us wrote it", async () => {
    const { id: merchantId, portal, send } = await setUp();
    const { id } = await portal.billingPortal.configurations.create(least);
    const newer = { ...configurationSchema.parse({}), loyalty: { enabled: true } };
    await updateConfiguration(merchantId, false, id, { document: newer });
    expect((await send("GET", `${path}/${id}`)).status).toBe(200);
    expect(await refusal(send("POST", `${path}/${id}`, { name: "x" }))).toMatchObject({
      status: 409,
      code: "configuration_outdated",
    });
  });
});

describe("the default configuration", () => {
  it("is there from the first list on, and says so", async () => {
    const { id: merchantId, slug, portal } = await setUp();
    const { data } = await portal.billingPortal.configurations.list({ is_default: true });
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      is_default: true,
      features: { subscription_cancel: { enabled: true }, subscription_update: { enabled: false } },
    });
    const changed = await portal.billingPortal.configurations.update(data[0]?.id ?? "", {
      login_page: { enabled: true },
    });
    expect(changed.login_page.url).toBe(`http://localhost:3000/p/test_${slug}`);
    const [audit] = await database().auditEntry.findMany({
      where: { merchantId, action: "configuration.created" },
    });
    expect(audit).toMatchObject({ actorType: "system", target: data[0]?.id });
    expect(
      await database().event.count({
        where: { merchantId, type: "billing_portal.configuration.created" },
      }),
    ).toBe(1);
  });

  it("cannot be deactivated", async () => {
    const { portal, send } = await setUp();
    const { data } = await portal.billingPortal.configurations.list({ is_default: true });
    const answer = send("POST", `${path}/${data[0]?.id}`, { active: "false" });
    expect(await refusal(answer)).toEqual({
      status: 400,
      code: "parameter_invalid",
      param: "active",
    });
  });
});

describe("a list of configurations", () => {
  it("is walked to its end by the SDK itself, newest first, and filtered", async () => {
    const { portal } = await setUp();
    const { configurations } = portal.billingPortal;
    const made: string[] = [];
    for (const name of ["one", "two", "three", "four"]) {
      made.unshift((await configurations.create({ ...least, name })).id);
    }
    const walked: string[] = [];
    for await (const { id } of configurations.list({ limit: 2, is_default: false }))
      walked.push(id);
    expect(walked.toSorted()).toEqual(made.toSorted());
    await configurations.update(made[1] ?? "", { active: false });
    const inactive = await configurations.list({ active: false });
    expect(inactive).toMatchObject({ object: "list", url: path, has_more: false });
    expect(inactive.data.map(({ id }) => id)).toEqual([made[1]]);
  });

  it.each<[Record<string, string>, string, string]>([
    [{ limit: "0" }, "parameter_invalid_integer", "limit"],
    [{ limit: "101" }, "parameter_invalid_integer", "limit"],
    [{ active: "yes" }, "parameter_invalid", "active"],
    [{ is_default: "" }, "parameter_invalid_empty", "is_default"],
    [{ starting_after: "bpc_unknown" }, "resource_missing", "starting_after"],
    [{ "expand[0]": "data.customer" }, "parameter_invalid", "expand"],
    [{ colour: "red" }, "parameter_unknown", "colour"],
  ])("is refused with %j", async (query, code, param) => {
    const { send } = await setUp();
    expect(await refusal(send("GET", path, query))).toEqual({ status: 400, code, param });
  });
});

describe("a configuration of somebody else's", () => {
  it("is as unknown as one of nobody's, to be read and to be changed", async () => {
    const [mine, other] = [await setUp(), await setUp()];
    const { id } = await other.portal.billingPortal.configurations.create(least);
    for (const method of ["GET", "POST"] as const) {
      for (const foreign of [id, "bpc_unknown", "%00", "x".repeat(5000), "..%2Fsessions"]) {
        const answer = await mine.send(method, `${path}/${foreign}`);
        expect(answer.status).toBe(404);
        expect(answer.body.error).toMatchObject({ code: "resource_missing" });
        expect(answer.body.error).not.toHaveProperty("param");
      }
    }
  });

  it("in the other mode is told so to its owner alone", async () => {
    const test = await setUp();
    const live = await openApi(test.id, true);
    const { id } = await test.portal.billingPortal.configurations.create(least);
    const mismatch = { status: 400, code: "livemode_mismatch", param: undefined };
    expect(await refusal(live.send("GET", `${path}/${id}`))).toEqual(mismatch);
    expect(await refusal(live.send("POST", `${path}/${id}`, { name: "x" }))).toEqual(mismatch);
    const stranger = await setUp(true);
    expect(await refusal(stranger.send("GET", `${path}/${id}`))).toMatchObject({ status: 404 });
  });
});
