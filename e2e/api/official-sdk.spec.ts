import { expect } from "@playwright/test";
import Stripe from "stripe";
import { sdkClasses } from "../fixtures/hostile/sdk-classes";
import { requireEnv } from "../fixtures/merchant";
import { test as base, type Shop } from "../fixtures/shop";
import { openChecked } from "../fixtures/stripe/checked-client";
import { listMade } from "../fixtures/stripe/count-writes";
import { holdKey, keepFault } from "../fixtures/stripe/idempotency";
import { openLossyProxy } from "../fixtures/stripe/lossy-proxy";

/** `portal`: the official SDK at Portico; a test fails when an answer is not what the SDK's types say. */
const test = base.extend<{ portal: Stripe }>({
  portal: async ({ shop, address }, use) => {
    const { portal, faults } = await openChecked(shop.apiKey, address);
    await use(portal);
    expect(faults).toEqual([]);
  },
});

/** The least a configuration is made with: of an empty hash the SDK sends nothing. */
const features = { invoice_history: { enabled: false } };

async function failure(attempt: Promise<unknown>): Promise<unknown> {
  try {
    return await attempt;
  } catch (error) {
    return error;
  }
}

/** What the last of so many attempts fails with, each after the other. */
async function failAgain(times: number, attempt: () => Promise<unknown>): Promise<unknown> {
  for (let turn = 1; turn < times; turn += 1) await failure(attempt());
  return failure(attempt());
}

/** The `host` alone is another; everything else is as the SDK has it. */
function hostOnly(key: string, at = requireEnv("APP_URL")): Stripe {
  const { hostname, port } = new URL(at);
  return new Stripe(key, { host: hostname, port, protocol: "http" });
}

const updatesOn = ({ prices }: Shop, product: string) => ({
  enabled: true,
  default_allowed_updates: ["price" as const],
  products: [{ product, prices: [prices.starterMonthly] }],
});

async function productOf({ stripe, prices }: Shop): Promise<string> {
  return String((await stripe.prices.retrieve(prices.starterMonthly)).product);
}

test.describe("errors", () => {
  test("seven of seven classes: 400, 401, 403, 404, 409, 429, 500", async ({
    shop,
    portal,
    address,
  }) => {
    const { customer } = await shop.subscribe("starterMonthly");
    const create = (options: Stripe.RequestOptions) =>
      failure(portal.billingPortal.sessions.create({ customer }, options));
    const kept = { merchantId: shop.id, key: "kept-fault" };
    const held = { merchantId: shop.id, key: "held" };
    for (const { key } of [kept, held]) await create({ idempotencyKey: key });
    await keepFault(kept);
    await holdKey(held);
    const { portal: stranger, faults } = await openChecked("psk_test_wrong", address);

    const caught: Record<keyof typeof sdkClasses, unknown> = {
      400: await failure(portal.billingPortal.sessions.create({})),
      401: await failure(stranger.billingPortal.sessions.create({ customer })),
      403: await create({ stripeAccount: "acct_1Foreign" }),
      404: await failure(portal.billingPortal.configurations.retrieve("bpc_unknown")),
      409: await create({ idempotencyKey: held.key }),
      500: await create({ idempotencyKey: kept.key }),
      429: await failAgain(10, () => stranger.billingPortal.sessions.create({ customer })),
    };
    for (const [status, name] of Object.entries(sdkClasses)) {
      const error = Object.entries(caught).find(([one]) => one === status)?.[1];
      expect(error, status).toBeInstanceOf(Stripe.errors[name]);
      expect(error).toMatchObject({ statusCode: Number(status) });
    }
    const words = expect.stringContaining("Missing required param: customer");
    expect(caught).toMatchObject({
      400: { code: "parameter_missing", param: "customer", message: words },
      403: { code: "account_invalid" },
      404: { code: "resource_missing" },
      409: { code: "idempotency_key_in_use", rawType: "idempotency_error" },
      429: { code: "rate_limit" },
      500: { rawType: "api_error" },
    });
    expect(faults).toEqual([]);
  });

  test("a key used for something else is a StripeIdempotencyError", async ({ shop, portal }) => {
    const { customer } = await shop.subscribe("starterMonthly");
    const idempotencyKey = "one-key";
    await portal.billingPortal.sessions.create({ customer }, { idempotencyKey });
    const other = { customer, locale: "de" as const };
    const error = await failure(portal.billingPortal.sessions.create(other, { idempotencyKey }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(error).toMatchObject({ statusCode: 400, requestId: expect.stringMatching(/^req_/) });
  });

  test("what Stripe says in public is said in its words", async ({ shop, portal }) => {
    const { customer, subscription } = await shop.subscribe("starterMonthly");
    const { configurations, sessions } = portal.billingPortal;
    const product = await productOf(shop);
    const withoutMethods = configurations.create({
      features: { subscription_update: updatesOn(shop, product) },
    });
    expect(await failure(withoutMethods)).toMatchObject({
      statusCode: 400,
      message: "Cannot enable subscription updates while payment method update is disabled.",
    });
    const off = await configurations.create({ features: { invoice_history: { enabled: true } } });
    const flow = (type: "subscription_update" | "subscription_cancel", more = {}) =>
      failure(
        sessions.create({
          customer,
          configuration: off.id,
          flow_data: { type, [type]: { subscription, ...more } },
        }),
      );
    expect(await flow("subscription_update")).toMatchObject({
      statusCode: 400,
      message:
        "This subscription cannot be updated because the subscription update feature in the portal configuration is disabled.",
    });
    const on = await configurations.create({
      features: { subscription_cancel: { enabled: true } },
    });
    const retention = { type: "coupon_offer" as const, coupon_offer: { coupon: "nothing" } };
    const cancel = sessions.create({
      customer,
      configuration: on.id,
      flow_data: {
        type: "subscription_cancel",
        subscription_cancel: { subscription, retention },
      },
    });
    expect(await failure(cancel)).toMatchObject({
      code: "resource_missing",
      message: "No such coupon: 'nothing'",
      param: "flow_data[subscription_cancel][retention][coupon_offer][coupon]",
    });
    const scheduled = { configuration: on.id, flow_data: cancelFlow(subscription) };
    await shop.stripe.subscriptions.update(subscription, { cancel_at_period_end: true });
    expect(await failure(sessions.create({ customer, ...scheduled }))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining("is already set to be canceled at period end"),
    });
  });
});

function cancelFlow(subscription: string) {
  return { type: "subscription_cancel" as const, subscription_cancel: { subscription } };
}

test.describe("lists", () => {
  test("every configuration is found page by page, forwards and backwards", async ({ portal }) => {
    const { configurations } = portal.billingPortal;
    const made: string[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      made.push((await configurations.create({ features, name: `Plan ${turn}` })).id);
    }
    const forwards: string[] = [];
    await configurations
      .list({ limit: 5, is_default: false })
      .autoPagingEach((one) => void forwards.push(one.id));
    expect(forwards).toEqual(made.toReversed());

    const oldest = made[0] ?? "";
    const backwards: string[] = [];
    for await (const one of configurations.list({
      limit: 5,
      is_default: false,
      ending_before: oldest,
    })) {
      backwards.push(one.id);
    }
    expect(backwards).toEqual(made.slice(1));
  });

  test("every feedback option is found page by page, forwards and backwards", async ({
    portal,
  }) => {
    const { feedbackOptions } = portal.billing;
    const made: string[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      made.push((await feedbackOptions.create({ description: `Reason ${turn}` })).id);
    }
    const forwards = await feedbackOptions.list({ limit: 5 }).autoPagingToArray({ limit: 100 });
    expect(forwards.map(({ id }) => id)).toEqual(made.toReversed());
    const before = feedbackOptions.list({ limit: 5, ending_before: made[0] ?? "" });
    const backwards = await before.autoPagingToArray({ limit: 100 });
    expect(backwards.map(({ id }) => id)).toEqual(made.slice(1));
  });

  test("a page says whether there is more, and its address", async ({ portal }) => {
    const { configurations } = portal.billingPortal;
    for (let turn = 0; turn < 3; turn += 1) await configurations.create({ features });
    const first = await configurations.list({ limit: 2, is_default: false });
    expect(first).toMatchObject({ object: "list", has_more: true });
    expect(first.url).toBe("/v1/billing_portal/configurations");
    const last = first.data.at(-1)?.id ?? "";
    const rest = await configurations.list({ limit: 2, is_default: false, starting_after: last });
    expect(rest).toMatchObject({
      has_more: false,
      data: [{ object: "billing_portal.configuration" }],
    });
  });

  test("filters choose: active, is_default, status", async ({ portal }) => {
    const { configurations } = portal.billingPortal;
    const { id } = await configurations.create({ features });
    const off = await configurations.create({ features });
    await configurations.update(off.id, { active: false });
    const idsOf = async (params: Stripe.BillingPortal.ConfigurationListParams) =>
      (await configurations.list({ limit: 100, ...params })).data.map((one) => one.id);
    expect(await idsOf({ active: false })).toEqual([off.id]);
    expect(await idsOf({ active: true, is_default: false })).toEqual([id]);
    const [theDefault, ...others] = (await configurations.list({ is_default: true })).data;
    expect(theDefault).toMatchObject({ is_default: true, active: true });
    expect(others).toEqual([]);

    const { feedbackOptions } = portal.billing;
    const kept = await feedbackOptions.create({ description: "Kept" });
    const gone = await feedbackOptions.create({ description: "Gone" });
    const deactivated = await feedbackOptions.deactivate(gone.id);
    expect(deactivated).toMatchObject({ id: gone.id, status: "inactive" });
    expect(deactivated.status_transitions.deactivated_at).toEqual(expect.any(Number));
    const active = await feedbackOptions.list({ status: "active" });
    expect(active.data.map((one) => one.id)).toEqual([kept.id]);
    const inactive = await feedbackOptions.list({ status: "inactive" });
    expect(inactive.data.map((one) => one.id)).toEqual([gone.id]);
  });
});

test.describe("idempotency", () => {
  test("an answer lost on the way is given again: two losses, three requests, one key, one session", async ({
    shop,
    address,
  }) => {
    const { customer } = await shop.subscribe("starterMonthly");
    const proxy = await openLossyProxy(2, address);
    const portal = new Stripe(shop.apiKey, {
      host: "127.0.0.1",
      port: proxy.port,
      protocol: "http",
      maxNetworkRetries: 2,
    });
    const session = await portal.billingPortal.sessions.create({ customer });
    proxy.close();
    expect(proxy.keys).toHaveLength(3);
    expect(new Set(proxy.keys).size).toBe(1);
    expect(proxy.keys[0]).toMatch(/^stripe-node-retry-/);
    expect((await listMade(shop.id)).sessions).toEqual([session.id]);
  });

  test("the same key and parameters give the same answer, and one configuration", async ({
    shop,
    portal,
  }) => {
    const create = () =>
      portal.billingPortal.configurations.create(
        { features, name: "Once", metadata: { a: "1", b: "2" } },
        { idempotencyKey: "once" },
      );
    const [first, second] = [await create(), await create()];
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
    expect(second.lastResponse.idempotencyKey).toBe("once");
    expect((await listMade(shop.id)).configurations).toEqual([first.id]);
  });
});

test.describe("configurations", () => {
  test("what is not mentioned is as Stripe documents it, and products stand there only when asked for", async ({
    shop,
    portal,
  }) => {
    const { configurations } = portal.billingPortal;
    const made = await configurations.create({ features });
    expect(made).toMatchObject({
      active: true,
      application: null,
      business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
      default_return_url: null,
      is_default: false,
      livemode: false,
      login_page: { enabled: false, url: null },
      metadata: {},
      name: null,
      features: {
        customer_update: { enabled: false, allowed_updates: [] },
        invoice_history: { enabled: false },
        payment_method_update: { enabled: false, payment_method_configuration: null },
        subscription_cancel: {
          enabled: false,
          mode: "at_period_end",
          proration_behavior: "none",
          cancellation_reason: { enabled: false, options: [] },
        },
        subscription_pause: { enabled: false },
        subscription_update: {
          enabled: false,
          default_allowed_updates: [],
          proration_behavior: "none",
          trial_update_behavior: "end_trial",
          schedule_at_period_end: { conditions: [] },
        },
      },
    });
    const product = await productOf(shop);
    const updated = await configurations.update(made.id, {
      features: {
        payment_method_update: { enabled: true },
        subscription_update: updatesOn(shop, product),
      },
    });
    expect(updated.features.subscription_update).not.toHaveProperty("products");
    const whole = await configurations.retrieve(made.id, {
      expand: ["features.subscription_update.products"],
    });
    expect(whole.features.subscription_update.products).toEqual([
      {
        product,
        prices: [shop.prices.starterMonthly],
        adjustable_quantity: { enabled: false, minimum: expect.any(Number), maximum: null },
      },
    ]);
  });

  test("metadata is set, changed, unset by key and cleared", async ({ portal }) => {
    const { configurations } = portal.billingPortal;
    const { id, metadata } = await configurations.create({
      features,
      metadata: { color: "red", size: "10", shape: "round" },
    });
    expect(metadata).toEqual({ color: "red", size: "10", shape: "round" });
    const changed = await configurations.update(id, {
      metadata: { color: "blue", size: "", shape: null },
    });
    expect(changed.metadata).toEqual({ color: "blue" });
    expect((await configurations.update(id, { name: "Same" })).metadata).toEqual({ color: "blue" });
    expect((await configurations.update(id, { metadata: "" })).metadata).toEqual({});
  });

  test("null and '' clear; an empty list says nothing at all", async ({ portal }) => {
    const { configurations } = portal.billingPortal;
    const full = {
      name: "Plans",
      default_return_url: "https://shop.example/account",
      business_profile: {
        headline: "Billing",
        privacy_policy_url: "https://shop.example/privacy",
        terms_of_service_url: "https://shop.example/terms",
      },
    };
    for (const nothing of [null, ""] as const) {
      const { id } = await configurations.create({ features, ...full });
      const cleared = await configurations.update(id, {
        name: nothing,
        default_return_url: nothing,
        business_profile: {
          headline: nothing,
          privacy_policy_url: nothing,
          terms_of_service_url: nothing,
        },
      });
      expect(cleared).toMatchObject({
        name: null,
        default_return_url: null,
        business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
      });
    }
    const { id } = await configurations.create({
      features: { customer_update: { enabled: true, allowed_updates: ["email"] } },
    });
    const update = (allowed: [] | "") =>
      configurations.update(id, { features: { customer_update: { allowed_updates: allowed } } });
    // The SDK leaves an empty list out: nothing but the hash's absence arrives.
    expect((await update([])).features.customer_update.allowed_updates).toEqual(["email"]);
    const off = await configurations.update(id, {
      features: { customer_update: { enabled: false, allowed_updates: "" } },
    });
    expect(off.features.customer_update).toEqual({ enabled: false, allowed_updates: [] });
  });

  test("reasons of one's own are expanded in place", async ({ portal }) => {
    const option = await portal.billing.feedbackOptions.create({ description: "Moving house" });
    const path = "features.subscription_cancel.cancellation_reason.feedback_options";
    const made = await portal.billingPortal.configurations.create({
      expand: [path],
      features: {
        subscription_cancel: {
          enabled: true,
          cancellation_reason: { enabled: true, options: ["other"], feedback_options: [option.id] },
        },
      },
    });
    const { feedback_options: shown } = made.features.subscription_cancel.cancellation_reason;
    expect(shown).toEqual([
      {
        id: option.id,
        object: "billing.feedback_option",
        description: "Moving house",
        livemode: false,
        status: "active",
        status_transitions: { deactivated_at: null },
      },
    ]);
    const plain = await portal.billingPortal.configurations.retrieve(made.id);
    const { feedback_options: ids } = plain.features.subscription_cancel.cancellation_reason;
    expect(ids).toEqual([option.id]);
  });

  test("the default one is there before anybody made it, and keeps its place", async ({
    portal,
  }) => {
    const { configurations } = portal.billingPortal;
    const [theDefault] = (await configurations.list({ is_default: true })).data;
    const renamed = await configurations.update(theDefault?.id ?? "", { name: "Ours" });
    expect(renamed).toMatchObject({ is_default: true, name: "Ours" });
    const refused = await failure(configurations.update(renamed.id, { active: false }));
    expect(refused).toMatchObject({ statusCode: 400, param: "active" });
  });
});

test.describe("sessions", () => {
  test("expand gives the configuration itself, typed", async ({ shop, portal }) => {
    const { customer } = await shop.subscribe("starterMonthly");
    const session = await portal.billingPortal.sessions.create({
      customer,
      expand: ["configuration"],
    });
    const { configuration } = session;
    if (typeof configuration === "string") throw new Error("Not expanded.");
    expect(configuration).toMatchObject({
      object: "billing_portal.configuration",
      is_default: true,
    });
  });

  test("the host is the only difference, and a raw request works as well", async ({ shop }) => {
    const portal = hostOnly(shop.apiKey);
    const { customer } = await shop.subscribe("starterMonthly");
    const session = await portal.billingPortal.sessions.create({
      customer,
      return_url: "https://shop.example/account?a=1&b=ü",
      flow_data: {
        type: "payment_method_update",
        after_completion: {
          type: "redirect",
          redirect: { return_url: "https://shop.example/thanks" },
        },
      },
    });
    expect(session.return_url).toBe("https://shop.example/account?a=1&b=ü");
    expect(session.flow).toEqual({
      type: "payment_method_update",
      after_completion: {
        type: "redirect",
        hosted_confirmation: null,
        redirect: { return_url: "https://shop.example/thanks" },
      },
      customer_update: null,
      subscription_cancel: null,
      subscription_pause: null,
      subscription_update: null,
      subscription_update_confirm: null,
    });
    expect(session.lastResponse).toMatchObject({
      statusCode: 200,
      apiVersion: "2026-10-28.endive",
    });
    expect(session.lastResponse.idempotencyKey).toMatch(/^stripe-node-retry-/);
    const raw = await portal.rawRequest("POST", "/v1/billing_portal/sessions", { customer });
    expect(raw).toMatchObject({ object: "billing_portal.session", customer });
    const again = await portal.rawRequest("GET", `/v1/billing_portal/sessions/${session.id}`);
    expect(again).toMatchObject({ id: session.id, customer });
    const ended = await portal.rawRequest(
      "POST",
      `/v1/billing_portal/sessions/${session.id}/revoke`,
    );
    expect(ended).toMatchObject({ id: session.id });
  });

  test("events tell of it, to whoever asks through the SDK", async ({ shop, portal }) => {
    const { customer } = await shop.subscribe("starterMonthly");
    const session = await portal.billingPortal.sessions.create({ customer });
    const { data } = await shop.portal.events.list({ type: "billing_portal.session.created" });
    expect(data).toHaveLength(1);
    expect(data[0]?.data.object).toMatchObject({ id: session.id, customer });
    expect(JSON.stringify(data)).not.toContain("/p/session/");
  });
});
