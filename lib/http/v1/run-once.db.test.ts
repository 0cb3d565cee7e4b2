import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { callApi, makeApiKey } from "@/scripts/testing/call-api";
import { dumpDatabase } from "@/scripts/testing/dump-database";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeBareMerchant, makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { database } from "../../db/client";
import { PorticoError } from "../../errors";
import { forgetOldAnswers } from "../../limits/forget-old-answers";
import { metadataSchema } from "../../wire/metadata";
import { endpoint } from "./endpoint";
import { createSession } from "./sessions/create-session";

const handle = vi.fn(async (_call: unknown): Promise<object> => ({}));
const probe = {
  method: "POST",
  params: z.strictObject({
    text: z.string().optional(),
    count: z.int().optional(),
    words: z.array(z.string()).optional(),
    metadata: metadataSchema.optional(),
  }),
  summary: "",
  expandable: [],
  answer: z.object({}),
  handle,
} as const;
const one = endpoint({ ...probe, path: "/v1/probes" });
const other = endpoint({ ...probe, path: "/v1/others" });

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

let apiKey: string;
let merchantId: string;
beforeEach(async () => {
  handle.mockReset().mockImplementation(async () => ({ done: handle.mock.calls.length }));
  merchantId = (await makeBareMerchant()).id;
  apiKey = await makeApiKey({ merchantId, livemode: false });
});

const under = (key: string) => ({ headers: { "idempotency-key": key } });
const age = (seconds: number) =>
  database().$executeRaw`
    UPDATE idempotency_keys SET created_at = created_at - make_interval(secs => ${seconds}),
      held_until = held_until - make_interval(secs => ${seconds})
    WHERE merchant_id = ${merchantId}`;
const keyRows = () => database().idempotencyKey.count({ where: { merchantId } });

/** Stands in the endpoint until it is let go on. */
function holdHandler() {
  let goOn: (body: object) => void = () => {};
  const entered = new Promise<void>((resolve) => {
    handle.mockImplementationOnce(() => {
      resolve();
      return new Promise((done) => {
        goOn = done;
      });
    });
  });
  return { entered, goOn: (body: object) => goOn(body) };
}

describe("a request that is sent again with its key", () => {
  it("is answered as before, by the same status and body, and says so; nothing is executed", async () => {
    const form = { text: "a", count: "1" };
    const first = await callApi(one, apiKey, { form, ...under("k1") });
    const again = await callApi(one, apiKey, { form: { count: "1", text: "a" }, ...under("k1") });
    expect(handle).toHaveBeenCalledTimes(1);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(again.headers.get("Original-Request")).toBe(first.headers.get("Request-Id"));
    expect(again.headers.get("Request-Id")).not.toBe(first.headers.get("Request-Id"));
    expect(again.headers.get("Stripe-Should-Retry")).toBeNull();
    expect(first.headers.get("Idempotent-Replayed")).toBeNull();
    for (const { headers } of [first, again]) expect(headers.get("Idempotency-Key")).toBe("k1");
  });

  it("is refused with other parameters, and on another path", async () => {
    await callApi(one, apiKey, { form: { text: "a" }, ...under("k1") });
    for (const [endpoint, form] of [
      [one, { text: "b" }],
      [one, {}],
      [one, { text: "a", count: "1" }],
      [other, { text: "a" }],
    ] as const) {
      const { status, body, headers } = await callApi(endpoint, apiKey, { form, ...under("k1") });
      expect([status, body.error?.type]).toEqual([400, "idempotency_error"]);
      expect(body.error?.message).toBe(
        "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
          "Try using a key other than 'k1' if you meant to execute a different request.",
      );
      expect(headers.get("Idempotency-Key")).toBe("k1");
    }
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it("is the same in another order and spelling of its lists, and another under other names", async () => {
    const send = async (form: Record<string, string>) =>
      (await callApi(one, apiKey, { form, ...under("k1") })).status;
    expect(await send({ "words[0]": "a", "words[]": "b", "metadata[1]": "x" })).toBe(200);
    expect(await send({ "metadata[1]": "x", "words[1]": "b", "words[0]": "a" })).toBe(200);
    expect(await send({ "words[]": "a", "words[1]": "b", "metadata[1]": "x" })).toBe(200);
    expect(await send({ "words[0]": "a", "words[]": "b", "metadata[2]": "x" })).toBe(400);
    expect(await send({ "words[0]": "a", "words[]": "b", "metadata[01]": "x" })).toBe(400);
    expect(await send({ "words[0]": "b", "words[1]": "a", "metadata[1]": "x" })).toBe(400);
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it("is another merchant's and another mode's own request", async () => {
    const otherMerchant = (await makeBareMerchant()).id;
    for (const place of [
      { merchantId, livemode: false },
      { merchantId, livemode: true },
      { merchantId: otherMerchant, livemode: false },
    ]) {
      const { headers } = await callApi(one, await makeApiKey(place), under("shared"));
      expect(headers.get("Idempotent-Replayed")).toBeNull();
    }
    expect(handle).toHaveBeenCalledTimes(3);
  });

  it("is a new one after 72 hours, when the key is forgotten too, and not before", async () => {
    await callApi(one, apiKey, under("k1"));
    await age(72 * 3600 - 60);
    expect((await callApi(one, apiKey, under("k1"))).body).toEqual({ done: 1 });
    await age(60);
    const { body } = await callApi(one, apiKey, { form: { text: "b" }, ...under("k1") });
    expect(body).toEqual({ done: 2 });
    await forgetOldAnswers();
    expect(await keyRows()).toBe(1);
    await age(72 * 3600 + 1);
    await forgetOldAnswers();
    expect(await keyRows()).toBe(0);
  });
});

describe("while a request executes", () => {
  it("another with its key is told so, and to try again; a third gets the answer afterwards", async () => {
    const { entered, goOn } = holdHandler();
    const first = callApi(one, apiKey, under("k1"));
    await entered;
    const { status, body, headers } = await callApi(one, apiKey, under("k1"));
    expect(status).toBe(409);
    expect(body.error).toMatchObject({ type: "idempotency_error", code: "idempotency_key_in_use" });
    expect(headers.get("Stripe-Should-Retry")).toBe("true");
    expect(headers.get("Retry-After")).toBe("1");
    const different = await callApi(one, apiKey, { form: { text: "b" }, ...under("k1") });
    expect(different.body.error?.code).toBe("idempotency_error");
    goOn({ done: "late" });
    expect((await first).body).toEqual({ done: "late" });
    expect((await callApi(one, apiKey, under("k1"))).body).toEqual({ done: "late" });
  });

  it("and stays silent for longer than any takes, the next one executes in its place", async () => {
    const { entered, goOn } = holdHandler();
    const first = callApi(one, apiKey, under("k1"));
    await entered;
    await age(89);
    expect((await callApi(one, apiKey, under("k1"))).status).toBe(409);
    await age(2);
    expect((await callApi(one, apiKey, under("k1"))).body).toEqual({ done: 2 });
    goOn({ done: "too late" });
    await first;
    expect((await callApi(one, apiKey, under("k1"))).body).toEqual({ done: 2 });
  });
});

describe("what is not done", () => {
  it.each([
    new PorticoError("resource_missing", { param: "customer" }),
    new PorticoError("card_declined"),
    new PorticoError("stripe_unavailable"),
    new PorticoError("unavailable"),
  ])("is not kept, and may be sent again with the same key: %s", async (refusal) => {
    handle.mockRejectedValueOnce(refusal);
    const first = await callApi(one, apiKey, under("k1"));
    expect(first.body.error?.code).toBe(refusal.code);
    const { status, headers } = await callApi(one, apiKey, { form: { text: "b" }, ...under("k1") });
    expect([status, headers.get("Idempotent-Replayed")]).toEqual([200, null]);
  });

  it("because its parameters cannot be read leaves nothing at all", async () => {
    const { status } = await callApi(one, apiKey, { form: { color: "red" }, ...under("k1") });
    expect([status, await keyRows()]).toEqual([400, 0]);
  });
});

describe("a fault of ours", () => {
  it("is kept and given again, and nobody knows more than that", async () => {
    handle.mockRejectedValueOnce(new Error("secret detail"));
    const first = await callApi(one, apiKey, under("k1"));
    const again = await callApi(one, apiKey, under("k1"));
    for (const { status, body } of [first, again]) {
      expect([status, body.error?.type]).toEqual([500, "api_error"]);
      expect(JSON.stringify(body)).not.toContain("secret detail");
    }
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(again.headers.get("Stripe-Should-Retry")).toBe("false");
    expect(handle).toHaveBeenCalledTimes(1);
  });
});

describe("a key", () => {
  it.each(["a".repeat(255), "two words", "{}'\"\\;--", "sch\u00fcssel", "\u20acuro-\u{1f511}"])(
    "may be any text of at most 255 characters: %.20s",
    async (text) => {
      // As it arrives: HTTP knows only bytes.
      const key = Buffer.from(text, "utf8").toString("latin1");
      const [first, again] = [
        await callApi(one, apiKey, under(key)),
        await callApi(one, apiKey, under(key)),
      ];
      expect([first.status, again.headers.get("Idempotent-Replayed")]).toEqual([200, "true"]);
      expect(again.headers.get("Idempotency-Key")).toBe(key);
    },
  );

  it.each(["", " ", "a".repeat(256), "a".repeat(9000)])(
    "that is none or too long is refused: %.20j",
    async (key) => {
      const { status, body, headers } = await callApi(one, apiKey, under(key));
      expect([status, body.error?.type]).toEqual([400, "idempotency_error"]);
      expect(headers.get("Idempotency-Key")).toBeNull();
      expect(handle).not.toHaveBeenCalled();
    },
  );
});

describe("a session", () => {
  let shop: TestMerchant;
  let shopKey: string;
  let customer: string;
  beforeEach(async () => {
    shop = await makeMerchant(sandbox);
    shopKey = await makeApiKey({ merchantId: shop.id, livemode: false });
    customer = (await shop.account.stripe.customers.create()).id;
    shop.account.forget();
  });
  const create = (key: string) =>
    callApi(createSession, shopKey, { form: { customer }, ...under(key) });
  const sessions = () => database().portalSession.count({ where: { merchantId: shop.id } });

  it("is made once by a hundred that come at once with one key", async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => create("k1")));
    const told = new Set(
      answers.filter(({ status }) => status === 200).map(({ body }) => body["id"]),
    );
    expect(told.size).toBe(1);
    const others = answers.filter(({ status }) => status !== 200);
    expect(others.map(({ body }) => body.error?.code)).toEqual(
      others.map(() => "idempotency_key_in_use"),
    );
    expect(await sessions()).toBe(1);
    const where = { merchantId: shop.id };
    const action = "portal_session.created";
    expect(await database().auditEntry.count({ where: { ...where, action } })).toBe(1);
    const type = "billing_portal.session.created";
    expect(await database().event.count({ where: { ...where, type } })).toBe(1);
    expect(shop.account.seen).toHaveLength(1);
    expect((await create("k1")).body["id"]).toBe([...told][0]);
  });

  it("that was written is answered for, though the request broke off right after", async () => {
    const torn = endpoint({
      ...probe,
      path: createSession.path,
      params: z.strictObject({ customer: z.string() }),
      handle: async ({ params, ...call }) => {
        await createSession.prepare({ ...call, form: params })();
        throw new Error("torn");
      },
    });
    const first = await callApi(torn, shopKey, { form: { customer }, ...under("k1") });
    expect(first.status).toBe(500);
    const again = await create("k1");
    expect([again.status, again.headers.get("Idempotent-Replayed")]).toEqual([200, "true"]);
    expect(again.body["url"]).toContain("/p/session/pxc_");
    expect(await sessions()).toBe(1);
  });

  it("is not written by a request that has lost its key meanwhile", async () => {
    const { gate } = shop.account;
    gate.holdUntil(99);
    const asked = gate.held();
    const slow = create("k1");
    await asked;
    await database().$executeRaw`
      UPDATE idempotency_keys SET held_until = now() - interval '1 second' WHERE merchant_id = ${shop.id}`;
    const askedAgain = gate.held();
    const winner = create("k1");
    await askedAgain;
    gate.open();
    const [lost, won] = await Promise.all([slow, winner]);
    expect([lost.status, won.status]).toEqual([500, 200]);
    expect(await sessions()).toBe(1);
    const again = await create("k1");
    expect(again.body["id"]).toBe(won.body["id"]);
  });

  it("opens for nobody who reads the database: the kept answer is encrypted", async () => {
    const { body } = await create("k1");
    const code = new URL(String(body["url"])).pathname.split("/").at(-1) ?? "";
    expect(code).toMatch(/^pxc_/);
    const dump = await dumpDatabase();
    expect(dump).toContain(String(body["id"]));
    expect(dump).not.toContain(code);
  });

  it("is not answered for in another place than its own: the envelope is bound to merchant, mode and key", async () => {
    await create("k1");
    await create("k2");
    await database().$executeRaw`
      UPDATE idempotency_keys k SET answer = o.answer FROM idempotency_keys o
      WHERE k.merchant_id = ${shop.id} AND o.merchant_id = ${shop.id} AND k.key = 'k1' AND o.key = 'k2'`;
    const { status, body } = await create("k1");
    expect([status, body.error?.code]).toEqual([503, "merchant_unavailable"]);
  });
});
