import Stripe from "stripe";
import { beforeEach, describe, expect, it } from "vitest";
import { createMemoryStore } from "./memory-store";
import {
  day,
  june,
  makeCustomer,
  openTestAccount,
  stockAccount,
  subscribe,
  type TestAccount,
} from "./test-account";

let account: TestAccount;
let stripe: Stripe;

beforeEach(() => {
  account = openTestAccount(Stripe);
  stripe = account.stripe;
});

/** A request as no SDK would send it. */
async function send(
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
) {
  const response = await account.sandbox.handle(
    new Request(`http://sandbox.test${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: {
        authorization: "Bearer sk_test_1",
        "content-type": "application/x-www-form-urlencoded",
        ...headers,
      },
    }),
  );
  return { response, json: await response.json() };
}

describe("keys", () => {
  it("opens an account of its own for each key", async () => {
    const store = createMemoryStore();
    const first = openTestAccount(Stripe, { store, key: "sk_test_a" }).stripe;
    const second = openTestAccount(Stripe, { store, key: "rk_test_b" }).stripe;
    const customer = await first.customers.create({ email: "a@example.com" });
    await expect(second.customers.retrieve(customer.id)).rejects.toMatchObject({ statusCode: 404 });
    expect((await second.customers.list()).data).toEqual([]);
  });

  it.each(["sk_live_1234567890abc", "pk_test_123", "nonsense", "sk_test_"])(
    "refuses %s",
    async (key) => {
      const { stripe: stranger } = openTestAccount(Stripe, { key });
      await expect(stranger.customers.list()).rejects.toBeInstanceOf(
        Stripe.errors.StripeAuthenticationError,
      );
    },
  );

  it("masks the key it refuses, and takes Basic credentials", async () => {
    const { stripe: stranger } = openTestAccount(Stripe, { key: "sk_live_1234567890abc" });
    await expect(stranger.customers.list()).rejects.toThrow(
      "Invalid API Key provided: sk_live_***abc",
    );
    const { response } = await send("GET", "/v1/customers", undefined, {
      authorization: `Basic ${btoa("sk_test_1:")}`,
    });
    expect(response.status).toBe(200);
  });
});

const refusals = [
  ["POST", "/v1/customers", "nope=1", 400, "parameter_unknown", "nope"],
  [
    "POST",
    "/v1/customers",
    "invoice_settings[nope]=1",
    400,
    "parameter_unknown",
    "invoice_settings[nope]",
  ],
  ["POST", "/v1/products", "", 400, "parameter_missing", "name"],
  ["POST", "/v1/products", "name=", 400, "parameter_invalid_empty", "name"],
  [
    "POST",
    "/v1/prices",
    "currency=usd&product=prod_1&unit_amount=1.5",
    400,
    "parameter_invalid_integer",
    "unit_amount",
  ],
  ["POST", "/v1/customers", "email=nope", 400, "email_invalid", "email"],
  ["POST", "/v1/subscriptions", "items[0][price]=price_1", 400, "parameter_missing", "customer"],
  [
    "POST",
    "/v1/subscriptions",
    "customer=cus_x&items[0][price]=p",
    400,
    "resource_missing",
    "customer",
  ],
  [
    "POST",
    "/v1/subscriptions",
    "customer=cus_x&proration_behavior=odd",
    400,
    undefined,
    "proration_behavior",
  ],
  ["GET", "/v1/customers/cus_x", undefined, 404, "resource_missing", "id"],
  ["GET", "/v1/customers/%00", undefined, 404, "resource_missing", "id"],
  ["GET", "/v1/customers?limit=101", undefined, 400, "parameter_invalid_integer", "limit"],
  ["GET", "/v1/customers?limit=0", undefined, 400, "parameter_invalid_integer", "limit"],
  [
    "GET",
    "/v1/customers?starting_after=cus_x",
    undefined,
    400,
    "resource_missing",
    "starting_after",
  ],
  ["GET", "/v1/customers?expand=x", undefined, 400, undefined, "expand"],
  ["GET", "/v1/nothing", undefined, 404, undefined, undefined],
  ["PATCH", "/v1/customers", "a=1", 404, undefined, undefined],
  ["POST", "/v1/customers", "name[a]=1", 400, undefined, "name"],
  ["POST", "/v1/customers", "metadata=1", 400, undefined, "metadata"],
] satisfies [string, string, string | undefined, number, string | undefined, string | undefined][];

describe("errors", () => {
  it.each(refusals)("%s %s %s", async (method, path, body, status, code, param) => {
    const { response, json } = await send(method, path, body);
    expect(response.status).toBe(status);
    expect(json.error.type).toBe("invalid_request_error");
    expect(json.error.code).toBe(code);
    expect(json.error.param).toBe(param);
    expect(response.headers.get("request-id")).toMatch(/^req_/);
  });

  it("says what Stripe says", async () => {
    await expect(stripe.customers.retrieve("cus_x")).rejects.toThrow("No such customer: 'cus_x'");
    const unknown = await send("GET", "/v1/x");
    expect(unknown.json.error.message).toContain("Unrecognized request URL (GET: /v1/x).");
  });

  it("refuses a JSON body and a body beyond a megabyte", async () => {
    const json = await send("POST", "/v1/customers", "{}", { "content-type": "application/json" });
    expect(json.response.status).toBe(400);
    const large = await send("POST", "/v1/customers", `name=${"x".repeat(1_000_001)}`);
    expect(large.response.status).toBe(413);
  });

  it.each([
    ["bytes that are no UTF-8", "name=%ff%fe"],
    ["ten thousand parameters", Array.from({ length: 10_000 }, (_, i) => `a${i}=1`).join("&")],
    ["a prototype", "__proto__[a]=1"],
    ["a prototype in a hash", "invoice_settings[__proto__][a]=1"],
    ["depth without end", `metadata${"[a]".repeat(200)}=1`],
    ["a NUL", "name=%00"],
    ["what is list and text at once", "name=a&name[]=b"],
    ["brackets without an end", "name[=b"],
  ])("refuses %s", async (_name, body) => {
    const { response, json } = await send("POST", "/v1/customers", body);
    expect(response.status).toBe(400);
    expect(json.error.type).toBe("invalid_request_error");
    expect(json.error.message).not.toBe("");
  });

  it("refuses a body whose bytes are no UTF-8, and JSON that is none", async () => {
    const post = (path: string, body: BodyInit, type: string) =>
      account.sandbox.handle(
        new Request(`http://sandbox.test${path}`, {
          method: "POST",
          body,
          headers: { authorization: "Bearer sk_test_1", "content-type": type },
        }),
      );
    const form = "application/x-www-form-urlencoded";
    const bytes = new Uint8Array([0x6e, 0x3d, 0xff]);
    expect((await post("/v1/customers", bytes, form)).status).toBe(400);
    for (const json of ["{", "[]", '"text"', `${'{"a":'.repeat(50)}1${"}".repeat(50)}`]) {
      expect((await post("/v2/core/accounts", json, "application/json")).status).toBe(400);
    }
  });

  it("keeps a metadata key that is called __proto__", async () => {
    const { json } = await send("POST", "/v1/customers", "metadata[__proto__]=a&metadata[b]=c");
    expect(Object.entries(json.metadata)).toEqual([
      ["__proto__", "a"],
      ["b", "c"],
    ]);
  });

  it("changes nothing when a request fails late", async () => {
    const { customer, starter } = await stockAccount(stripe);
    const { subscription } = await subscribe(stripe, customer.id, starter.month);
    const before = await stripe.subscriptions.retrieve(subscription.id);
    const late = stripe.subscriptions.update(subscription.id, {
      items: [{ price: starter.month }],
      metadata: { touched: "yes" },
    });
    await expect(late).rejects.toMatchObject({ statusCode: 400 });
    const unexpandable = stripe.subscriptions.update(subscription.id, {
      metadata: { touched: "yes" },
      expand: ["metadata"],
    });
    await expect(unexpandable).rejects.toMatchObject({ statusCode: 400 });
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(JSON.stringify(after)).toBe(JSON.stringify(before));
  });
});

describe("idempotency", () => {
  const key = { idempotencyKey: "key-1" };

  it("replays the first answer and acts once", async () => {
    const first = await stripe.customers.create({ email: "a@example.com" }, key);
    const second = await stripe.customers.create({ email: "a@example.com" }, key);
    expect(second.id).toBe(first.id);
    const body = new URLSearchParams({ email: "a@example.com" }).toString();
    const third = await send("POST", "/v1/customers", body, { "idempotency-key": "key-1" });
    expect(third.json.id).toBe(first.id);
    expect(third.response.headers.get("idempotent-replayed")).toBe("true");
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  it("refuses the key for another request", async () => {
    await stripe.customers.create({ email: "a@example.com" }, key);
    const other = stripe.customers.create({ email: "b@example.com" }, key);
    await expect(other).rejects.toMatchObject({ statusCode: 400, rawType: "idempotency_error" });
  });

  it("replays a refusal that came from doing, not one from reading", async () => {
    const missing = () => stripe.subscriptions.update("sub_x", { metadata: { a: "1" } }, key);
    await expect(missing()).rejects.toMatchObject({ statusCode: 404 });
    const replayed = await send("POST", "/v1/subscriptions/sub_x", "metadata[a]=1", {
      "idempotency-key": "key-1",
    });
    expect(replayed.response.headers.get("idempotent-replayed")).toBe("true");
    const misread = await send("POST", "/v1/products", "name=", { "idempotency-key": "key-2" });
    expect(misread.response.status).toBe(400);
    const mended = await send("POST", "/v1/products", "name=Good", { "idempotency-key": "key-2" });
    expect(mended.response.status).toBe(200);
  });

  it("says that a key is in use while its first request runs", async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, () => stripe.customers.create({ name: "Once" }, key)),
    );
    const refused = answers.filter((answer) => answer.status === "rejected");
    expect(refused).toHaveLength(4);
    expect(refused[0]?.reason).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });
});

describe("expand", () => {
  it("reaches through lists and items, up to four levels", async () => {
    const { customer, starter } = await stockAccount(stripe);
    const { subscription } = await subscribe(stripe, customer.id, starter.month);
    const found = await stripe.subscriptions.retrieve(subscription.id, {
      expand: [
        "customer.invoice_settings.default_payment_method",
        "latest_invoice",
        "items.data.price.product",
      ],
    });
    expect(found).toMatchObject({
      customer: {
        id: customer.id,
        invoice_settings: { default_payment_method: { card: { last4: "4242" } } },
      },
      latest_invoice: { object: "invoice", amount_paid: 1200 },
      items: { data: [{ price: { product: { name: "Starter" } } }] },
    });
    const prices = await stripe.prices.list({ expand: ["data.product"], limit: 1 });
    expect(prices.data[0]?.product).toMatchObject({ object: "product" });
    const invoices = await stripe.invoices.list({
      expand: ["data.parent.subscription_details.subscription"],
    });
    expect(invoices.data[0]?.parent?.subscription_details?.subscription).toMatchObject({
      id: subscription.id,
    });
  });

  it.each([
    ["data.items.data.price.product", "more than 4 levels"],
    ["customer", "data.customer"],
    ["data.metadata", "cannot be expanded"],
    ["data.nonsense", "cannot be expanded"],
  ])("refuses %s", async (path, reason) => {
    const { customer, starter } = await stockAccount(stripe);
    await subscribe(stripe, customer.id, starter.month);
    await expect(stripe.subscriptions.list({ expand: [path] })).rejects.toThrow(reason);
  });

  it("shows items at their price's present state", async () => {
    const { customer, starter } = await stockAccount(stripe);
    const { subscription } = await subscribe(stripe, customer.id, starter.month);
    await stripe.prices.update(starter.month, { active: false, nickname: "Old" });
    const { items } = await stripe.subscriptions.retrieve(subscription.id);
    expect(items.data[0]?.price).toMatchObject({ active: false, nickname: "Old" });
  });
});

describe("lists", () => {
  it("pages newest first in both directions", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 12; index += 1) ids.unshift((await stripe.customers.create()).id);
    const first = await stripe.customers.list({ limit: 5 });
    expect(first).toMatchObject({ has_more: true, url: "/v1/customers" });
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 5));
    const next = await stripe.customers.list({ limit: 5, starting_after: ids[4] ?? "" });
    expect(next.data.map(({ id }) => id)).toEqual(ids.slice(5, 10));
    const back = await stripe.customers.list({ limit: 3, ending_before: ids[5] ?? "" });
    expect(back.data.map(({ id }) => id)).toEqual(ids.slice(2, 5));
    const all = await stripe.customers.list({ limit: 5 }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(ids);
    expect((await stripe.customers.list()).data).toHaveLength(10);
  });

  it("filters by email, time, status, price and lookup key", async () => {
    const { customer, starter, pro } = await stockAccount(stripe);
    account.goTo(june + day);
    const twin = await makeCustomer(stripe);
    const emails = await stripe.customers.list({ email: "ada@example.com" });
    expect(emails.data.map(({ id }) => id)).toEqual([twin.id, customer.id]);
    const recent = await stripe.customers.list({ created: { gte: june + 1 } });
    expect(recent.data.map(({ id }) => id)).toEqual([twin.id]);
    const kept = await subscribe(stripe, customer.id, starter.month);
    const ended = await subscribe(stripe, customer.id, pro.month);
    await stripe.subscriptions.cancel(ended.subscription.id);
    const idsOf = async (params: Stripe.SubscriptionListParams) =>
      (await stripe.subscriptions.list(params)).data.map(({ id }) => id);
    expect(await idsOf({ customer: customer.id })).toEqual([kept.subscription.id]);
    expect(await idsOf({ status: "all" })).toEqual([ended.subscription.id, kept.subscription.id]);
    expect(await idsOf({ status: "canceled" })).toEqual([ended.subscription.id]);
    expect(await idsOf({ status: "all", price: starter.month })).toEqual([kept.subscription.id]);
    await stripe.prices.update(pro.year, { lookup_key: "pro_yearly" });
    const keyed = await stripe.prices.list({ lookup_keys: ["pro_yearly"] });
    expect(keyed.data.map(({ id }) => id)).toEqual([pro.year]);
    const products = await stripe.products.list({ ids: [pro.product] });
    expect(products.data.map(({ id }) => id)).toEqual([pro.product]);
    const none = await stripe.billingPortal.configurations.list();
    expect(none.data).toEqual([]);
  });

  it("gives a lookup key to one price only", async () => {
    const { pro } = await stockAccount(stripe);
    await stripe.prices.update(pro.year, { lookup_key: "pro" });
    const taken = stripe.prices.update(pro.month, { lookup_key: "pro" });
    await expect(taken).rejects.toMatchObject({ code: "resource_already_exists" });
    await stripe.prices.update(pro.month, { lookup_key: "pro", transfer_lookup_key: true });
    expect((await stripe.prices.retrieve(pro.year)).lookup_key).toBeNull();
  });
});

describe("concurrency", () => {
  it("serialises changes of one subscription: the bills fit together", async () => {
    const { customer, seats } = await stockAccount(stripe);
    const { subscription, item } = await subscribe(stripe, customer.id, seats.month);
    account.goTo(june + 15 * day);
    const quantities = [2, 3, 4, 5, 6, 7];
    await Promise.all(
      quantities.map((quantity) =>
        stripe.subscriptions.update(subscription.id, {
          items: [{ id: item.id, quantity }],
          proration_behavior: "always_invoice",
        }),
      ),
    );
    const { items } = await stripe.subscriptions.retrieve(subscription.id);
    const last = items.data[0]?.quantity ?? 0;
    expect(quantities).toContain(last);
    const invoices = await stripe.invoices.list({ subscription: subscription.id });
    const billed = invoices.data.reduce((sum, { total }) => sum + total, 0);
    expect(billed).toBe(900 + 450 * (last - 1));
    const numbers = invoices.data.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(7);
  });
});

describe("metadata", () => {
  it("merges, unsets a key by '' and all keys by ''", async () => {
    const { id } = await stripe.customers.create({ metadata: { a: "1", b: "2" } });
    const merged = await stripe.customers.update(id, { metadata: { b: "", c: "3" } });
    expect(merged.metadata).toEqual({ a: "1", c: "3" });
    expect((await stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
  });
});

describe("payment methods", () => {
  it("attaches a copy of a test card, makes it the default, changes and detaches it", async () => {
    const customer = await stripe.customers.create();
    const card = await stripe.paymentMethods.attach("pm_card_amex", { customer: customer.id });
    expect(card.id).not.toBe("pm_card_amex");
    await stripe.customers.update(customer.id, {
      invoice_settings: { default_payment_method: card.id },
    });
    const changed = await stripe.paymentMethods.update(card.id, {
      card: { exp_month: 3, exp_year: 2031 },
    });
    expect(changed.card).toMatchObject({ exp_month: 3, exp_year: 2031, brand: "amex" });
    const { data } = await stripe.customers.listPaymentMethods(customer.id, { type: "card" });
    expect(data.map(({ id }) => id)).toEqual([card.id]);
    await stripe.paymentMethods.detach(card.id);
    const bare = await stripe.customers.retrieve(customer.id);
    expect(bare).toMatchObject({ invoice_settings: { default_payment_method: null } });
    const again = stripe.paymentMethods.attach(card.id, { customer: customer.id });
    await expect(again).rejects.toMatchObject({ statusCode: 400 });
  });

  it("belongs to one customer", async () => {
    const [owner, other] = [await makeCustomer(stripe), await stripe.customers.create()];
    const { data } = await stripe.paymentMethods.list({ customer: owner.id });
    const id = data[0]?.id ?? "";
    const attempts = [
      stripe.paymentMethods.attach(id, { customer: other.id }),
      stripe.customers.update(other.id, { invoice_settings: { default_payment_method: id } }),
      stripe.customers.retrievePaymentMethod(other.id, id),
    ];
    for (const result of await Promise.allSettled(attempts)) expect(result.status).toBe("rejected");
  });
});
