import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { keepMails, newEmail } from "@/scripts/testing/mailbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { previewOf, tryAction } from "@/scripts/testing/try-action";
import { reconcileIntent } from "../actions/intents/reconcile-intent";
import { findRecordOfJob } from "../db/change-records";
import { database } from "../db/client";
import { findIntentByNonce } from "../db/intents";
import { newId } from "../ids";
import type { ActionName } from "../portal/actions";
import type { ChangeDone } from "../portal/change-done";
import type { PausePreview } from "../portal/preview";
import { checkChange, compare } from "./check-change";
import { readRecord } from "./read-record";
import { tellCustomer } from "./tell-customer";
import { tellOwner } from "./tell-owner";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});
beforeEach(keepMails);

async function setUp() {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeCustomer(merchant);
  const email = newEmail();
  await merchant.account.stripe.customers.update(customer.id, { email });
  const { context } = await openSession(merchant, customer.id);
  return { merchant, customer, context, email };
}

type Scene = Awaited<ReturnType<typeof setUp>>;

async function act({ context }: Scene, name: ActionName, input: unknown): Promise<string> {
  const tried = await tryAction(context, name, input);
  if (!("answer" in tried)) throw new Error(tried.error.error.code);
  return tried.answer.intent;
}

function toPro(scene: Scene): Promise<string> {
  const { merchant, customer } = scene;
  return act(scene, "change_plan", {
    subscription: customer.subscription,
    price: merchant.prices.pro,
  });
}

async function recordOf({ id }: TestMerchant, record: string) {
  const row = await findRecordOfJob(id, record);
  return row === null ? null : readRecord(row);
}

async function jobsOf(queue: string, record: string) {
  const rows = await database().$queryRaw<{ payload: Record<string, string> }[]>`
    SELECT payload FROM outbox WHERE queue = ${queue} AND payload->>'record' = ${record}`;
  return rows.map(({ payload }) => payload);
}

async function addOwner({ id: merchantId }: TestMerchant, role = "owner") {
  const memberId = newId("member");
  const email = newEmail();
  await database().member.create({ data: { id: memberId, email } });
  await database().membership.create({ data: { merchantId, memberId, role } });
  return { memberId, email };
}

const mailsTo = (to: string) => database().keptMail.findMany({ where: { to } });

function countAlarms({ id: merchantId }: TestMerchant) {
  return database().event.count({ where: { merchantId, type: "portico.change.differs" } });
}

describe("a change", () => {
  it("keeps what was shown, and a job that looks at Stripe", async () => {
    const scene = await setUp();
    const { merchant, customer, context } = scene;
    const input = { subscription: customer.subscription, price: merchant.prices.pro };
    const { preview } = await previewOf(context, "change_plan", input);
    const id = await toPro(scene);
    const record = await recordOf(merchant, id);
    expect(record).toMatchObject({
      action: "change_plan",
      outcome: "applied",
      customer: customer.id,
      subscription: customer.subscription,
      session: { id: context.session.id, proof: "secret_key", surface: "hosted" },
      shown: { kind: preview.kind, to: { name: "Pro" } },
      done: null,
      agrees: null,
      checked: null,
    });
    expect(await jobsOf("change_check", id)).toEqual([{ merchantId: merchant.id, record: id }]);
  });

  it("that was refused leaves none", async () => {
    const scene = await setUp();
    const { merchant, context, customer } = scene;
    await tryAction(context, "change_plan", {
      subscription: customer.subscription,
      price: merchant.prices.unlisted,
    });
    expect(await database().changeRecord.count({ where: { merchantId: merchant.id } })).toBe(0);
  });

  it("agrees when the invoice asked for what was shown", async () => {
    const scene = await setUp();
    const { merchant, customer } = scene;
    const id = await toPro(scene);
    await checkChange(merchant.id, id);
    const record = await recordOf(merchant, id);
    const [invoice] = (await merchant.account.stripe.invoices.list({ customer: customer.id })).data;
    expect(record?.agrees).toBe(true);
    expect(record?.done?.invoice).toMatchObject({
      id: invoice?.id,
      number: invoice?.number,
      amountDue: { amount: invoice?.amount_due, currency: "usd" },
      amountPaid: { amount: invoice?.amount_paid, currency: "usd" },
    });
    expect(record?.shown).toMatchObject({ dueNow: { amount: invoice?.amount_due } });
    expect(await countAlarms(merchant)).toBe(0);
    expect(await jobsOf("change_differs", id)).toEqual([]);
  });

  it("that is scheduled agrees when nothing was charged, and tells when it will be", async () => {
    const scene = await setUp();
    const { merchant, customer } = scene;
    const id = await act(scene, "cancel_subscription", { subscription: customer.subscription });
    await checkChange(merchant.id, id);
    const now = await merchant.account.stripe.subscriptions.retrieve(customer.subscription);
    expect(await recordOf(merchant, id)).toMatchObject({
      outcome: "scheduled",
      agrees: true,
      done: { invoice: null, subscription: { status: "active", cancelAt: now.cancel_at } },
    });
  });

  it("that is looked at late is not compared with what came after it", async () => {
    const scene = await setUp();
    const { merchant, customer } = scene;
    const subscription = { subscription: customer.subscription };
    const id = await act(scene, "cancel_subscription", subscription);
    await act(scene, "undo_cancel", subscription);
    const later = await toPro(scene);
    await checkChange(merchant.id, id);
    await checkChange(merchant.id, later);
    expect(await recordOf(merchant, id)).toMatchObject({ agrees: true, done: { invoice: null } });
    expect(await recordOf(merchant, later)).toMatchObject({ agrees: true });
    expect(await countAlarms(merchant)).toBe(0);
  });

  it("that was put off is not compared with what is billed when its time comes", async () => {
    const scene = await setUp();
    const { merchant, customer } = scene;
    const { stripe } = merchant.account;
    const id = await act(scene, "cancel_subscription", { subscription: customer.subscription });
    await stripe.subscriptions.update(customer.subscription, {
      items: [{ id: customer.item, price: merchant.prices.pro }],
      proration_behavior: "always_invoice",
    });
    const ended = { endsAt: Math.floor(Date.UTC(2020, 0) / 1000) };
    await database().$executeRaw`
      UPDATE change_records SET shown = shown || ${JSON.stringify(ended)}::jsonb WHERE id = ${id}`;
    await checkChange(merchant.id, id);
    expect(await recordOf(merchant, id)).toMatchObject({ agrees: true, done: { invoice: null } });
  });

  it("that pauses agrees when what was used so far was charged as shown", () => {
    const usd = (amount: number) => ({ amount, currency: "usd" });
    const shown: PausePreview = {
      kind: "pause_subscription",
      subscription: "sub_1",
      name: "Calls",
      resumesAt: null,
      paidUntil: 1,
      paidTime: "ends",
      credit: null,
      owed: usd(2100),
    };
    const invoice = (amount: number): ChangeDone["invoice"] => ({
      id: "in_1",
      number: null,
      status: "paid",
      total: usd(amount),
      amountDue: usd(amount),
      amountPaid: usd(amount),
      lines: [],
      hasMoreLines: false,
    });
    expect(compare(shown, { invoice: invoice(2100), subscription: null })).toBe(true);
    expect(compare(shown, { invoice: invoice(2000), subscription: null })).toBe(false);
    expect(compare(shown, { invoice: null, subscription: null })).toBe(false);
  });

  it("of the customer's own data has nothing to compare", async () => {
    const scene = await setUp();
    const id = await act(scene, "update_customer", { name: "Grace" });
    await checkChange(scene.merchant.id, id);
    const record = await recordOf(scene.merchant, id);
    expect(record).toMatchObject({ agrees: null, subscription: null, done: { invoice: null } });
    expect(record?.checked).not.toBeNull();
    expect(JSON.stringify(record)).not.toContain("Grace");
    expect(await jobsOf("change_mail", id)).toEqual([]);
  });

  it("is looked at once: what Stripe does later changes nothing", async () => {
    const scene = await setUp();
    const { merchant } = scene;
    const id = await toPro(scene);
    await checkChange(merchant.id, id);
    const first = await recordOf(merchant, id);
    await checkChange(merchant.id, id);
    expect(await recordOf(merchant, id)).toEqual(first);
    expect(await jobsOf("change_mail", id)).toHaveLength(1);
  });

  it("is tried again while Stripe is away", async () => {
    const scene = await setUp();
    const { merchant } = scene;
    const id = await toPro(scene);
    merchant.account.arm({ method: "GET", times: 50 });
    await expect(checkChange(merchant.id, id)).rejects.toThrow();
    expect(await recordOf(merchant, id)).toMatchObject({ done: null, checked: null });
    merchant.account.disarm();
    await checkChange(merchant.id, id);
    expect(await recordOf(merchant, id)).toMatchObject({ agrees: true });
  });

  it("whose answer was lost is recorded and compared alike", async () => {
    const scene = await setUp();
    const { merchant, customer, context } = scene;
    const input = { subscription: customer.subscription, price: merchant.prices.pro };
    const { expected } = await previewOf(context, "change_plan", input);
    const nonce = randomUUID();
    merchant.account.arm({ kind: "status-after", pathPrefix: "/v1/subscriptions/" });
    const tried = await tryAction(context, "change_plan", input, { nonce, expected });
    expect(tried.status).toBe(202);
    merchant.account.disarm();
    const intent = await findIntentByNonce(merchant.id, context.session.id, nonce);
    if (intent === null) throw new Error("No intent.");
    await reconcileIntent(intent);
    await checkChange(merchant.id, intent.id);
    const record = await recordOf(merchant, intent.id);
    expect(record).toMatchObject({ agrees: true, shown: { kind: "change_plan" } });
    expect(record?.done?.invoice?.amountDue.amount).toBe(expected.amount);
  });
});

describe("a charge that is not what was shown", () => {
  async function differ(scene: Scene): Promise<string> {
    const id = await toPro(scene);
    await database().$executeRaw`
      UPDATE change_records SET shown = jsonb_set(shown, '{dueNow,amount}', '1') WHERE id = ${id}`;
    return id;
  }

  it("is told once: an event, an audit entry, and a mail to each owner", async () => {
    const scene = await setUp();
    const { merchant } = scene;
    const owner = await addOwner(merchant);
    const viewer = await addOwner(merchant, "viewer");
    const id = await differ(scene);
    await Promise.all([checkChange(merchant.id, id), checkChange(merchant.id, id)]);
    await checkChange(merchant.id, id);
    expect(await recordOf(merchant, id)).toMatchObject({ agrees: false });
    expect(await countAlarms(merchant)).toBe(1);
    const jobs = await jobsOf("change_differs", id);
    expect(jobs).toEqual([{ merchantId: merchant.id, record: id, member: owner.memberId }]);
    await tellOwner(merchant.id, id, owner.memberId);
    await tellOwner(merchant.id, id, viewer.memberId);
    const [mail] = await mailsTo(owner.email);
    expect(mail?.subject).toBe("Shop: a charge differs from what was shown");
    expect(mail?.text).toContain("0.01 USD");
    expect(mail?.text).toContain(id);
    expect(await mailsTo(viewer.email)).toEqual([]);
  });

  it("is an event whose object is the record", async () => {
    const scene = await setUp();
    const id = await differ(scene);
    await checkChange(scene.merchant.id, id);
    const where = { merchantId: scene.merchant.id, type: "portico.change.differs" };
    const [event] = await database().event.findMany({ where });
    expect(event?.data).toMatchObject({ id, object: "portico.change_record", agrees: false });
  });
});

describe("the customer", () => {
  it("is mailed once what was changed, shown and charged, with a link that holds no credential", async () => {
    const scene = await setUp();
    const { merchant, email } = scene;
    const id = await toPro(scene);
    await checkChange(merchant.id, id);
    await Promise.all([tellCustomer(merchant.id, id), tellCustomer(merchant.id, id)]);
    await tellCustomer(merchant.id, id);
    const mails = await mailsTo(email);
    expect(mails).toHaveLength(1);
    const record = await recordOf(merchant, id);
    const [mail] = mails;
    expect(mail?.subject).toBe("Changed plan to Pro · Shop");
    expect(mail?.text).toContain(record?.done?.invoice?.number ?? "no number");
    expect(mail?.text).toContain("What you were shown and what was charged agree.");
    expect(mail?.text).toMatch(new RegExp(`/p/${merchant.segment}/changes/${id}\n`));
    expect(mail?.text).not.toMatch(/p[a-z]{2}_[\w-]{43}/);
  });

  it("is told how to undo what is planned", async () => {
    const scene = await setUp();
    const { merchant, customer, email } = scene;
    const id = await act(scene, "cancel_subscription", { subscription: customer.subscription });
    await checkChange(merchant.id, id);
    await tellCustomer(merchant.id, id);
    const [mail] = await mailsTo(email);
    expect(mail?.text).toContain("You can undo it");
  });

  it("without an address is not mailed", async () => {
    const scene = await setUp();
    const { merchant, customer } = scene;
    await merchant.account.stripe.customers.update(customer.id, { email: "" });
    const id = await toPro(scene);
    await checkChange(merchant.id, id);
    await tellCustomer(merchant.id, id);
    expect(await mailsTo(scene.email)).toEqual([]);
  });
});
