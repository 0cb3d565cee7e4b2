import { expect, it } from "vitest";
import { openAccount } from "./harness";

const url = "https://example.com/hook";

it("a webhook endpoint shows its secret once, and is changed, listed and deleted", async () => {
  const { stripe } = await openAccount();
  const made = await stripe.webhookEndpoints.create({
    url,
    enabled_events: ["invoice.paid"],
    description: "Bills",
    api_version: "2026-10-28.endive",
    metadata: { a: "1" },
  });
  expect(made).toMatchObject({
    object: "webhook_endpoint",
    url,
    status: "enabled",
    enabled_events: ["invoice.paid"],
    api_version: "2026-10-28.endive",
  });
  expect(made.secret).toMatch(/^whsec_/);
  expect((await stripe.webhookEndpoints.retrieve(made.id)).secret).toBeUndefined();
  const changed = await stripe.webhookEndpoints.update(made.id, {
    disabled: true,
    enabled_events: ["*"],
    description: "",
  });
  expect(changed).toMatchObject({ status: "disabled", enabled_events: ["*"], description: null });
  const listed = await stripe.webhookEndpoints.list({ limit: 100 });
  expect(listed.data.map(({ id }) => id)).toContain(made.id);
  expect(await stripe.webhookEndpoints.del(made.id)).toMatchObject({ id: made.id, deleted: true });
  await expect(stripe.webhookEndpoints.retrieve(made.id)).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  });
});

it.each([
  [{ url: "nonsense", enabled_events: ["*" as const] }, "url"],
  [{ url: "ftp://example.com/hook", enabled_events: ["*" as const] }, "url"],
])("a webhook endpoint is refused as %j", async (params, param) => {
  const { stripe } = await openAccount();
  const attempt = stripe.webhookEndpoints.create(params);
  await expect(attempt).rejects.toMatchObject({ statusCode: 400, param });
});

it("a webhook endpoint may only ask for events that there are", async () => {
  const { stripe } = await openAccount();
  const params = { url, enabled_events: ["customer.created", "customer.creatd"] };
  await expect(stripe.rawRequest("POST", "/v1/webhook_endpoints", params)).rejects.toMatchObject({
    statusCode: 400,
    param: "enabled_events[1]",
  });
});
