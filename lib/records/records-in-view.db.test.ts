import { beforeAll, describe, expect, it } from "vitest";
import { cancelFlow } from "@/scripts/testing/cancel-flow";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { readPdf } from "@/scripts/testing/read-pdf";
import { tryAction } from "@/scripts/testing/try-action";
import { createDownload, followDownload } from "../http/portal/downloads";
import type { ActionName } from "../portal/actions";
import { flowStateSchema } from "../portal/flow-state";
import type { PortalContext } from "../sessions/load-session";
import { changeRecordSchema } from "../wire/change-record";
import { checkChange } from "./check-change";
import { listChangeRecords } from "./list-change-records";
import { findRecordInView, listRecordsInView } from "./records-in-view";
import { retrieveChangeRecord } from "./retrieve-change-record";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

async function act(context: PortalContext, name: ActionName, input: unknown): Promise<string> {
  const tried = await tryAction(context, name, input);
  if (!("answer" in tried)) throw new Error(tried.error.error.code);
  return tried.answer.intent;
}

/** A customer who cancelled one thing and renamed themselves, oldest first. */
async function setUp() {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeCustomer(merchant);
  const { context } = await openSession(merchant, customer.id);
  const { subscription } = customer;
  const canceled = await act(context, "cancel_subscription", { subscription });
  const renamed = await act(context, "update_customer", { name: "Grace" });
  return { merchant, customer, context, canceled, renamed };
}

const missing = { code: "resource_missing", status: 404 };
const idsIn = async (context: PortalContext) =>
  (await listRecordsInView(context, null)).data.map(({ id }) => id);

describe("a customer's records", () => {
  it("are listed newest first, and each can be read", async () => {
    const { context, canceled, renamed } = await setUp();
    expect(await idsIn(context)).toEqual([renamed, canceled]);
    expect(await findRecordInView(context, canceled)).toMatchObject({ id: canceled });
    const rest = await listRecordsInView(context, renamed);
    expect(rest.data.map(({ id }) => id)).toEqual([canceled]);
  });

  it("are still theirs in a later session", async () => {
    const { merchant, customer, canceled, renamed } = await setUp();
    const { context } = await openSession(merchant, customer.id);
    expect(await idsIn(context)).toEqual([renamed, canceled]);
  });

  it("are nobody else's: foreign and unknown ids, and what is none, answer alike", async () => {
    const { merchant, canceled } = await setUp();
    const stranger = await makeCustomer(merchant);
    const elsewhere = await makeMerchant(sandbox);
    const other = await makeCustomer(elsewhere);
    for (const { context } of [
      await openSession(merchant, stranger.id),
      await openSession(elsewhere, other.id),
    ]) {
      expect(await idsIn(context)).toEqual([]);
      for (const id of [canceled, "int_unknown", "in\u0000t", "../int_1", ""]) {
        await expect(findRecordInView(context, id)).rejects.toMatchObject(missing);
      }
      await expect(listRecordsInView(context, canceled)).rejects.toMatchObject(missing);
    }
  });

  it("are those of its subscription in a session that is made for one", async () => {
    const { merchant, customer, canceled, renamed } = await setUp();
    const { subscription } = customer;
    const scoped = { portico: { subscription_id: subscription } };
    const { context } = await openSession(merchant, customer.id, scoped);
    expect(await idsIn(context)).toEqual([canceled]);
    await expect(findRecordInView(context, renamed)).rejects.toMatchObject(missing);
  });

  it("are none of the merchant's own in a session on behalf of a connected account", async () => {
    const { merchant, customer, context, canceled } = await setUp();
    const narrowed = {
      ...context,
      session: { ...context.session, scope: { ...context.session.scope, onBehalfOf: "acct_1" } },
    };
    expect(customer.id).toBe(context.session.customerId);
    expect(await idsIn(narrowed)).toEqual([]);
    await expect(findRecordInView(narrowed, canceled)).rejects.toMatchObject(missing);
    expect(merchant.id).toBe(context.merchant.id);
  });

  it("are those of this very visit in a session for one task", async () => {
    const { merchant, customer, canceled, context } = await setUp();
    const flow = { flow: cancelFlow(customer.subscription), state: flowStateSchema.parse({}) };
    const later = (await openSession(merchant, customer.id)).context;
    const inFlow = ({ session, ...rest }: PortalContext) => ({
      ...rest,
      session: { ...session, flow },
    });
    expect(await idsIn(inFlow(later))).toEqual([]);
    await expect(findRecordInView(inFlow(later), canceled)).rejects.toMatchObject(missing);
    expect(await idsIn(inFlow(context))).toContain(canceled);
  });
});

describe("the merchant's API", () => {
  it("lists and retrieves records of its own place alone, by customer and subscription", async () => {
    const { merchant, customer, canceled, renamed } = await setUp();
    const place = { merchantId: merchant.id, livemode: false };
    const page = { limit: 10 };
    const ids = async (wish: object) =>
      (await listChangeRecords(place, { ...page, ...wish })).data.map(({ id }) => id);
    expect(await ids({})).toEqual([renamed, canceled]);
    expect(await ids({ customer: customer.id })).toEqual([renamed, canceled]);
    expect(await ids({ subscription: customer.subscription })).toEqual([canceled]);
    expect(await ids({ customer: "cus_other" })).toEqual([]);
    expect(await ids({ starting_after: renamed })).toEqual([canceled]);
    expect(await retrieveChangeRecord(place, canceled)).toMatchObject({ id: canceled });
    const elsewhere = { merchantId: (await makeMerchant(sandbox)).id, livemode: false };
    await expect(retrieveChangeRecord(elsewhere, canceled)).rejects.toMatchObject(missing);
    const live = { merchantId: merchant.id, livemode: true };
    const otherMode = retrieveChangeRecord(live, canceled);
    await expect(otherMode).rejects.toMatchObject({ code: "livemode_mismatch" });
  });
});

describe("a record's document", () => {
  const origin = "http://localhost:3000";

  async function download(context: PortalContext, record: string, format: string) {
    const url = new URL(origin);
    const body = { record, format };
    const made = await createDownload({ context, requestId: "req_1", body, url, params: {} });
    const { url: path } = await made.json();
    const token = String(path).split("/").at(-1) ?? "";
    const follow = () => followDownload(new Request(`${origin}${path}`), token);
    return { first: await follow(), again: await follow() };
  }

  async function changePlan() {
    const { merchant, customer, context } = await setUpPlain();
    const { subscription } = customer;
    const input = { subscription, price: merchant.prices.pro };
    const id = await act(context, "change_plan", input);
    await checkChange(merchant.id, id);
    return { merchant, context, id, record: await findRecordInView(context, id) };
  }

  async function setUpPlain() {
    const merchant = await makeMerchant(sandbox);
    const customer = await makeCustomer(merchant);
    const { context } = await openSession(merchant, customer.id);
    return { merchant, customer, context };
  }

  it("is a PDF that says who, when, what was shown, and what Stripe did, had once", async () => {
    const { context, id, record } = await changePlan();
    const { first, again } = await download(context, id, "pdf");
    expect(first.headers.get("content-type")).toBe("application/pdf");
    expect(first.headers.get("content-disposition")).toContain(`change-${id}.pdf`);
    expect(again.status).toBe(404);
    const text = readPdf(new Uint8Array(await first.arrayBuffer()));
    const said = [
      "Changed plan to Pro",
      id,
      context.session.id,
      "secret_key",
      record.customer,
      record.subscription ?? "none",
      record.done?.invoice?.number ?? "none",
      "(UTC)",
      "What you were shown and what was charged agree.",
    ];
    for (const part of said) expect(text).toContain(part);
    if (record.shown.kind !== "change_plan") throw new Error("Another kind.");
    for (const { description } of record.shown.lines) {
      expect(text.replace(/\n/g, " ")).toContain(description.slice(0, 12));
    }
  });

  it("is JSON in the shape of the API", async () => {
    const { context, id, merchant } = await changePlan();
    const { first } = await download(context, id, "json");
    const document = changeRecordSchema.parse(await first.json());
    expect(document).toMatchObject({ id, object: "portico.change_record", agrees: true });
    const place = { merchantId: merchant.id, livemode: false };
    expect(await retrieveChangeRecord(place, id)).toMatchObject({ id });
  });

  it("is nobody else's, and no other format", async () => {
    const { merchant, id } = await changePlan();
    const stranger = await makeCustomer(merchant);
    const { context } = await openSession(merchant, stranger.id);
    await expect(download(context, id, "pdf")).rejects.toMatchObject(missing);
    await expect(download(context, id, "exe")).rejects.toMatchObject({ status: 400 });
  });
});
