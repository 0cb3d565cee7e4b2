import { beforeAll, describe, expect, it } from "vitest";
import { callApi, makeApiKey } from "@/scripts/testing/call-api";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeConfiguration } from "@/scripts/testing/make-configuration";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, type TestCustomer } from "@/scripts/testing/make-session";
import { nowSeconds } from "../../../clock";
import { database } from "../../../db/client";
import { env } from "../../../env";
import { configurationSchema } from "../../../portal/configuration";
import { sessionAnswer } from "../../../wire/portal-session";
import { createSession } from "./create-session";

let sandbox: FaultSandbox;
let shop: TestMerchant;
let key: string;
let ada: TestCustomer;

/** One merchant with one customer; a test that changes either makes its own. */
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  ({ shop, key, ada } = await setUp());
});

async function setUp(features?: Parameters<typeof makeMerchant>[1]) {
  const made = await makeMerchant(sandbox, features);
  const place = { merchantId: made.id, livemode: false };
  return { shop: made, key: await makeApiKey(place), ada: await makeCustomer(made) };
}

type Form = Record<string, string>;

async function create(form: Form, by: { key: string } = { key }) {
  const answer = await callApi(createSession, by.key, { form });
  if (answer.status === 200) expect(sessionAnswer.parse(answer.body)).toEqual(answer.body);
  return answer;
}

async function refusal(form: Form, by?: { key: string }) {
  const { status, body } = await create(form, by);
  return [status, body.error?.code, body.error?.param];
}

const missing = (param: string) => [400, "resource_missing", param];
const invalid = (param: string) => [400, "parameter_invalid", param];

function flow(type: string, more: Form = {}): Form {
  const fields = Object.entries(more).map(([name, value]) => [`flow_data[${type}]${name}`, value]);
  return { customer: ada.id, "flow_data[type]": type, ...Object.fromEntries(fields) };
}

const confirm = "flow_data[subscription_update_confirm]";

function change(more: Form = {}, of: TestCustomer = ada): Form {
  return {
    ...flow("subscription_update_confirm", {
      "[subscription]": of.subscription,
      "[items][0][id]": of.item,
      ...more,
    }),
    customer: of.id,
  };
}

async function keptOf(merchantId: string) {
  const sessions = await database().portalSession.findMany({ where: { merchantId } });
  const events = await database().event.count({
    where: { merchantId, type: "billing_portal.session.created" },
  });
  return { sessions, events };
}

describe("a plain session", () => {
  it("asks Stripe once", async () => {
    const own = await setUp();
    own.shop.account.forget();
    const { status } = await create({ customer: own.ada.id }, own);
    expect(status).toBe(200);
    expect(own.shop.account.seen).toHaveLength(1);
  });

  it("leaves an event in which the link does not stand", async () => {
    const own = await setUp();
    const { body } = await create({ customer: own.ada.id, "portico[read_only]": "true" }, own);
    const { events } = await keptOf(own.shop.id);
    expect(events).toBe(1);
    const [event] = await database().event.findMany({
      where: { merchantId: own.shop.id, type: "billing_portal.session.created" },
    });
    expect(event?.data).toEqual({ ...body, url: env().APP_URL });
  });

  it("is for a customer or an account that is one, and not for both", async () => {
    expect(await refusal({})).toEqual([400, "parameter_missing", "customer"]);
    const both = { customer: ada.id, customer_account: "acct_1" };
    expect(await refusal(both)).toEqual([400, "parameters_exclusive", "customer_account"]);
    const { stripe } = shop.account;
    const account = await stripe.v2.core.accounts.create({ configuration: { customer: {} } });
    shop.account.forget();
    const { body } = await create({ customer_account: account.id });
    expect(shop.account.seen).toHaveLength(1);
    expect(body).toMatchObject({
      customer: expect.stringMatching(/^cus_/),
      customer_account: account.id,
    });
    const bare = await stripe.v2.core.accounts.create({});
    for (const id of [bare.id, "acct_unknown", "acct_/..", ada.id]) {
      expect(await refusal({ customer_account: id })).toEqual(missing("customer_account"));
    }
  });

  it("keeps what it was given", async () => {
    const own = await setUp();
    const form = {
      customer: own.ada.id,
      locale: "de",
      "after_expiration[type]": "customer_login",
      "after_expiration[customer_login][expires_at]": "1893456000",
      "portico[subscription_id]": own.ada.subscription,
      "portico[narrow][disable][0]": "invoice_history",
    };
    const { body } = await create(form, own);
    const given = {
      portico: {
        subscription_id: own.ada.subscription,
        narrow: { disable: ["invoice_history"] },
      },
      locale: "de",
    };
    const after = { type: "customer_login", customer_login: { expires_at: 1_893_456_000 } };
    expect(body).toMatchObject({ ...given, after_expiration: after });
    const { sessions } = await keptOf(own.shop.id);
    expect(sessions).toMatchObject([{ ...given, afterExpiration: after, flow: null }]);
  });

  it("is never to be recovered until a time that has passed", async () => {
    const field = "after_expiration[customer_login][expires_at]";
    for (const past of ["0", String(nowSeconds())]) {
      const form = { customer: ada.id, "after_expiration[type]": "customer_login", [field]: past };
      expect(await refusal(form)).toEqual([400, "parameter_invalid_integer", field]);
    }
  });

  it("shows its configuration whole when that is asked for", async () => {
    const products = "configuration.features.subscription_update.products";
    const { body } = await create({ customer: ada.id, "expand[]": products });
    const features = { subscription_update: { products: [{}, {}] } };
    expect(body["configuration"]).toMatchObject({
      object: "billing_portal.configuration",
      features,
    });
    const plain = await create({ customer: ada.id, "expand[]": "configuration" });
    expect(plain.body["configuration"]).not.toHaveProperty("features.subscription_update.products");
    expect(await refusal({ customer: ada.id, "expand[]": "customer" })).toEqual(invalid("expand"));
  });

  it("is of the key's mode, and says so of a configuration that is not", async () => {
    const document = configurationSchema.parse({});
    const live = await makeConfiguration({
      ...{ merchantId: shop.id, livemode: true },
      ...{ isDefault: false, document },
    });
    const { body } = await create({ customer: ada.id, configuration: live.id });
    expect(body.error).toMatchObject({
      code: "resource_missing",
      param: "configuration",
      message: expect.stringContaining("a similar object exists in live mode"),
    });
  });
});

describe("a flow", () => {
  it("of each type is kept as Stripe shows it", async () => {
    const flexible = await makeCustomer(shop, { billing_mode: { type: "flexible" } });
    const configuration = await everything();
    const target = { "[subscription]": ada.subscription };
    const forms: Form[] = [
      flow("customer_update"),
      flow("payment_method_update"),
      flow("subscription_cancel", target),
      flow("subscription_update", target),
      change({ "[items][0][price]": shop.prices.pro }),
      {
        ...flow("subscription_pause", { "[subscription]": flexible.subscription }),
        customer: flexible.id,
      },
    ];
    for (const form of forms) {
      const { status, body } = await create({ ...form, configuration });
      expect(body).toMatchObject({ flow: { type: form["flow_data[type]"] } });
      expect(status).toBe(200);
      const kept = await database().portalSession.findUnique({ where: { id: String(body["id"]) } });
      expect(kept?.flow).toEqual(body["flow"]);
    }
  });

  it("asks Stripe for all that it names at once, and for nothing else", async () => {
    const coupon = await shop.account.stripe.coupons.create({ percent_off: 10, duration: "once" });
    shop.account.forget();
    const form = change({
      "[items][0][price]": shop.prices.pro,
      "[discounts][0][coupon]": coupon.id,
    });
    expect((await create(form)).status).toBe(200);
    expect(shop.account.seen).toHaveLength(4);
  });

  it("needs its feature", async () => {
    const off = configurationSchema.parse({
      features: {
        customer_update: { enabled: false },
        payment_method_update: { enabled: false },
        subscription_cancel: { enabled: false },
      },
    });
    const { id: configuration } = await makeConfiguration({
      ...{ merchantId: shop.id, livemode: false, isDefault: false },
      document: off,
    });
    const target = { "[subscription]": ada.subscription };
    const forms: [Form, string][] = [
      [flow("customer_update"), "This customer"],
      [flow("payment_method_update"), "The payment method of this customer"],
      [flow("subscription_cancel", target), "This subscription"],
      [flow("subscription_pause", target), "This subscription"],
      [flow("subscription_update", target), "This subscription"],
      [change({ "[items][0][price]": shop.prices.pro }), "This subscription"],
    ];
    for (const [form, subject] of forms) {
      const { body } = await create({ ...form, configuration });
      expect(body.error).toMatchObject({ code: "parameter_invalid", param: "flow_data[type]" });
      expect(body.error?.message).toMatch(
        new RegExp(`^${subject} cannot be \\w+ because the [a-z ]+ feature in the portal config`),
      );
    }
    const { body } = await create({ ...flow("subscription_update", target), configuration });
    expect(body.error?.message).toBe(
      "This subscription cannot be updated because the subscription update feature in the portal configuration is disabled.",
    );
  });

  it("is about the customer's own subscription: any other is as unknown as none", async () => {
    const own = await setUp();
    const second = await makeCustomer(shop);
    const configuration = await everything();
    for (const type of ["subscription_cancel", "subscription_pause", "subscription_update"]) {
      const param = `flow_data[${type}][subscription]`;
      for (const id of [own.ada.subscription, second.subscription, "sub_unknown", "sub_/..", "x"]) {
        const { body } = await create({ ...flow(type, { "[subscription]": id }), configuration });
        const message = `No such subscription: '${id}'`;
        expect(body.error).toMatchObject({ code: "resource_missing", param, message });
      }
    }
    expect(await refusal({ ...change({}, second), customer: ada.id })).toEqual(
      missing(`${confirm}[subscription]`),
    );
  });

  it("is about a subscription in a state for it", async () => {
    const { stripe } = shop.account;
    const configuration = await everything();
    const types = ["subscription_cancel", "subscription_pause", "subscription_update"];
    const told = async (type: string, { id, subscription }: TestCustomer) => {
      const form = { ...flow(type, { "[subscription]": subscription }), customer: id };
      const { body } = await create({ ...form, configuration });
      return [body.error?.param, body.error?.message];
    };
    const gone = await makeCustomer(shop);
    await stripe.subscriptions.cancel(gone.subscription);
    for (const type of types) {
      expect(await told(type, gone)).toEqual([
        `flow_data[${type}][subscription]`,
        expect.stringContaining("because its status is 'canceled'"),
      ]);
    }
    const leaving = await makeCustomer(shop);
    await stripe.subscriptions.update(leaving.subscription, { cancel_at_period_end: true });
    expect(await told("subscription_cancel", leaving)).toEqual([
      "flow_data[subscription_cancel][subscription]",
      `The subscription '${leaving.subscription}' is already set to be canceled at period end.`,
    ]);
    const billed = await makeCustomer(shop, {
      collection_method: "send_invoice",
      days_until_due: 30,
    });
    const several = await makeCustomer(shop, {
      items: [{ price: shop.prices.starter }, { price: shop.prices.unlisted }],
    });
    const planned = await makeCustomer(shop);
    await stripe.subscriptionSchedules.create({ from_subscription: planned.subscription });
    for (const [customer, why] of [
      [billed, "paid by invoice"],
      [several, "more than one item"],
      [planned, "a subscription schedule"],
    ] as const) {
      const [param, message] = await told("subscription_update", customer);
      expect([param, message]).toEqual([
        "flow_data[subscription_update][subscription]",
        expect.stringContaining(why),
      ]);
    }
    const classic = await makeCustomer(shop, { billing_mode: { type: "classic" } });
    expect((await told("subscription_pause", classic))[1]).toContain("billing mode");
  });

  it("offers a coupon that is there", async () => {
    const { stripe } = shop.account;
    const target = { "[subscription]": ada.subscription, "[retention][type]": "coupon_offer" };
    const param = "flow_data[subscription_cancel][retention][coupon_offer][coupon]";
    const offer = (coupon: string) =>
      create(
        flow("subscription_cancel", { ...target, "[retention][coupon_offer][coupon]": coupon }),
      );
    const coupon = await stripe.coupons.create({ percent_off: 20, duration: "once" });
    expect((await offer(coupon.id)).body).toMatchObject({
      flow: {
        subscription_cancel: {
          retention: { type: "coupon_offer", coupon_offer: { coupon: coupon.id } },
        },
      },
    });
    for (const id of ["NOPE", "..", "a/b"]) {
      const { body } = await offer(id);
      const message = `No such coupon: '${id}'`;
      expect(body.error).toMatchObject({ code: "resource_missing", param, message });
    }
  });
});

describe("a change to confirm", () => {
  it.each([
    [
      "an item of another subscription",
      { "[items][0][id]": "si_other" },
      missing("[items][0][id]"),
    ],
    [
      "more than one item",
      { "[items][1][id]": "si_2", "[items][1][quantity]": "2" },
      invalid("[items]"),
    ],
    ["an unknown price", { "[items][0][price]": "price_x" }, missing("[items][0][price]")],
    ["a path as a price", { "[items][0][price]": ".." }, missing("[items][0][price]")],
    ["nothing", {}, invalid("[items]")],
    [
      "a quantity below zero",
      { "[items][0][quantity]": "-1" },
      [400, "parameter_invalid_integer", "[items][0][quantity]"],
    ],
    [
      "two discounts",
      { "[discounts][0][coupon]": "A", "[discounts][1][coupon]": "B" },
      invalid("[discounts]"),
    ],
    [
      "a coupon and a promotion code",
      { "[discounts][0][coupon]": "A", "[discounts][0][promotion_code]": "promo_1" },
      [400, "parameters_exclusive", "[discounts][0]"],
    ],
    ["an unknown coupon", { "[discounts][0][coupon]": "NOPE" }, missing("[discounts][0][coupon]")],
    [
      "an unknown promotion code",
      { "[discounts][0][promotion_code]": "promo_x" },
      missing("[discounts][0][promotion_code]"),
    ],
  ] as const)("is not %s", async (_, more, [status, code, at]) => {
    expect(await refusal(change({ ...more }))).toEqual([status, code, `${confirm}${String(at)}`]);
  });

  it("is to a price on the plan list that can be bought", async () => {
    const price = `${confirm}[items][0][price]`;
    const to = (id: string, more: Form = {}) =>
      refusal({ ...change({ "[items][0][price]": id }), ...more });
    expect(await to(shop.prices.unlisted)).toEqual(invalid(price));
    const narrowed = { "portico[narrow][prices][0]": shop.prices.proYear };
    expect(await to(shop.prices.pro, narrowed)).toEqual(invalid(price));
    expect(await to(shop.prices.proYear, narrowed)).toEqual([200, undefined, undefined]);
    const own = await setUp();
    await own.shop.account.stripe.prices.update(own.shop.prices.proYear, { active: false });
    const form = change({ "[items][0][price]": own.shop.prices.proYear }, own.ada);
    expect(await refusal(form, own)).toEqual(invalid(price));
  });

  it("is not a quantity where none may be changed", async () => {
    const own = await setUp((listed) => ({
      subscription_update: {
        ...listed,
        default_allowed_updates: ["price"],
        products: (listed.products ?? []).map(({ product, prices }) => ({ product, prices })),
      },
    }));
    const form = change({ "[items][0][quantity]": "7" }, own.ada);
    expect(await refusal(form, own)).toEqual(invalid(`${confirm}[items][0][quantity]`));
  });

  it("keeps to the quantities of its product", async () => {
    const own = await setUp((listed) => ({
      subscription_update: {
        ...listed,
        products: (listed.products ?? []).map((entry) => ({
          ...entry,
          adjustable_quantity: { enabled: true, minimum: 2, maximum: 9 },
        })),
      },
    }));
    const quantity = `${confirm}[items][0][quantity]`;
    const to = (count: string) => refusal(change({ "[items][0][quantity]": count }, own.ada), own);
    expect(await to("2")).toEqual([200, undefined, undefined]);
    expect(await to("9")).toEqual([200, undefined, undefined]);
    for (const count of ["0", "10"]) {
      expect(await to(count)).toEqual([400, "parameter_invalid_integer", quantity]);
    }
  });

  it("takes a discount that can be used with it, even where customers may not type codes", async () => {
    const { stripe } = shop.account;
    const coupon = await stripe.coupons.create({ percent_off: 20, duration: "once" });
    const codes = `${confirm}[discounts][0][promotion_code]`;
    const promotion = { type: "coupon", coupon: coupon.id } as const;
    const open = await stripe.promotionCodes.create({ promotion, code: "OPEN" });
    const shut = await stripe.promotionCodes.create({ promotion, code: "SHUT", active: false });
    const other = await makeCustomer(shop);
    const hers = await stripe.promotionCodes.create({ promotion, customer: other.id });
    const three = { "[items][0][quantity]": "3" };
    const by = (id: string) => refusal(change({ ...three, "[discounts][0][promotion_code]": id }));
    expect(await by(open.id)).toEqual([200, undefined, undefined]);
    expect(await by(shut.id)).toEqual([400, "coupon_expired", codes]);
    expect(await by(hers.id)).toEqual(invalid(codes));
    const past = await shop.account.stripeAgo(3).coupons.create({
      percent_off: 20,
      duration: "once",
      redeem_by: Math.floor(Date.now() / 1000) - 86_400,
    });
    expect(await refusal(change({ ...three, "[discounts][0][coupon]": past.id }))).toEqual([
      400,
      "coupon_expired",
      `${confirm}[discounts][0][coupon]`,
    ]);
    // Alone it changes nothing that could be confirmed.
    const alone = change({ "[discounts][0][coupon]": coupon.id });
    expect(await refusal(alone)).toEqual(invalid(`${confirm}[items]`));
  });

  it("is to a tier of the service, where that is the plan list", async () => {
    const own = await setUp();
    const { stripe } = own.shop.account;
    const tiers = [own.shop.prices.starter, own.shop.prices.unlisted];
    for (const id of tiers) {
      const price = await stripe.prices.retrieve(id);
      const metadata = { sb_service: "Acme", sb_tier: id };
      await stripe.products.update(String(price.product), { metadata });
    }
    const price = `${confirm}[items][0][price]`;
    const to = (id: string, more: Form = {}) =>
      refusal({ ...change({ "[items][0][price]": id }, own.ada), ...more }, own);
    const service = { "portico[service]": "Acme" };
    expect(await to(own.shop.prices.unlisted, service)).toEqual([200, undefined, undefined]);
    expect(await to(own.shop.prices.pro, service)).toEqual(invalid(price));
    expect(await to(own.shop.prices.unlisted)).toEqual(invalid(price));
  });
});

describe("on_behalf_of", () => {
  it("is a connected account, and the flow's subscription one of its own", async () => {
    const { stripe } = shop.account;
    const account = await stripe.accounts.create({ type: "standard" });
    const theirs = await makeCustomer(shop, { on_behalf_of: account.id });
    const form = { customer: theirs.id, on_behalf_of: account.id };
    expect((await create(form)).body).toMatchObject({ on_behalf_of: account.id });
    const target = { "[subscription]": theirs.subscription };
    const flowed = { ...flow("subscription_cancel", target), ...form };
    expect((await create(flowed)).status).toBe(200);
    for (const id of ["acct_unknown", "acct_..", "x"]) {
      expect(await refusal({ ...form, on_behalf_of: id })).toEqual(missing("on_behalf_of"));
    }
    const own = flow("subscription_cancel", { "[subscription]": ada.subscription });
    expect(await refusal({ ...own, on_behalf_of: account.id })).toEqual(
      missing("flow_data[subscription_cancel][subscription]"),
    );
    const scoped = { customer: ada.id, "portico[subscription_id]": ada.subscription };
    expect(await refusal({ ...scoped, on_behalf_of: account.id })).toEqual(
      missing("portico[subscription_id]"),
    );
  });
});

describe("portico", () => {
  it("narrows to what is the customer's and the configuration's, and never widens", async () => {
    const second = await makeCustomer(shop);
    const to = (more: Form) => refusal({ customer: ada.id, ...more });
    for (const id of [second.subscription, "sub_unknown"]) {
      const param = "portico[subscription_id]";
      expect(await to({ [param]: id })).toEqual(missing(param));
    }
    const prices = "portico[narrow][prices]";
    expect(
      await to({ [`${prices}[0]`]: shop.prices.pro, [`${prices}[1]`]: shop.prices.unlisted }),
    ).toEqual(invalid(`${prices}[1]`));
    expect(await to({ "portico[service]": "any" })).toEqual([200, undefined, undefined]);
    const document = configurationSchema.parse({
      portico: { quantity: { seat: { minimum: 2, maximum: 9 } } },
    });
    const { id: configuration } = await makeConfiguration({
      ...{ merchantId: shop.id, livemode: false, isDefault: false, document },
    });
    const seats = "portico[narrow][quantity][seat]";
    const bound = (more: Form) => to({ configuration, ...more });
    expect(await bound({ [`${seats}[minimum]`]: "3", [`${seats}[maximum]`]: "9" })).toEqual([
      ...[200, undefined, undefined],
    ]);
    expect(await bound({ [`${seats}[minimum]`]: "1" })).toEqual(invalid(`${seats}[minimum]`));
    expect(await bound({ [`${seats}[maximum]`]: "10" })).toEqual(invalid(`${seats}[maximum]`));
    expect(await bound({ [`${seats}[minimum]`]: "8", [`${seats}[maximum]`]: "3" })).toEqual(
      invalid(`${seats}[maximum]`),
    );
  });

  it("leaves the flow possible", async () => {
    const second = await makeCustomer(shop);
    const own = flow("subscription_cancel", { "[subscription]": ada.subscription });
    expect(await refusal({ ...own, "portico[read_only]": "true" })).toEqual(
      invalid("portico[read_only]"),
    );
    const disable = "portico[narrow][disable][0]";
    expect(await refusal({ ...own, [disable]: "subscription_cancel" })).toEqual(invalid(disable));
    const only = "portico[subscription_id]";
    expect(await refusal({ ...own, [only]: second.subscription })).toEqual(missing(only));
    const both = await makeSecondSubscription();
    expect(await refusal({ ...own, [only]: both })).toEqual(invalid(only));
    expect(await refusal({ ...own, [only]: ada.subscription })).toEqual([
      ...[200, undefined, undefined],
    ]);
  });
});

describe("while Stripe fails", () => {
  it.each(["/v1/customers", "/v1/subscriptions", "/v1/prices"])(
    "at %s, nothing is kept and the caller is told to come back",
    async (pathPrefix) => {
      const own = await setUp();
      const form = change({ "[items][0][price]": own.shop.prices.pro }, own.ada);
      for (const trouble of [
        { kind: "status-before", status: 500 },
        { kind: "status-before", status: 429 },
        { kind: "reset-before" },
      ] as const) {
        // More often than anybody tries: the SDK repeats a closed connection on its own.
        own.shop.account.arm({ ...trouble, method: "GET", pathPrefix, times: 9 });
        const { status, body } = await create(form, own);
        expect([status, body.error?.type]).toEqual([503, "api_error"]);
        own.shop.account.disarm();
      }
      expect(await keptOf(own.shop.id)).toEqual({ sessions: [], events: 0 });
      expect((await create(form, own)).status).toBe(200);
    },
  );
});

describe("many at once", () => {
  it("are one session for one idempotency key, and as many as were asked for without", async () => {
    const own = await setUp();
    const form = change({ "[items][0][price]": own.shop.prices.pro }, own.ada);
    const headers = { "idempotency-key": "once" };
    const once = await Promise.all(
      Array.from({ length: 10 }, () => callApi(createSession, own.key, { form, headers })),
    );
    const made = once.filter(({ status }) => status === 200).map(({ body }) => body["id"]);
    expect(new Set(made).size).toBe(1);
    expect((await keptOf(own.shop.id)).sessions).toHaveLength(1);
    const each = await Promise.all(Array.from({ length: 5 }, () => create(form, own)));
    expect(new Set(each.map(({ body }) => body["id"])).size).toBe(5);
    expect((await keptOf(own.shop.id)).sessions).toHaveLength(6);
  });
});

/** A configuration of the shop's that allows every flow. */
async function everything(): Promise<string> {
  const held = await database().configuration.findFirst({
    where: { merchantId: shop.id, livemode: false, defaultFor: { not: null } },
  });
  const { features } = configurationSchema.parse(held?.document);
  const document = configurationSchema.parse({
    features: { ...features, subscription_pause: { enabled: true } },
  });
  const place = { merchantId: shop.id, livemode: false };
  return (await makeConfiguration({ ...place, isDefault: false, document })).id;
}

async function makeSecondSubscription(): Promise<string> {
  const { id } = await shop.account.stripe.subscriptions.create({
    customer: ada.id,
    items: [{ price: shop.prices.starter }],
  });
  return id;
}
