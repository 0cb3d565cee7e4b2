import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { type ApiBody, makeApiKey } from "@/scripts/testing/call-api";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeBareMerchant, makeMerchant } from "@/scripts/testing/make-merchant";
import { pinEnv, pinOnce } from "@/scripts/testing/pin-env";
import { now } from "../../clock";
import { database } from "../../db/client";
import { env } from "../../env";
import { PorticoError } from "../../errors";
import { limits } from "../../limits/limits";
import { hashApiKey, hashToken } from "../../secrets";
import { endpoint } from "./endpoint";
import { withSecretKey } from "./with-secret-key";

const handle = vi.fn(
  async (_call: { readonly params: { readonly text?: string | undefined } }) => ({
    object: "probe",
  }),
);
const probe = {
  params: z.strictObject({ text: z.string().optional() }),
  path: "/v1/probes/{probe}",
  summary: "",
  expandable: ["customer"],
  answer: z.object({}),
  handle,
} as const;
const doors = {
  GET: withSecretKey(endpoint({ ...probe, method: "GET" })),
  POST: withSecretKey(endpoint({ ...probe, method: "POST" })),
};
const log = { error: vi.fn(), info: vi.fn(), warn: vi.fn() };

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  pinEnv({ ...env(), TRUST_PROXY: 1 });
});

let key: string;
let merchantId: string;
beforeEach(async () => {
  handle.mockClear();
  for (const write of Object.values(log)) write.mockClear();
  pinOnce("log", log);
  merchantId = (await makeBareMerchant()).id;
  key = await makeApiKey({ merchantId, livemode: false });
});

type Sent = {
  readonly method?: "GET" | "POST";
  readonly query?: string;
  readonly ids?: Record<string, string> | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
};

function newAddress(): string {
  return `2001:db8:${randomBytes(2).toString("hex")}:${randomBytes(2).toString("hex")}::1`;
}

/** One call with the merchant's key, from an address of its own, unless it says otherwise. */
async function call(sent: Sent = {}) {
  const { method = "POST", query = "", ids = { probe: "prb_1" }, body } = sent;
  const defaults = {
    authorization: `Bearer ${key}`,
    "x-forwarded-for": newAddress(),
    "content-type": "application/x-www-form-urlencoded",
  };
  const request = new Request(`http://localhost:3000/v1/probes/prb_1${query}`, {
    method,
    headers: { ...defaults, ...sent.headers },
    ...(body === undefined ? {} : { body, duplex: "half" }),
  });
  const answer = await doors[method](request, { params: Promise.resolve(ids) });
  const text = await answer.text();
  const parsed: ApiBody = JSON.parse(text);
  return { status: answer.status, headers: answer.headers, text, error: parsed.error };
}

const logged = () => JSON.stringify(Object.values(log).map(({ mock }) => mock.calls));

describe("a call without a key", () => {
  it.each(["", "Bearer", "Bearer ", "Digest abc", "Basic Og=="])(
    "is refused as Stripe refuses it: %j",
    async (authorization) => {
      const { status, error } = await call({ headers: { authorization } });
      expect(status).toBe(401);
      expect(error).toMatchObject({ type: "invalid_request_error", code: "secret_key_required" });
      expect(handle).not.toHaveBeenCalled();
    },
  );
});

describe("a call with a key of Stripe's", () => {
  it.each(["sk_live_51Hmistake", "sk_test_51Hmistake", "rk_live_51Hmistake", "rk_test_51Hmistake"])(
    "is told so, and the key is written nowhere: %s",
    async (stripeKey) => {
      const basic = `Basic ${Buffer.from(`${stripeKey}:`).toString("base64")}`;
      for (const authorization of [`Bearer ${stripeKey}`, basic]) {
        const { status, text, error } = await call({ headers: { authorization } });
        expect(status).toBe(401);
        expect(error).toMatchObject({ type: "invalid_request_error", code: "api_key_invalid" });
        expect(text).toContain("This is a Stripe key");
        expect(text).not.toContain("51Hmistake");
        expect(logged()).not.toContain("51Hmistake");
      }
      expect(handle).not.toHaveBeenCalled();
    },
  );
});

describe("a key of ours", () => {
  it("is taken as Bearer and as Basic, in any case and spacing", async () => {
    const basic = Buffer.from(`${key}:`).toString("base64");
    for (const authorization of [`Bearer ${key}`, `bearer   ${key} `, `BASIC ${basic}`]) {
      expect((await call({ headers: { authorization } })).status).toBe(200);
    }
  });

  it("is told that it was revoked", async () => {
    const hash = hashApiKey(key);
    await database().$executeRaw`UPDATE api_keys SET revoked_at = now() WHERE hash = ${hash}`;
    const { status, error } = await call();
    expect(status).toBe(401);
    expect(error).toMatchObject({ type: "invalid_request_error", code: "api_key_expired" });
  });

  it("is no session's, and no session's token or frame's is one", async () => {
    for (const token of ["pxc", "pps", "pks", "psk_test"]) {
      const authorization = `Bearer ${token}_${randomBytes(32).toString("base64url")}`;
      const { status, error } = await call({ headers: { authorization } });
      expect([status, error?.code]).toEqual([401, "api_key_invalid"]);
    }
  });
});

describe("who guesses keys", () => {
  it("is told to wait from the eleventh of a minute; a good key from the same address is not", async () => {
    const address = { "x-forwarded-for": newAddress() };
    const guess = () => call({ headers: { ...address, authorization: "Bearer psk_test_guess" } });
    const guesses = await Promise.all(Array.from({ length: 10 }, guess));
    expect(guesses.map(({ status }) => status)).toEqual(guesses.map(() => 401));
    const { status, headers, error } = await guess();
    expect(status).toBe(429);
    expect(error).toMatchObject({ type: "invalid_request_error", code: "rate_limit" });
    expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await call({ headers: address })).status).toBe(200);
    expect((await call({ headers: { authorization: "Bearer psk_test_guess" } })).status).toBe(401);
  });
});

describe("a merchant who sends too much", () => {
  const [{ points: most }] = limits.api_merchant;
  const countAs = (points: number, seconds: number) =>
    database().$executeRaw`
      UPDATE rate_limits SET points = ${points}, expire = ${now().getTime() + seconds * 1000}
      WHERE key LIKE ${`%${hashToken(`api_merchant ${merchantId} false`)}`}`;

  it("is told to wait after 1,000 requests of a window, until it is over", async () => {
    await call();
    expect(await countAs(most - 1, 600)).toBe(1);
    expect((await call()).status).toBe(200);
    const { status, headers, error } = await call();
    expect(status).toBe(429);
    expect(error).toMatchObject({ type: "invalid_request_error", code: "rate_limit" });
    expect(Number(headers.get("Retry-After"))).toBeGreaterThan(500);
    expect(Number(headers.get("Retry-After"))).toBeLessThanOrEqual(600);
    await countAs(most + 1, 0);
    expect((await call()).status).toBe(200);
  });

  it("counts exactly, and neither its other mode nor another merchant for it", async () => {
    await Promise.all(Array.from({ length: 20 }, () => call()));
    expect(await countAs(most - 10, 600)).toBe(1);
    const answers = await Promise.all(Array.from({ length: 30 }, () => call()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const live = await makeApiKey({ merchantId, livemode: true });
    const other = await makeApiKey({ merchantId: (await makeBareMerchant()).id, livemode: false });
    for (const fine of [live, other]) {
      expect((await call({ headers: { authorization: `Bearer ${fine}` } })).status).toBe(200);
    }
    expect((await call()).status).toBe(429);
  });
});

describe("Stripe-Version", () => {
  it.each(["2026-10-28.endive", "2020-08-27", "2025-03-31.preview; some_beta=v1;other_beta=v3"])(
    "is accepted and said again: %s",
    async (version) => {
      const { status, headers } = await call({ headers: { "stripe-version": version } });
      expect([status, headers.get("Stripe-Version")]).toEqual([200, version]);
    },
  );

  it("is ours when none was asked for", async () => {
    expect((await call()).headers.get("Stripe-Version")).toMatch(/^\d{4}-\d{2}-\d{2}\./);
  });

  it.each(["latest", "2026-10-28.endive<script>", "20261028", "x".repeat(5000)])(
    "is refused when it is none: %.30s",
    async (version) => {
      const { status, headers, error } = await call({ headers: { "stripe-version": version } });
      expect(status).toBe(400);
      expect(error).toMatchObject({ type: "invalid_request_error", code: "parameter_invalid" });
      expect(error?.message).toMatch(/^Invalid Stripe API version: /);
      expect(headers.get("Stripe-Version")).toBeNull();
      expect(handle).not.toHaveBeenCalled();
    },
  );
});

describe("Stripe-Account", () => {
  it("may be the merchant's own, for which Stripe is asked once", async () => {
    const { id, account } = await makeMerchant(sandbox);
    const authorization = `Bearer ${await makeApiKey({ merchantId: id, livemode: false })}`;
    const own = (await account.stripe.accounts.retrieveCurrent()).id;
    account.forget();
    for (let turn = 0; turn < 3; turn += 1) {
      const answer = await call({ headers: { authorization, "stripe-account": own } });
      expect([answer.status, answer.headers.get("Stripe-Account")]).toEqual([200, own]);
    }
    expect(account.seen).toHaveLength(1);
    for (const foreign of ["acct_1Foreign", own.toUpperCase(), "../x", "", "a".repeat(5000)]) {
      const answer = await call({ headers: { authorization, "stripe-account": foreign } });
      expect([answer.status, answer.error?.code]).toEqual([403, "account_invalid"]);
      expect(answer.error?.type).toBe("invalid_request_error");
      expect(answer.headers.get("Stripe-Account")).toBeNull();
    }
    for (const foreign of ["acct_1Foreign", "", `wksp_1/${own}`]) {
      const answer = await call({ headers: { authorization, "stripe-context": foreign } });
      expect([answer.status, answer.error?.code]).toEqual([403, "account_invalid"]);
    }
    const context = await call({ headers: { authorization, "stripe-context": own } });
    expect(context.status).toBe(200);
    expect(account.seen).toHaveLength(1);
    expect(handle).toHaveBeenCalledTimes(4);
  });

  it("is a 503 for a merchant without a Stripe account", async () => {
    const answer = await call({ headers: { "stripe-account": "acct_1" } });
    expect([answer.status, answer.error?.code]).toEqual([503, "merchant_unavailable"]);
  });
});

describe("a body", () => {
  it.each([
    "application/json",
    "application/JSON; charset=utf-8",
    "application/vnd.api+json",
    "multipart/form-data; boundary=x",
  ])("of type %s is refused in Stripe's words", async (type) => {
    const body = JSON.stringify({ text: "a" });
    const { status, error } = await call({ headers: { "content-type": type }, body });
    expect(status).toBe(400);
    expect(error).toMatchObject({
      type: "invalid_request_error",
      message:
        "Invalid request (check that your POST content type is application/x-www-form-urlencoded).",
    });
  });

  it("may be 256 KB, and not a byte more", async () => {
    const text = "a".repeat(256 * 1024 - "text=".length);
    expect((await call({ body: `text=${text}` })).status).toBe(200);
    const { status, error } = await call({ body: `text=${text}a` });
    expect(status).toBe(413);
    expect(error).toMatchObject({ type: "invalid_request_error", code: "request_too_large" });
  });

  const gzip = { "content-encoding": "gzip" };
  const packed = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

  it("may be packed", async () => {
    const body = packed(gzipSync("text=hello"));
    expect((await call({ headers: gzip, body })).status).toBe(200);
    expect(handle.mock.lastCall?.[0].params).toEqual({ text: "hello" });
    expect((await call({ headers: { "content-encoding": "Identity" } })).status).toBe(200);
    expect((await call({ headers: gzip })).status).toBe(200);
  });

  it("that unpacks to more than it may be is not unpacked to its end", async () => {
    const bomb = packed(gzipSync(Buffer.alloc(64 * 1024 * 1024, "a")));
    const { status, error } = await call({ headers: gzip, body: bomb });
    expect([status, error?.code]).toEqual([413, "request_too_large"]);
  });

  it("that does not unpack is the caller's fault", async () => {
    const whole = gzipSync("text=hello");
    const broken = [Buffer.from("text=hello"), whole.subarray(0, 15), Buffer.from([0x1f, 0x8b])];
    for (const bytes of broken) {
      const { status, error } = await call({ headers: gzip, body: packed(bytes) });
      expect([status, error?.code]).toEqual([400, "parameter_invalid"]);
    }
    for (const encoding of ["br", "deflate", "gzip, gzip"]) {
      const { status, error } = await call({ headers: { "content-encoding": encoding } });
      expect([status, error?.type]).toEqual([415, "invalid_request_error"]);
    }
  });

  it.each([
    ["plain", {}, Buffer.from("text=aaaaaaaaaaaaaaaa")],
    ["packed", gzip, gzipSync("")],
  ])("that never ends is read to the limit only (%s)", async (_name, headers, chunk) => {
    let pulled = 0;
    const body = new ReadableStream({
      pull: (stream) => {
        pulled += 1;
        stream.enqueue(new Uint8Array(chunk));
      },
    });
    const { status, error } = await call({ headers, body });
    expect([status, error?.code]).toEqual([413, "request_too_large"]);
    expect(pulled).toBeLessThan(20_000);
  });

  it("and the query are read together, and each parameter's name is checked", async () => {
    expect((await call({ query: "?text=a" })).status).toBe(200);
    expect(handle.mock.lastCall?.[0].params).toEqual({ text: "a" });
    const { status, error } = await call({ query: "?color=red", body: "text=a" });
    expect([status, error?.code, error?.param]).toEqual([400, "parameter_unknown", "color"]);
  });

  it.each([
    "a[b]=1&a=2",
    "text=%00",
    "__proto__=x",
    "__proto__[x]=y",
    "constructor[prototype]=x",
    `text${"[b]".repeat(100)}=1`,
    "text[99999999]=x",
    "text[-1]=x",
    "=x",
    "[]=x",
    "expand[]=nope",
    "expand[]=a.b.c.d.e",
    `${"expand[]=customer&".repeat(21)}text=a`,
  ])("that is hostile is refused and touches nothing: %.60s", async (body) => {
    const { status, error } = await call({ body });
    expect([status, error?.type]).toEqual([400, "invalid_request_error"]);
    expect(handle).not.toHaveBeenCalled();
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  it("of a GET is not looked at, nor its idempotency key", async () => {
    const headers = { "idempotency-key": "k".repeat(1000) };
    const answer = await call({ method: "GET", query: "?text=a", headers });
    expect([answer.status, answer.headers.get("Idempotency-Key")]).toEqual([200, null]);
  });
});

describe("an error", () => {
  it("tells where it is explained and which request it was", async () => {
    const { headers, error } = await call({ body: "color=red" });
    const id = headers.get("Request-Id");
    expect(id).toMatch(/^req_/);
    expect(error).toMatchObject({
      doc_url: "http://localhost:3000/docs/errors/parameter_unknown",
      request_id: id,
    });
  });

  it.each([
    [new PorticoError("forbidden"), 403, "invalid_request_error"],
    [new PorticoError("resource_missing", { param: "customer" }), 400, "invalid_request_error"],
    [new PorticoError("resource_missing"), 404, "invalid_request_error"],
    [new PorticoError("rate_limited"), 429, "invalid_request_error"],
    [new PorticoError("card_declined"), 402, "card_error"],
    [new PorticoError("stripe_unavailable", { retryAfterSeconds: 5 }), 503, "api_error"],
    [new Error("secret detail"), 500, "api_error"],
  ])("of the endpoint's is told as Stripe tells it: %s", async (thrown, status, type) => {
    handle.mockRejectedValueOnce(thrown);
    const answer = await call();
    expect([answer.status, answer.error?.type]).toEqual([status, type]);
    expect(answer.text).not.toContain("secret detail");
    const isBusy = thrown instanceof PorticoError && thrown.details.retryAfterSeconds === 5;
    expect(answer.headers.get("Retry-After")).toBe(isBusy ? "5" : null);
  });
});

describe("the path", () => {
  it("may have no ids, for which Next gives nothing", async () => {
    const request = new Request("http://localhost:3000/v1/probes", {
      headers: { authorization: `Bearer ${key}` },
    });
    expect((await doors.GET(request, { params: Promise.resolve(undefined) })).status).toBe(200);
  });

  it.each(["bpc_\0", "bpc_\n", "\u007f"])("with %j in it leads nowhere", async (id) => {
    const { status, error } = await call({ ids: { probe: id } });
    expect([status, error?.type]).toEqual([404, "invalid_request_error"]);
    expect(handle).not.toHaveBeenCalled();
  });
});
