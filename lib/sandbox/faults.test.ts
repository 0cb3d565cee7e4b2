import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { ConnectionReset, type FaultySandbox, parseFault, withFaults } from "./faults";
import { openTestAccount } from "./test-account";

const key = "sk_test_1";

function openFaulty() {
  const { sandbox, stripe } = openTestAccount(Stripe, { key });
  return { faulty: withFaults(sandbox), stripe };
}

function create(faulty: FaultySandbox, as = key): Promise<Response> {
  return faulty.handle(
    new Request("http://sandbox.test/v1/customers", {
      method: "POST",
      headers: { authorization: `Bearer ${as}` },
    }),
  );
}

describe("faults on request", () => {
  it("answer a status before or after the work is done, as often as asked", async () => {
    const { faulty, stripe } = openFaulty();
    faulty.arm(parseFault({ key, kind: "status-before", status: 429, code: "lock_timeout" }));
    const refused = await create(faulty);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ error: { code: "lock_timeout" } });
    faulty.arm(parseFault({ key, kind: "status-after", times: 2 }));
    expect((await create(faulty)).status).toBe(500);
    expect((await create(faulty)).status).toBe(500);
    expect((await create(faulty)).status).toBe(200);
    expect((await stripe.customers.list()).data).toHaveLength(3);
  });

  it("cut the connection, or only delay", async () => {
    const { faulty, stripe } = openFaulty();
    faulty.arm(parseFault({ key, kind: "reset-after" }));
    await expect(create(faulty)).rejects.toBeInstanceOf(ConnectionReset);
    expect((await stripe.customers.list()).data).toHaveLength(1);
    faulty.arm(parseFault({ key, kind: "delay", delayMs: 1 }));
    expect((await create(faulty)).status).toBe(200);
  });

  it("answer as a proxy would, slow down, and break off in the middle", async () => {
    const { faulty, stripe } = openFaulty();
    faulty.arm(parseFault({ key, kind: "html-before", status: 503, retryAfter: 2 }));
    const html = await create(faulty);
    expect(html.status).toBe(503);
    expect(html.headers.get("content-type")).toBe("text/html");
    expect(html.headers.get("retry-after")).toBe("2");
    faulty.arm(parseFault({ key, kind: "status-before", status: 429, retryAfter: 1 }));
    expect((await create(faulty)).headers.get("retry-after")).toBe("1");
    faulty.arm(parseFault({ key, kind: "truncated-after" }));
    const broken = await create(faulty).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(ConnectionReset);
    expect((await stripe.customers.list()).data).toHaveLength(1);
    faulty.arm(parseFault({ key, kind: "truncated-before" }));
    await expect(create(faulty)).rejects.toBeInstanceOf(ConnectionReset);
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  it("strike one account's requests of one method and path, until disarmed", async () => {
    const { faulty } = openFaulty();
    faulty.arm(parseFault({ key, kind: "status-before", method: "GET" }));
    faulty.arm(parseFault({ key, kind: "status-before", pathPrefix: "/v1/prices" }));
    faulty.arm(parseFault({ key: "sk_test_other", kind: "status-before" }));
    expect((await create(faulty)).status).toBe(200);
    expect((await create(faulty, "sk_test_other")).status).toBe(500);
    faulty.arm(parseFault({ key, kind: "status-before" }));
    faulty.disarm();
    expect((await create(faulty)).status).toBe(200);
  });

  it.each([
    [null],
    [{ key }],
    [{ key, kind: "odd" }],
    [{ kind: "delay" }],
    [{ key, kind: "delay", times: -1 }],
  ])("are refused when they make no sense: %j", (json) => {
    expect(() => parseFault(json)).toThrow(expect.objectContaining({ status: 400 }));
  });
});
