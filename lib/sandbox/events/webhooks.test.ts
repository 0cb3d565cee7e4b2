import { once } from "node:events";
import { createServer } from "node:http";
import Stripe from "stripe";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSandbox } from "../create-sandbox";
import { createMemoryStore } from "../memory-store";

type Received = { body: string; signature: string };

/** A receiver on this machine, which answers as it is told, and a sandbox that delivers to it. */
async function openHook({ statuses = [] as number[], retryAfter = [0, 0] } = {}) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    received.push({ body, signature: String(request.headers["stripe-signature"]) });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const sandbox = createSandbox({
    store: createMemoryStore(),
    clock: () => Math.floor(Date.now() / 1000),
    origin: "http://sandbox.test",
    deliver: { fetch, retryAfter },
  });
  const clientFor = (key: string) =>
    new Stripe(key, {
      httpClient: Stripe.createFetchHttpClient((input, init) =>
        sandbox.handle(new Request(input, init)),
      ),
      maxNetworkRetries: 0,
    });
  return { received, stripe: clientFor("sk_test_hooks"), url: `http://127.0.0.1:${port}/hook` };
}

const isPending = { delivery_success: false };

describe("webhook endpoints", () => {
  it("receive what they asked for, signed as the SDK verifies it", async () => {
    const { received, stripe, url } = await openHook();
    const hook = await stripe.webhookEndpoints.create({
      url,
      enabled_events: ["customer.created"],
    });
    await stripe.products.create({ name: "Unheard" });
    const customer = await stripe.customers.create({ name: "Zoë" });
    await expect.poll(() => received).toHaveLength(1);
    const { body = "", signature = "" } = received[0] ?? {};
    const event = stripe.webhooks.constructEvent(body, signature, hook.secret ?? "");
    expect(event).toMatchObject({
      type: "customer.created",
      data: { object: { id: customer.id } },
    });
    expect(() => stripe.webhooks.constructEvent(body, signature, "whsec_other")).toThrow();
    await expect.poll(async () => (await stripe.events.list(isPending)).data).toEqual([]);
  });

  it("are tried again when they fail, and the request never notices", async () => {
    const { received, stripe, url } = await openHook({ statuses: [500, 302] });
    await stripe.webhookEndpoints.create({ url, enabled_events: ["*"] });
    const product = await stripe.products.create({ name: "Once" });
    expect(product.name).toBe("Once");
    await expect.poll(() => received).toHaveLength(3);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    await expect.poll(async () => (await stripe.events.list(isPending)).data).toEqual([]);
  });

  it("are given up after the last attempt; the event stays undelivered", async () => {
    const { received, stripe, url } = await openHook({
      statuses: [500, 500, 500],
      retryAfter: [0],
    });
    await stripe.webhookEndpoints.create({ url, enabled_events: ["*"] });
    await stripe.products.create({ name: "Never" });
    await expect.poll(() => received).toHaveLength(2);
    await stripe.customers.list();
    expect((await stripe.events.list(isPending)).data).toHaveLength(1);
    expect(received).toHaveLength(2);
  });

  it("hear of connected accounts when they ask for those, and of nothing when disabled", async () => {
    const { received, stripe, url } = await openHook();
    const own = await stripe.webhookEndpoints.create({ url: `${url}?own`, enabled_events: ["*"] });
    await stripe.webhookEndpoints.update(own.id, { disabled: true });
    await stripe.webhookEndpoints.create({ url, enabled_events: ["*"], connect: true });
    const account = await stripe.accounts.create({ type: "standard" });
    const stripeAccount = account.id;
    await stripe.customers.create({ name: "Own" });
    const customer = await stripe.customers.create({ name: "Theirs" }, { stripeAccount });
    await expect.poll(() => received).toHaveLength(1);
    expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
      account: account.id,
      type: "customer.created",
      data: { object: { id: customer.id } },
    });
    await stripe.accounts.update(account.id, { email: "new@example.com" });
    await expect.poll(() => received).toHaveLength(2);
    expect(JSON.parse(received[1]?.body ?? "")).toMatchObject({
      account: account.id,
      type: "account.updated",
      data: { previous_attributes: { email: null } },
    });
    await stripe.accounts.update(account.id, { email: "new@example.com" });
    await expect.poll(() => received).toHaveLength(2);
    expect(JSON.parse(received[1]?.body ?? "")).toMatchObject({
      account: account.id,
      type: "account.updated",
      data: { previous_attributes: { email: null } },
    });
  });
});
