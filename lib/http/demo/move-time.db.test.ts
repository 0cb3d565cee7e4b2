import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { pinEnv, pinOnce } from "@/scripts/testing/pin-env";
import { nowSeconds } from "../../clock";
import { findSnapshot, saveSnapshot } from "../../db/snapshots";
import { saveStripeConnection } from "../../db/stripe-connections";
import { listDemoCustomers } from "../../demo";
import { env } from "../../env";
import { loadCustomer } from "../../snapshot/load-customer";
import { loadStripe } from "../../stripe/client";
import { sandboxKeyPrefix } from "../../stripe/sandbox";
import { loadDemoTime } from "./load-demo-time";
import { moveTime } from "./move-time";

const day = 86_400;
const before = env();
const { DATABASE_URL, ENCRYPTION_KEYS } = before;
const ownFolder = mkdtempSync(join(tmpdir(), "portico-time-"));
/** An embedded database is where its folder is. */
const folder = DATABASE_URL === undefined ? before.DATA_DIR : ownFolder;
afterAll(() => {
  pinOnce("env", before);
  rmSync(ownFolder, { recursive: true });
});

type Customers = Readonly<Record<string, { readonly id: string; readonly email: string }>>;

/** A demo whose merchant has Ada, who pays $12.00 every month, and Sam, who has bought nothing. */
async function openDemo(
  prefix = sandboxKeyPrefix,
): Promise<{ readonly merchantId: string; readonly customers: Customers }> {
  const database = DATABASE_URL === undefined ? {} : { DATABASE_URL };
  pinEnv({ DATA_DIR: folder, ENCRYPTION_KEYS, isDemo: true, ...database });
  const { id: merchantId, slug } = await makeBareMerchant();
  const secretKey = `${prefix}_${randomBytes(8).toString("hex")}`;
  await saveStripeConnection({ merchantId, livemode: false, secretKey });
  if (prefix !== sandboxKeyPrefix) {
    tell({ merchant: slug });
    return { merchantId, customers: {} };
  }
  const customers = await fill(merchantId);
  tell({ merchant: slug, customers, stories: {} });
  return { merchantId, customers };
}

async function fill(merchantId: string) {
  const stripe = await loadStripe(merchantId, false);
  const ada = await stripe.customers.create({ email: "ada@example.com" });
  const sam = await stripe.customers.create({ email: "sam@example.com" });
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: ada.id });
  await stripe.subscriptions.create({
    customer: ada.id,
    default_payment_method: card.id,
    items: [{ price: (await makePrice(merchantId)).id }],
  });
  return { ada: { id: ada.id, email: "" }, sam: { id: sam.id, email: "" } };
}

async function makePrice(merchantId: string) {
  const stripe = await loadStripe(merchantId, false);
  return stripe.prices.create({
    currency: "usd",
    unit_amount: 1200,
    recurring: { interval: "month" },
    product_data: { name: "Starter" },
  });
}

/** Writes the demo's file. */
function tell(said: object) {
  const test = { secret_key: "psk_test_x" };
  writeFileSync(join(folder, "demo.json"), JSON.stringify({ ...said, test }));
}

async function press(form: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await moveTime(
    new Request("http://localhost:3000/demo/time", {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { host: "localhost:3000", origin: "http://localhost:3000", ...headers },
    }),
  );
  const location = answer.headers.get("location");
  const code = location === null ? (await answer.json()).error.code : null;
  return { status: answer.status, location, code };
}

const aheadDays = async () => ((await loadDemoTime())?.aheadSeconds ?? Number.NaN) / day;

describe("the time machine", () => {
  it("moves the sandbox by a day or by a month, and says so; customers live by its time", async () => {
    const { merchantId, customers } = await openDemo();
    expect(await loadDemoTime()).toEqual({
      now: expect.closeTo(nowSeconds(), -1),
      aheadSeconds: 0,
    });
    expect(await press({ step: "day", customer: "ada" })).toEqual({
      status: 303,
      location: "/demo?moved=day&customer=ada#moved",
      code: null,
    });
    expect(await aheadDays()).toBeCloseTo(1, 3);
    await press({ step: "month", customer: "ada" });
    expect(await aheadDays()).toBeGreaterThan(28.9);
    expect(await aheadDays()).toBeLessThan(32.1);
    const stripe = await loadStripe(merchantId, false);
    const { timeAhead } = await loadCustomer(stripe, customers["ada"]?.id ?? "");
    expect(timeAhead / day).toBeCloseTo(await aheadDays(), 3);
  });

  it("goes to when a customer's renewal is collected; what was kept of anybody is out of date", async () => {
    const { merchantId, customers } = await openDemo();
    const stripe = await loadStripe(merchantId, false);
    const key = { merchantId, livemode: false, customerId: customers["ada"]?.id ?? "" };
    await saveSnapshot(key, {}, nowSeconds());
    expect((await findSnapshot(key))?.stale).toBe(false);
    const { location } = await press({ step: "renewal", customer: "ada" });
    expect(location).toContain("moved=renewal");
    const { data } = await stripe.invoices.list({ customer: key.customerId });
    expect(data.map(({ status, total }) => [status, total])).toEqual([
      ["paid", 1200],
      ["paid", 1200],
    ]);
    expect((await findSnapshot(key))?.stale).toBe(true);
  });

  it("has the next payment declined, and it alone", async () => {
    const { merchantId, customers } = await openDemo();
    const stripe = await loadStripe(merchantId, false);
    expect((await press({ step: "decline", customer: "ada" })).location).toContain("moved=decline");
    await press({ step: "renewal", customer: "ada" });
    const customer = customers["ada"]?.id ?? "";
    const read = async () => (await stripe.subscriptions.list({ customer })).data[0]?.status;
    expect(await read()).toBe("past_due");
    const [open] = (await stripe.invoices.list({ customer, status: "open" })).data;
    await stripe.invoices.pay(open?.id ?? "");
    expect(await read()).toBe("active");
  });

  it("lets no time pass for a customer of whom nothing renews", async () => {
    await openDemo();
    const { location } = await press({ step: "renewal", customer: "sam" });
    expect(location).toContain("moved=nothing");
    expect(await aheadDays()).toBeCloseTo(0, 3);
  });

  it("moves once when a button was pressed twice", async () => {
    await openDemo();
    const form = { step: "day", customer: "ada", ahead: "0" };
    const [first, second] = [await press(form), await press(form)];
    expect(first.location).toContain("moved=day");
    expect(second.location).toContain("moved=already");
    expect(await aheadDays()).toBeCloseTo(1, 3);
  });
});

describe("the time machine refuses", () => {
  beforeAll(async () => {
    await openDemo();
  });

  it.each<[string, Record<string, string>, Record<string, string>, number, string]>([
    ["a step there is not", { step: "year", customer: "ada" }, {}, 400, "parameter_invalid"],
    ["no step", { customer: "ada" }, {}, 400, "parameter_invalid"],
    [
      "a step every object has",
      { step: "toString", customer: "ada" },
      {},
      400,
      "parameter_invalid",
    ],
    ["a customer there is not", { step: "day", customer: "eve" }, {}, 404, "resource_missing"],
    ["no customer", { step: "day" }, {}, 404, "resource_missing"],
    ["an id for a name", { step: "day", customer: "constructor" }, {}, 404, "resource_missing"],
    [
      "another site's page",
      { step: "day", customer: "ada" },
      { origin: "https://evil.example" },
      403,
      "csrf_failed",
    ],
    [
      "what the browser says came from elsewhere",
      { step: "day", customer: "ada" },
      { "sec-fetch-site": "cross-site" },
      403,
      "csrf_failed",
    ],
    [
      "more than a form",
      { step: "day", customer: "ada", more: "x".repeat(5000) },
      {},
      413,
      "request_too_large",
    ],
  ])("%s", async (_what, form, headers, status, code) => {
    expect(await press(form, headers)).toEqual({ status, location: null, code });
    expect(await aheadDays()).toBeCloseTo(0, 3);
  });

  it("to exist outside the demo", async () => {
    await openDemo();
    pinEnv({ ...env(), isDemo: false });
    expect(await press({ step: "day", customer: "ada" })).toMatchObject({ status: 404 });
    expect(await loadDemoTime()).toBeNull();
  });

  it("to move a Stripe account of one's own, which has no sample customers", async () => {
    await openDemo("sk_test_own");
    expect(await listDemoCustomers()).toEqual([]);
    expect(await loadDemoTime()).toBeNull();
    expect(await press({ step: "day", customer: "ada" })).toMatchObject({ status: 404 });
  });
});
