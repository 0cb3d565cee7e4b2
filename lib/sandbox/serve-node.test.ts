import { once } from "node:events";
import http, { type Server } from "node:http";
import Stripe from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import { ConnectionReset } from "./faults";
import { createNodeServer } from "./serve-node";
import { openTestAccount } from "./test-account";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function portOf(handle: (request: Request) => Promise<Response>): Promise<number> {
  const server = createNodeServer(handle);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function listen(handle: (request: Request) => Promise<Response>) {
  const port = await portOf(handle);
  return new Stripe("sk_test_1", {
    host: "127.0.0.1",
    port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

describe("the sandbox over HTTP", () => {
  it("serves the unmodified SDK", async () => {
    const stripe = await listen(openTestAccount(Stripe).sandbox.handle);
    const customer = await stripe.customers.create({ email: "é@example.com", name: "Zoë & Co" });
    expect(customer.lastResponse.requestId).toMatch(/^req_/);
    const { data } = await stripe.customers.list({ email: "é@example.com" });
    expect(data).toMatchObject([{ id: customer.id, name: "Zoë & Co" }]);
    await expect(stripe.customers.create({ name: "x".repeat(3_000_000) })).rejects.toMatchObject({
      statusCode: 413,
    });
  });

  it("cuts the connection when the handler throws", async () => {
    const stripe = await listen(() => Promise.reject(new ConnectionReset()));
    const attempt = stripe.customers.list();
    await expect(attempt).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
  });

  it("breaks off in the middle of an answer when that is asked", async () => {
    const partial = Response.json({ object: "list", data: [], has_more: false });
    const stripe = await listen(() => Promise.reject(new ConnectionReset(partial)));
    await expect(stripe.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeError);
  });

  it.each(["TRACE", "OPTIONS", "PUT", "PATCH", "HEAD"])("answers %s", async (method) => {
    const port = await portOf(openTestAccount(Stripe).sandbox.handle);
    const request = http.request({ port, method, path: "/v1/customers", host: "127.0.0.1" });
    request.end();
    const [answer] = await once(request, "response");
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    answer.resume();
  });
});
