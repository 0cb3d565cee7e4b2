import { expect } from "@playwright/test";
import type Stripe from "stripe";
import { test } from "../fixtures/shop";

test("the official SDK makes, reads, changes, lists and deletes webhook endpoints", async ({
  shop: { portal },
}) => {
  const made = await portal.webhookEndpoints.create({
    url: "https://example.com/hooks",
    enabled_events: ["billing_portal.session.created"],
    description: "Ours",
    metadata: { team: "billing" },
    api_version: "2024-06-20",
  });
  const { secret, lastResponse: _, ...shown } = made;
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(shown).toMatchObject({
    object: "webhook_endpoint",
    application: null,
    description: "Ours",
    livemode: false,
    metadata: { team: "billing" },
    status: "enabled",
  });
  const { lastResponse: _again, ...read } = await portal.webhookEndpoints.retrieve(made.id);
  expect(read).toEqual(shown);
  const changed = await portal.webhookEndpoints.update(made.id, {
    disabled: true,
    description: "",
    metadata: { team: "", shift: "night" },
    enabled_events: ["*"],
  });
  expect(changed).toMatchObject({
    status: "disabled",
    description: null,
    metadata: { shift: "night" },
    enabled_events: ["*"],
  });
  expect(changed).not.toHaveProperty("secret");
  const { data } = await portal.webhookEndpoints.list();
  expect(data.map(({ id }) => id)).toEqual([made.id]);
  expect(JSON.stringify(data)).not.toContain("whsec_");
  const deleted = await portal.webhookEndpoints.del(made.id);
  expect(deleted).toMatchObject({ id: made.id, object: "webhook_endpoint", deleted: true });
  await expect(portal.webhookEndpoints.retrieve(made.id)).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  });
});

test("a parameter that cannot be taken is refused by its name", async ({ shop: { portal } }) => {
  const good = { url: "https://example.com/hooks", enabled_events: ["*"] };
  const cases: readonly [object, string][] = [
    [{ ...good, url: "not a url" }, "url"],
    [{ ...good, url: undefined }, "url"],
    [{ ...good, enabled_events: undefined }, "enabled_events"],
    [{ ...good, enabled_events: [""] }, "enabled_events[0]"],
    [{ ...good, enabled_events: ["*", "invoice.paid"] }, "enabled_events[1]"],
    [{ ...good, connect: true }, "connect"],
    [{ ...good, api_version: "soon" }, "api_version"],
    [{ ...good, disabled: true }, "disabled"],
    [{ ...good, metadata: "x" }, "metadata"],
    [{ ...good, secret: "whsec_mine" }, "secret"],
  ];
  for (const [params, param] of cases) {
    const made = portal.webhookEndpoints.create(params as Stripe.WebhookEndpointCreateParams);
    await expect(made, param).rejects.toMatchObject({ statusCode: 400, param });
  }
});

test("a secret is rotated, and what is not the merchant's is as unknown as any", async ({
  shop,
  otherShop,
}) => {
  const made = await shop.portal.webhookEndpoints.create({
    url: "https://example.com/hooks",
    enabled_events: ["*"],
  });
  const path = `/v1/webhook_endpoints/${made.id}/rotate_secret`;
  const rotated = await shop.portal.rawRequest("POST", path);
  expect(rotated).toMatchObject({ id: made.id, secret: expect.stringMatching(/^whsec_/) });
  expect(rotated).not.toMatchObject({ secret: made.secret });
  const missing = { statusCode: 404, code: "resource_missing" };
  const stranger = otherShop.portal;
  await expect(stranger.rawRequest("POST", path)).rejects.toMatchObject(missing);
  await expect(stranger.webhookEndpoints.retrieve(made.id)).rejects.toMatchObject(missing);
  const moved = stranger.webhookEndpoints.update(made.id, { disabled: true });
  await expect(moved).rejects.toMatchObject(missing);
  await expect(stranger.webhookEndpoints.del(made.id)).rejects.toMatchObject(missing);
  expect((await stranger.webhookEndpoints.list()).data).toEqual([]);
  expect(await shop.portal.webhookEndpoints.retrieve(made.id)).toMatchObject({ status: "enabled" });
});

test("what a merchant's server does is told as an event that the SDK reads, without the link", async ({
  shop,
  otherShop,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const options = { idempotencyKey: "an order" };
  const session = await shop.portal.billingPortal.sessions.create({ customer }, options);
  const type = "billing_portal.session.created" as const;
  const { data } = await shop.portal.events.list({ type });
  const [event] = data;
  if (event === undefined) throw new Error("No event.");
  expect(event).toMatchObject({
    object: "event",
    livemode: false,
    type,
    data: { object: { id: session.id, object: "billing_portal.session", customer } },
    request: { id: session.lastResponse.requestId, idempotency_key: "an order" },
  });
  expect(JSON.stringify(event)).not.toContain(session.url.split("/").at(-1));
  const { lastResponse: _, ...read } = await shop.portal.events.retrieve(event.id);
  expect(read).toEqual(event);
  await expect(otherShop.portal.events.retrieve(event.id)).rejects.toMatchObject({
    statusCode: 404,
  });
  expect((await otherShop.portal.events.list({ type })).data).toEqual([]);
});

test("an event reaches the queue: it is delivered, and an address that leads nowhere is tried again", async ({
  shop,
}) => {
  const endpoint = await shop.portal.webhookEndpoints.create({
    url: "https://hooks.portico-tests.invalid/",
    enabled_events: ["billing_portal.session.created"],
  });
  const { customer } = await shop.subscribe("starterMonthly");
  await shop.openPortal(customer);
  const path = `/v1/portico/webhook_deliveries?endpoint=${endpoint.id}`;
  await expect
    .poll(() => shop.portal.rawRequest("GET", path), { timeout: 40_000 })
    .toMatchObject({
      // Where DNS itself is out of reach, that takes until the time is over.
      data: [{ status: "pending", attempts: 1, error: expect.stringMatching(/^(?:dns|timeout)$/) }],
    });
});
