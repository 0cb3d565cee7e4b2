import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { keepMails } from "@/scripts/testing/mailbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { tryAction } from "@/scripts/testing/try-action";
import { database } from "../db/client";
import { armEmailChange, markEmailChangeSent } from "../db/email-changes";
import { configurationSchema } from "../portal/configuration";
import { hashPin } from "../proofs/hash-pin";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  keepMails();
});

const asked = "grace@example.com";

async function setUp(updates: ("name" | "email")[] = ["name", "email"]) {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeCustomer(merchant);
  const configuration = configurationSchema.parse({
    features: { customer_update: { enabled: true, allowed_updates: updates } },
  });
  const open = async () => ({
    ...(await openSession(merchant, customer.id)).context,
    configuration,
  });
  const context = await open();
  const held = async () => {
    const found = await merchant.account.stripe.customers.retrieve(customer.id);
    return found.deleted ? null : found.email;
  };
  return { merchant, context, open, held };
}

/** As the queue does, with a code that is known here. */
async function send(merchantId: string, change: string, code: string): Promise<void> {
  await armEmailChange(merchantId, change, hashPin(change, code));
  await markEmailChangeSent(merchantId, change);
}

function idOf(tried: Awaited<ReturnType<typeof tryAction>>): string {
  if ("answer" in tried) return tried.answer.intent;
  throw new Error(tried.error.error.code);
}

const queued = (queue: string, change: string) =>
  database().outboxEntry.count({ where: { queue, payload: { path: ["change"], equals: change } } });

describe("a new billing email", () => {
  it("is asked for and changes nothing before its code is typed; then the former mailbox is told", async () => {
    const { merchant, context, held } = await setUp();
    const before = await held();
    const tried = await tryAction(context, "update_customer", {
      email: ` ${asked.toUpperCase()} `,
    });
    expect(tried).toMatchObject({ status: 202, answer: { outcome: "confirm_sent" } });
    const change = idOf(tried);
    expect(await queued("email_change", change)).toBe(1);
    expect(await held()).toBe(before);
    await send(merchant.id, change, "123456");
    const wrong = await tryAction(context, "confirm_email", { code: "654321" });
    expect(wrong).toMatchObject({ status: 400, error: { error: { code: "code_invalid" } } });
    const done = await tryAction(context, "confirm_email", { code: "123 456" });
    expect(done).toMatchObject({ status: 200, answer: { outcome: "applied" } });
    expect(await held()).toBe(asked);
    expect(await queued("email_changed", change)).toBe(1);
    const row = await database().emailChange.findUnique({ where: { id: change } });
    expect(row?.formerEmail).toBe(before);
    const used = await tryAction(context, "confirm_email", { code: "123456" });
    expect(used).toMatchObject({ status: 410, error: { error: { code: "link_used" } } });
  });

  it("leaves the code nowhere at rest", async () => {
    const { merchant, context } = await setUp();
    const change = idOf(await tryAction(context, "update_customer", { email: asked }));
    await send(merchant.id, change, "314159");
    const nonce = "nonce-of-the-code";
    const first = await tryAction(context, "confirm_email", { code: "314159" }, { nonce });
    const second = await tryAction(context, "confirm_email", { code: "314159" }, { nonce });
    expect(idOf(second)).toBe(idOf(first));
    const intents = await database().intent.findMany({ where: { merchantId: merchant.id } });
    expect(JSON.stringify(intents)).not.toContain("314159");
  });

  it("takes five tries, counted before they are compared", async () => {
    const { merchant, context, held } = await setUp();
    const change = idOf(await tryAction(context, "update_customer", { email: asked }));
    await send(merchant.id, change, "123456");
    for (let count = 0; count < 5; count += 1) {
      await tryAction(context, "confirm_email", { code: "000000" });
    }
    const late = await tryAction(context, "confirm_email", { code: "123456" });
    expect(late).toMatchObject({ status: 410, error: { error: { code: "too_many_attempts" } } });
    expect(await held()).not.toBe(asked);
  });

  it("is over after ten minutes, and superseded by the next one", async () => {
    const { merchant, context } = await setUp();
    const first = idOf(await tryAction(context, "update_customer", { email: asked }));
    await send(merchant.id, first, "111111");
    await database().$executeRaw`
      UPDATE email_changes SET created_at = created_at - interval '11 minutes',
        sent_at = sent_at - interval '11 minutes' WHERE id = ${first}`;
    const late = await tryAction(context, "confirm_email", { code: "111111" });
    expect(late).toMatchObject({ status: 410, error: { error: { code: "link_expired" } } });
    const next = idOf(await tryAction(context, "update_customer", { email: "eve@example.com" }));
    await send(merchant.id, next, "222222");
    const old = await tryAction(context, "confirm_email", { code: "111111" });
    expect(old).toMatchObject({ status: 400, error: { error: { code: "code_invalid" } } });
  });

  it("works in the session that asked and in no other", async () => {
    const { merchant, context, open, held } = await setUp();
    const change = idOf(await tryAction(context, "update_customer", { email: asked }));
    await send(merchant.id, change, "123456");
    const tried = await tryAction(await open(), "confirm_email", { code: "123456" });
    expect(tried).toMatchObject({ status: 400, error: { error: { code: "code_invalid" } } });
    expect(await held()).not.toBe(asked);
  });

  it("is refused beside other fields, where it is not allowed, and when it is no address", async () => {
    const { context } = await setUp();
    const both = await tryAction(context, "update_customer", { email: asked, name: "Eve" });
    expect(both).toMatchObject({ status: 400, error: { error: { code: "parameters_exclusive" } } });
    const none = await tryAction(context, "update_customer", { email: "grace" });
    expect(none).toMatchObject({ error: { error: { code: "email_invalid", param: "email" } } });
    const off = await setUp(["name"]);
    const tried = await tryAction(off.context, "update_customer", { email: asked });
    expect(tried).toMatchObject({ status: 403, error: { error: { code: "feature_disabled" } } });
    const code = await tryAction(off.context, "confirm_email", { code: "123456" });
    expect(code).toMatchObject({ status: 403, error: { error: { code: "feature_disabled" } } });
  });

  it("is answered alike beyond the mailbox's limit, and then nobody is mailed", async () => {
    const { context } = await setUp();
    const email = `busy-${crypto.randomUUID()}@example.com`;
    const changes: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      changes.push(idOf(await tryAction(context, "update_customer", { email })));
    }
    const mailed = await Promise.all(changes.map((change) => queued("email_change", change)));
    expect(mailed).toEqual([1, 1, 0]);
  });
});
