import { expect } from "@playwright/test";
import Stripe from "stripe";
import { test } from "../fixtures/shop";

const origin = String(process.env["APP_URL"]);

/** The official SDK as it comes: two lines differ from Stripe's, the key and the host. */
function connect(key: string): Stripe {
  const { hostname, port } = new URL(origin);
  return new Stripe(key, { host: hostname, port, protocol: "http" });
}

test("the unmodified official SDK opens a session: only key and host differ from Stripe's", async ({
  shop,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const session = await connect(shop.apiKey).billingPortal.sessions.create({
    customer,
    return_url: "https://example.com/account",
    locale: "auto",
  });
  expect(session).toMatchObject({
    object: "billing_portal.session",
    customer,
    customer_account: null,
    flow: null,
    livemode: false,
    locale: "auto",
    on_behalf_of: null,
    return_url: "https://example.com/account",
  });
  expect(session.id).toMatch(/^bps_/);
  expect(session.configuration).toMatch(/^bpc_/);
  expect(session.url).toContain("/p/session/");
  expect(session.lastResponse.requestId).toMatch(/^req_/);
});

test("a wrong key is a StripeAuthenticationError, and a Stripe key is told what it is", async () => {
  for (const key of [
    "psk_test_wrong",
    `psk_test_${"a".repeat(43)}`,
    "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
  ]) {
    const attempt = connect(key).billingPortal.sessions.create({ customer: "cus_1" });
    await expect(attempt).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    await expect(attempt).rejects.not.toThrow(key);
  }
});

test("an unknown customer is a StripeInvalidRequestError with code resource_missing and param customer", async ({
  shop,
  otherShop,
}) => {
  const foreign = await otherShop.subscribe("starterMonthly");
  for (const customer of [
    "cus_unknown",
    foreign.customer,
    "../customers",
    "cus_%00",
    "x".repeat(300),
  ]) {
    const error = await failure(shop.portal.billingPortal.sessions.create({ customer }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect(error).toMatchObject({ code: "resource_missing", param: "customer", statusCode: 400 });
  }
});

test("what is missing, unknown or malformed is refused with its parameter", async ({ shop }) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const cases: [Record<string, unknown>, string, string][] = [
    [{}, "parameter_missing", "customer"],
    [{ customer, color: "red" }, "parameter_unknown", "color"],
    [{ customer, return_url: "javascript:alert(1)" }, "url_invalid", "return_url"],
    [{ customer, return_url: "https://u:p@example.com" }, "url_invalid", "return_url"],
    [{ customer, locale: "xx" }, "parameter_invalid", "locale"],
    [{ customer, configuration: "bpc_unknown" }, "resource_missing", "configuration"],
    [{ customer, on_behalf_of: "acct_unknown" }, "resource_missing", "on_behalf_of"],
    [{ customer, flow_data: { type: "cancel" } }, "parameter_invalid", "flow_data[type]"],
    [{ customer, portico: { read_only: "x" } }, "parameter_invalid", "portico[read_only]"],
  ];
  for (const [params, code, param] of cases) {
    const error = await failure(shop.portal.billingPortal.sessions.create(params));
    expect(error, JSON.stringify(params)).toMatchObject({ code, param, statusCode: 400 });
  }
});

test("wrong methods, paths, encodings and sizes get the envelope, never a 5xx", async ({
  shop,
  request,
}) => {
  const url = `${origin}/v1/billing_portal/sessions`;
  const headers = { Authorization: `Bearer ${shop.apiKey}` };
  const form = { ...headers, "Content-Type": "application/x-www-form-urlencoded" };
  const answers = [
    [await request.fetch(url, { method: "PUT", headers }), 404],
    [await request.fetch(url, { method: "DELETE", headers }), 404],
    [await request.fetch(`${origin}/v1/nothing/here`, { headers }), 404],
    [await request.post(url, { headers, data: { customer: "cus_1" } }), 400],
    [await request.post(url, { headers: form, data: `customer=${"x".repeat(1_000_000)}` }), 413],
    [await request.post(url, { headers: form, data: "a[b]=1&a=2" }), 400],
    [await request.post(url, { headers: form, data: "metadata[__proto__]=x" }), 400],
    [await request.post(url, { headers: form, data: `a${"[b]".repeat(100)}=1` }), 400],
    [await request.post(url, { headers: form, data: "items[99999999]=x&items[-1]=y" }), 400],
    [await request.post(url), 401],
  ] as const;
  for (const [response, status] of answers) {
    expect(response.status(), response.url()).toBe(status);
    const { error } = await response.json();
    expect(error).toMatchObject({ type: "invalid_request_error", message: expect.any(String) });
    expect(response.headers()["request-id"]).toBe(error.request_id);
    expect(JSON.stringify(error)).not.toMatch(/node_modules|prisma|\.ts:/i);
  }
});

async function failure(attempt: Promise<unknown>): Promise<unknown> {
  try {
    return await attempt;
  } catch (error) {
    return error;
  }
}
