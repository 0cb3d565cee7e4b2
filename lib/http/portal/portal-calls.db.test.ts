import { beforeAll, describe, expect, it } from "vitest";
import { billOnce } from "@/scripts/testing/bill-once";
import {
  type Account,
  type FaultSandbox,
  serveFaultSandbox,
} from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession, type TestSession } from "@/scripts/testing/make-session";
import { countTrail } from "@/scripts/testing/trail";
import { blindly } from "@/scripts/testing/try-action";
import { database } from "../../db/client";
import { createDownload, followDownload } from "./downloads";
import { confirm, preview, showIntent } from "./perform-action";
import { showView } from "./show-view";
import { type PortalCall, withPortalSession } from "./with-portal-session";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

const origin = "http://localhost:3000";

async function setUp(features?: Parameters<typeof makeMerchant>[1]) {
  const merchant = await makeMerchant(sandbox, features);
  const customer = await makeCustomer(merchant);
  const session = await openSession(merchant, customer.id);
  return { merchant, customer, session, cookie: cookieOf(merchant, session) };
}

function cookieOf({ segment }: { segment: string }, { accessToken }: TestSession): string {
  return `portico_${segment}=${accessToken}`;
}

type Door = (call: PortalCall) => Promise<Response>;

/** What the browser of this session would send, and what comes back. */
function send(
  door: Door,
  { session, cookie }: { session: TestSession; cookie: string },
  {
    body,
    params = {},
    path = "/",
  }: { body?: unknown; params?: Record<string, string>; path?: string },
) {
  const method = body === undefined ? "GET" : "POST";
  const headers = {
    cookie,
    host: "localhost:3000",
    origin,
    "content-type": "application/json",
    "x-portico-request": session.context.session.id,
  };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = new Request(`${origin}${path}`, { method, headers, ...sent });
  return withPortalSession(door)(request, { params: Promise.resolve(params) });
}

/** An invoice from before the twelve that the first window shows. */
async function bury({ stripe }: Account, customer: string, subscription: string): Promise<string> {
  const [oldest] = (await stripe.invoices.list({ customer })).data;
  const [item] = (await stripe.subscriptions.retrieve(subscription)).items.data;
  for (let count = 0; count < 13; count += 1) {
    const items = [{ id: item?.id ?? "", quantity: count + 2 }];
    await stripe.subscriptions.update(subscription, {
      items,
      proration_behavior: "always_invoice",
    });
  }
  return oldest?.id ?? "";
}

describe("a download", () => {
  it("is had of an invoice that stands beyond the first page, once", async () => {
    const { merchant, customer, session, cookie } = await setUp();
    const invoice = await bury(merchant.account, customer.id, customer.subscription);
    const view = await (await send(showView, { session, cookie }, {})).json();
    expect(view.invoices.hasMore).toBe(true);
    expect(view.invoices.list.map(({ id }: { id: string }) => id)).not.toContain(invoice);

    const answer = await send(createDownload, { session, cookie }, { body: { invoice } });
    expect(answer.status).toBe(200);
    const { url } = await answer.json();
    const token = url.split("/").at(-1);
    const follow = () => followDownload(new Request(`${origin}${url}`), token);
    const followed = await Promise.all(Array.from({ length: 10 }, follow));
    const led = followed.filter(({ status }) => status === 303);
    expect(led).toHaveLength(1);
    const { invoice_pdf: pdf } = await merchant.account.stripe.invoices.retrieve(invoice);
    expect(led[0]?.headers.get("location")).toBe(pdf);
    expect((await follow()).status).toBe(404);
  });

  it("is not had of foreign and unknown invoices, which answer alike", async () => {
    const mine = await setUp();
    const neighbour = await makeCustomer(mine.merchant);
    const elsewhere = await setUp();
    const invoiceOf = async ({ stripe }: Account, customer: string) =>
      (await stripe.invoices.list({ customer })).data[0]?.id ?? "";
    const ids = [
      await invoiceOf(mine.merchant.account, neighbour.id),
      await invoiceOf(elsewhere.merchant.account, elsewhere.customer.id),
      "in_unknown",
    ];
    const answers = await Promise.all(
      ids.map(async (invoice) => {
        const answer = await send(createDownload, mine, { body: { invoice } });
        const { error } = await answer.json();
        const text = JSON.stringify({ ...error, request_id: "" }).replaceAll(invoice, "…");
        return `${answer.status} ${text}`;
      }),
    );
    expect(new Set(answers)).toHaveLength(1);
    expect(answers[0]).toMatch(/^404 .*"code":"resource_missing".*"param":"invoice"/);
    expect(await database().download.count({ where: { merchantId: mine.merchant.id } })).toBe(0);
  });

  it("is had by a session for one subscription of that one's invoices only", async () => {
    const { merchant, customer } = await setUp();
    const { stripe } = merchant.account;
    const other = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: merchant.prices.pro }],
    });
    const portico = { subscription_id: customer.subscription };
    const session = await openSession(merchant, customer.id, { portico });
    const scoped = { session, cookie: cookieOf(merchant, session) };
    const statusOf = async (subscription: string) => {
      const { data } = await stripe.invoices.list({ customer: customer.id, subscription });
      return (await send(createDownload, scoped, { body: { invoice: data[0]?.id } })).status;
    };
    expect(await statusOf(customer.subscription)).toBe(200);
    expect(await statusOf(other.id)).toBe(404);
  });

  it("is not had where invoices are switched off, nor an hour later", async () => {
    const off = await setUp(() => ({ invoice_history: { enabled: false } }));
    const refused = await send(createDownload, off, { body: { invoice: "in_unknown" } });
    expect(refused.status).toBe(403);
    const mine = await setUp();
    const { data } = await mine.merchant.account.stripe.invoices.list({
      customer: mine.customer.id,
    });
    const answer = await send(createDownload, mine, { body: { invoice: data[0]?.id } });
    const { url } = await answer.json();
    await database().$executeRaw`
      UPDATE downloads SET created_at = created_at - interval '1 minute'
      WHERE merchant_id = ${mine.merchant.id}`;
    const request = new Request(`${origin}${url}`);
    expect((await followDownload(request, url.split("/").at(-1))).status).toBe(404);
    expect((await followDownload(request, "nonsense")).status).toBe(404);
  });
});

describe("where only invoices of subscriptions are shown", () => {
  it("a download is had of those, and of one of none as little as of an unknown one", async () => {
    const mine = await setUp();
    const { merchant, customer } = mine;
    const { stripe } = merchant.account;
    await narrowInvoices(merchant.id);
    const once = await billOnce(stripe, customer.id);
    const [newest, ofSubscription] = (await stripe.invoices.list({ customer: customer.id })).data;
    expect(newest?.id).toBe(once);

    const view = await (await send(showView, mine, {})).json();
    const listed = view.invoices.list.map(({ id }: { id: string }) => id);
    expect(listed).toEqual([ofSubscription?.id]);
    expect(JSON.stringify(view)).not.toContain(once);
    const answers = [];
    for (const invoice of [once, "in_unknown"]) {
      const answer = await send(createDownload, mine, { body: { invoice } });
      const { error } = await answer.json();
      const text = JSON.stringify({ ...error, request_id: "" }).replaceAll(invoice, "…");
      answers.push(`${answer.status} ${text}`);
      const path = `/?invoices_after=${invoice}`;
      expect((await send(showView, mine, { path })).status).toBe(404);
    }
    expect(new Set(answers)).toHaveLength(1);
    expect(answers[0]).toMatch(/^404 .*"code":"resource_missing"/);
    await stripe.subscriptions.cancel(customer.subscription);
    const body = { invoice: ofSubscription?.id };
    expect((await send(createDownload, mine, { body })).status).toBe(200);
  });

  async function narrowInvoices(merchantId: string) {
    await database().$executeRaw`
      UPDATE configurations
      SET document = jsonb_set(document, '{portico,invoice_history,scope}', '"subscription"')
      WHERE merchant_id = ${merchantId}`;
  }
});

describe("a confirm at the door", () => {
  it("does what its preview showed, and its intent can be asked by its own session only", async () => {
    const mine = await setUp();
    const { customer, merchant } = mine;
    const input = { subscription: customer.subscription };
    const params = { action: "cancel_subscription" };
    const shown = await (await send(preview, mine, { params, body: { input } })).json();
    const body = { nonce: "click-0001", input, expected: shown.expected };
    const answer = await send(confirm, mine, { params, body });
    expect(answer.status).toBe(200);
    const { intent } = await answer.json();
    const asked = await send(showIntent, mine, { params: { id: intent } });
    expect(await asked.json()).toEqual({ outcome: "scheduled", intent });

    const second = await openSession(merchant, customer.id);
    const other = { session: second, cookie: cookieOf(merchant, second) };
    for (const each of [other, await setUp()]) {
      const refused = await send(showIntent, each, { params: { id: intent } });
      expect(refused.status).toBe(404);
      expect((await refused.json()).error).toMatchObject({ code: "resource_missing" });
    }
  });

  it("is refused in a tab whose session was replaced, and nothing is done to either customer", async () => {
    const mine = await setUp();
    const { merchant } = mine;
    const neighbour = await makeCustomer(merchant);
    const second = await openSession(merchant, neighbour.id);
    const stale = { session: mine.session, cookie: cookieOf(merchant, second) };
    for (const { subscription } of [mine.customer, neighbour]) {
      const body = { nonce: "click-0001", input: { subscription }, expected: {} };
      const params = { action: "cancel_subscription" };
      for (const door of [confirm, preview]) {
        const answer = await send(door, stale, { params, body });
        expect(answer.status).toBe(409);
        expect((await answer.json()).error).toMatchObject({ code: "session_replaced" });
      }
    }
    expect(merchant.account.seen).toEqual([]);
    expect(await countTrail(merchant.id)).toEqual({ audit: 0, events: 0, outbox: 0 });
  });

  it.each([
    [{}, "parameter_missing"],
    [null, "parameter_invalid"],
    [[], "parameter_invalid"],
    ["text", "parameter_invalid"],
    [{ nonce: "click-0001", input: {}, expected: {} }, "parameter_missing"],
    [{ nonce: "x", input: { subscription: "sub_1" }, expected: {} }, "parameter_invalid"],
    [
      { nonce: "click-0001", input: { subscription: "sub_1" }, expected: blindly, more: 1 },
      "parameter_unknown",
    ],
    [
      { nonce: "click-0001", input: { subscription: "sub_1", more: 1 }, expected: blindly },
      "parameter_unknown",
    ],
  ])("answers %j with the envelope and does nothing", async (body, code) => {
    const mine = await setUp();
    const answer = await send(confirm, mine, { params: { action: "cancel_subscription" }, body });
    expect(answer.status).toBe(400);
    expect((await answer.json()).error).toMatchObject({ code });
    expect(mine.merchant.account.seen).toEqual([]);
  });

  it("answers an intent's id that is none like one that is unknown", async () => {
    const mine = await setUp();
    for (const id of ["int_unknown", "\0", "int_a\0b", "", "\u{1F4A5}", "../view"]) {
      const answer = await send(showIntent, mine, { params: { id } });
      expect(answer.status).toBe(404);
      expect((await answer.json()).error).toMatchObject({ code: "resource_missing" });
    }
  });

  it("knows no other actions than there are", async () => {
    const mine = await setUp();
    for (const action of ["delete_customer", "constructor", "__proto__", ""]) {
      const answer = await send(confirm, mine, { params: { action }, body: { input: {} } });
      expect(answer.status).toBe(404);
    }
  });
});
