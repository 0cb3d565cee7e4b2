import type { APIRequestContext } from "@playwright/test";
import { expect } from "@playwright/test";
import { type ActionName, everyAction } from "../fixtures/action-names";
import { type Shop, test } from "../fixtures/shop";

const expected = { items: [], status: "active", cancelAt: null, prorationDate: null, amount: null };

/** A signed-in customer as a program: the cookie of one session and the header that names it. */
async function signIn(request: APIRequestContext, shop: Shop, customer: string) {
  const { url, id } = await shop.portal.billingPortal.sessions.create({ customer });
  const landing = await request.get(url, { maxRedirects: 0 });
  expect(landing.status()).toBe(303);
  const cookie = (landing.headers()["set-cookie"] ?? "").split(";")[0] ?? "";
  const origin = new URL(url).origin;
  return {
    origin,
    headers: {
      Cookie: cookie,
      Origin: origin,
      "X-Portico-Request": id,
      "Content-Type": "application/json",
    },
  };
}

test("no id of another customer, of another merchant or invented moves anything, through any action", async ({
  playwright,
  shop,
  otherShop,
}) => {
  const request = await playwright.request.newContext();
  const me = await shop.subscribe("starterMonthly");
  const neighbour = await shop.subscribe("starterMonthly");
  const stranger = await otherShop.subscribe("starterMonthly");
  const { origin, headers } = await signIn(request, shop, me.customer);
  const methodOf = async (at: Shop, customer: string) =>
    (await at.stripe.customers.listPaymentMethods(customer)).data[0]?.id ?? "";
  const price = shop.prices.proMonthly;

  const invoiceOf = async (at: Shop, customer: string) =>
    (await at.stripe.invoices.list({ customer })).data[0]?.id ?? "";

  const subscriptions = [neighbour.subscription, stranger.subscription, "sub_invented"];
  const methods = [
    await methodOf(shop, neighbour.customer),
    await methodOf(otherShop, stranger.customer),
    "pm_invented",
  ];
  const invoices = [
    await invoiceOf(shop, neighbour.customer),
    await invoiceOf(otherShop, stranger.customer),
    "in_invented",
  ];
  const inputs: [ActionName, object][] = [
    ...subscriptions.flatMap((subscription): [ActionName, object][] => [
      ["change_plan", { subscription, price }],
      ["change_quantity", { subscription, quantity: 2 }],
      ["undo_change", { subscription }],
      ["cancel_subscription", { subscription }],
      ["undo_cancel", { subscription }],
      ["accept_offer", { subscription, coupon: "stay" }],
      ["decline_offer", { subscription }],
      ["resubscribe", { subscription, price }],
      ["apply_promotion_code", { subscription, promotion_code: "STAY" }],
      ["pause_subscription", { subscription, interval: "month" }],
      ["resume_subscription", { subscription }],
    ]),
    ...methods.map((id): [ActionName, object] => [
      "set_default_payment_method",
      { payment_method: id },
    ]),
    ...invoices.map((invoice): [ActionName, object] => ["pay_invoice", { invoice }]),
    ["use_payment_method", { setup: "cs_test_invented" }],
  ];
  const named = new Set(inputs.map(([action]) => action));
  // Whoever calls these names nothing that could be another's.
  const nameless = ["start_subscription", "add_payment_method", "update_customer", "confirm_email"];
  expect(everyAction.filter((name) => !named.has(name) && !nameless.includes(name))).toEqual([]);
  for (const [action, input] of inputs) {
    const ids = Object.values(input).map(String);
    const answers = [];
    for (const [door, data] of [
      ["previews", { input }],
      ["actions", { nonce: crypto.randomUUID(), input, expected }],
    ] as const) {
      const response = await request.post(`${origin}/api/portal/${door}/${action}`, {
        headers,
        data,
      });
      expect(response.status(), `${door} ${action} ${ids.join()}`).toBe(404);
      const { error } = await response.json();
      answers.push({ ...error, request_id: "", message: withoutIds(error.message, ids) });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ code: "resource_missing" });
  }
  for (const [at, id] of [
    [shop, neighbour.subscription],
    [otherShop, stranger.subscription],
  ] as const) {
    const untouched = await at.stripe.subscriptions.retrieve(id);
    expect(untouched.cancel_at).toBeNull();
    expect(untouched.items.data[0]?.price.id).toBe(at.prices.starterMonthly);
  }
  for (const customer of [neighbour.customer, stranger.customer]) {
    const invoice = (
      await (customer === stranger.customer ? otherShop : shop).stripe.invoices.list({ customer })
    ).data[0];
    const response = await request.post(`${origin}/api/portal/downloads`, {
      headers,
      data: { invoice: invoice?.id },
    });
    expect(response.status()).toBe(404);
  }
});

test("a request that another site could have sent is refused and does nothing", async ({
  playwright,
  shop,
}) => {
  const request = await playwright.request.newContext();
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const { origin, headers } = await signIn(request, shop, customer);
  const url = `${origin}/api/portal/actions/cancel_subscription`;
  const data = { nonce: "nonce-csrf-01", input: { subscription }, expected };
  const { Origin: _origin, ...withoutOrigin } = headers;
  const { "X-Portico-Request": _named, ...withoutName } = headers;
  const forged = [
    withoutName,
    { ...headers, Origin: "https://evil.example" },
    withoutOrigin,
    { ...headers, Origin: "null" },
    { ...headers, "Content-Type": "text/plain" },
    { ...headers, "Sec-Fetch-Site": "same-site" },
    { ...headers, "Sec-Fetch-Site": "cross-site" },
  ];
  for (const sent of forged) {
    const response = await request.post(url, { headers: sent, data: JSON.stringify(data) });
    expect(response.status(), JSON.stringify(sent)).toBe(403);
    expect((await response.json()).error.code).toBe("csrf_failed");
    expect(response.headers()["access-control-allow-origin"]).toBeUndefined();
  }
  expect((await shop.stripe.subscriptions.retrieve(subscription)).cancel_at).toBeNull();
});

test("bad sessions, bodies and methods get the envelope, never a 5xx and never a write", async ({
  playwright,
  shop,
}) => {
  const request = await playwright.request.newContext();
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const { origin, headers } = await signIn(request, shop, customer);
  const url = `${origin}/api/portal/actions/cancel_subscription`;
  const input = { subscription };
  const good = { nonce: "nonce-body-01", input, expected };
  const name = headers.Cookie.split("=")[0] ?? "";
  const send = (data: unknown, sent: object = headers) =>
    request.post(url, {
      headers: { ...headers, ...sent },
      data: typeof data === "string" ? data : JSON.stringify(data),
    });
  const answers = [
    [await send(good, { Cookie: "" }), 401, "session_required"],
    [await send(good, { Cookie: `${name}=%00` }), 401, "session_required"],
    [await send(good, { Cookie: `${name}=${"x".repeat(9000)}` }), 401, "session_required"],
    [await send(good, { Cookie: `${name}=pat_${"a".repeat(43)}` }), 401, "session_required"],
    [await send("{"), 400, "parameter_invalid"],
    [await send("[]"), 400, "parameter_invalid"],
    [await send("null"), 400, "parameter_invalid"],
    [await send('{"__proto__":{"isAdmin":true}}'), 400, "parameter_unknown"],
    [await send({ ...good, constructor: { prototype: 1 } }), 400, "parameter_unknown"],
    [await send({ ...good, input: {} }), 400, "parameter_missing"],
    [await send({ ...good, input: { subscription: ["sub_1"] } }), 400, "parameter_invalid"],
    [await send({ ...good, input: { subscription: "../customers" } }), 400, "parameter_invalid"],
    [await send({ ...good, input: { ...input, mode: "immediately" } }), 403, "feature_disabled"],
    [await send({ ...good, nonce: "x".repeat(1_000_000) }), 413, "request_too_large"],
    [await request.fetch(url, { method: "PUT", headers }), 405, "method_not_allowed"],
    [await request.get(url, { headers }), 405, "method_not_allowed"],
    [await request.get(`${origin}/api/portal/nothing`, { headers }), 404, "resource_missing"],
    [await request.get(`${origin}/api/portal/intents/int_x`, { headers }), 404, "resource_missing"],
    [
      await request.post(`${origin}/api/portal/actions/toString`, { headers, data: good }),
      404,
      "resource_missing",
    ],
  ] as const;
  for (const [index, [response, status, code]] of answers.entries()) {
    const { error } = await response.json();
    expect([index, response.status(), error.code]).toEqual([index, status, code]);
    expect(response.headers()["request-id"]).toBe(error.request_id);
    expect(response.headers()["cache-control"]).toContain("no-store");
    expect(response.headers()["x-content-type-options"]).toBe("nosniff");
  }
  expect((await shop.stripe.subscriptions.retrieve(subscription)).cancel_at).toBeNull();
  expect(Object.hasOwn(Object.prototype, "isAdmin")).toBe(false);
});

function withoutIds(text: string, ids: readonly string[]): string {
  return ids.reduce((left, id) => left.replaceAll(id, "ID"), text);
}
