import { describe, expect, it } from "vitest";
import { callApi, makeApiKey } from "@/scripts/testing/call-api";
import { dumpDatabase } from "@/scripts/testing/dump-database";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { fanOut, listJobs, makeEvent } from "@/scripts/testing/make-webhook";
import { receiverUrl, receiveWebhooks } from "@/scripts/testing/receive-webhooks";
import { database } from "../../../db/client";
import { deliverEvent } from "../../../webhooks/deliver-event";
import { webhookDeliverySchema } from "../../../wire/webhook-delivery";
import {
  deletedWebhookEndpointSchema,
  webhookEndpointSchema,
} from "../../../wire/webhook-endpoint";
import { listDeliveries } from "../webhook-deliveries/list-deliveries";
import { replayDelivery } from "../webhook-deliveries/replay-delivery";
import { createWebhookEndpoint } from "./create-webhook-endpoint";
import { deleteWebhookEndpoint } from "./delete-webhook-endpoint";
import { listWebhookEndpoints } from "./list-webhook-endpoints";
import { retrieveWebhookEndpoint } from "./retrieve-webhook-endpoint";
import { rotateWebhookSecret } from "./rotate-webhook-secret";
import { updateWebhookEndpoint } from "./update-webhook-endpoint";

const form = { url: receiverUrl, "enabled_events[0]": "*" };

async function setUp(livemode = false) {
  const place = { merchantId: (await makeBareMerchant()).id, livemode };
  const key = await makeApiKey(place);
  const create = (more: Record<string, string> = {}, headers = {}) =>
    callApi(createWebhookEndpoint, key, { form: { ...form, ...more }, headers });
  return { place, key, create };
}

const idsOf = (id: unknown) => ({ ids: { webhook_endpoint: String(id) } });
const actionsOf = async (merchantId: string) =>
  (
    await database().auditEntry.findMany({ where: { merchantId }, orderBy: { createdAt: "asc" } })
  ).map(({ action }) => action);

describe("a webhook endpoint", () => {
  it("is answered as described by every operation, each of which leaves one audit entry", async () => {
    const { place, key, create } = await setUp();
    const made = await create({ description: "Ours", "metadata[a]": "b" });
    webhookEndpointSchema.required({ secret: true }).parse(made.body);
    const ids = idsOf(made.body["id"]);
    const bare = webhookEndpointSchema.omit({ secret: true });
    bare.parse((await callApi(retrieveWebhookEndpoint, key, ids)).body);
    const change = { ...ids, form: { "enabled_events[0]": "portico.session.visited" } };
    bare.parse((await callApi(updateWebhookEndpoint, key, change)).body);
    const rotated = await callApi(rotateWebhookSecret, key, ids);
    webhookEndpointSchema.required({ secret: true }).parse(rotated.body);
    listWebhookEndpoints.answer.parse((await callApi(listWebhookEndpoints, key)).body);
    const deleted = await callApi(deleteWebhookEndpoint, key, ids);
    expect(deletedWebhookEndpointSchema.parse(deleted.body)).toEqual(deleted.body);
    expect(await actionsOf(place.merchantId)).toEqual([
      "webhook_endpoint.created",
      "webhook_endpoint.updated",
      "webhook_endpoint.secret_rotated",
      "webhook_endpoint.deleted",
    ]);
  });

  it("is made once under one idempotency key, with the same secret told again", async () => {
    const { place, create } = await setUp();
    const headers = { "Idempotency-Key": "one" };
    const [first, second] = [await create({}, headers), await create({}, headers)];
    expect(second.body).toEqual(first.body);
    expect(await database().webhookEndpoint.count({ where: place })).toBe(1);
  });

  it("leaves its secrets nowhere in plain text", async () => {
    const { key, create } = await setUp();
    // Both answers are kept for their keys, with the secrets that they tell.
    const made = await create({}, { "Idempotency-Key": "two" });
    const rotated = await callApi(rotateWebhookSecret, key, {
      ...idsOf(made.body["id"]),
      headers: { "Idempotency-Key": "three" },
    });
    const secrets = [made.body["secret"], rotated.body["secret"]].map(String);
    expect(new Set(secrets).size).toBe(2);
    for (const secret of secrets) expect(secret).toMatch(/^whsec_/);
    const dump = await dumpDatabase();
    for (const secret of secrets) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(secret.slice("whsec_".length));
    }
  });

  it("is of its key's mode alone", async () => {
    const { place, create } = await setUp();
    const live = await makeApiKey({ ...place, livemode: true });
    const { body } = await create();
    const seen = await callApi(retrieveWebhookEndpoint, live, idsOf(body["id"]));
    expect(seen.body.error?.code).toBe("livemode_mismatch");
    expect((await callApi(listWebhookEndpoints, live)).body["data"]).toEqual([]);
  });

  it("answers alike for unknown, foreign and impossible ids", async () => {
    const [{ create }, { key }] = [await setUp(), await setUp()];
    const { body } = await create();
    for (const id of [body["id"], "we_unknown", "we_\0", "../we_1", "evt_1"]) {
      for (const endpoint of [
        retrieveWebhookEndpoint,
        updateWebhookEndpoint,
        deleteWebhookEndpoint,
      ]) {
        const answer = await callApi(endpoint, key, idsOf(id));
        expect([answer.status, answer.body.error?.code]).toEqual([404, "resource_missing"]);
      }
    }
  });

  it("is one of sixteen at most", async () => {
    const { create } = await setUp();
    for (let count = 0; count < 16; count++) expect((await create()).status).toBe(200);
    const refused = await create();
    expect([refused.status, refused.body.error?.code]).toEqual([400, "parameter_invalid"]);
  });

  it("keeps at most 50 keys of metadata", async () => {
    const { create } = await setUp();
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`metadata[k${n}]`, "x"]));
    expect((await create(many)).body.error?.param).toBe("metadata");
  });
});

describe("a delivery", () => {
  it("is listed by endpoint and by event, and made again, by its own merchant alone", async () => {
    const { place, key, create } = await setUp();
    const endpoint = String((await create()).body["id"]);
    await create();
    const event = await makeEvent(place);
    await fanOut(place, event);
    await fanOut(place, await makeEvent(place));
    const listed = async (wish: Record<string, string>) => {
      const { body } = await callApi(listDeliveries, key, { form: wish });
      listDeliveries.answer.parse(body);
      return body["data"] as { id: string; endpoint: string; event: string }[];
    };
    expect(await listed({})).toHaveLength(4);
    expect(await listed({ endpoint })).toHaveLength(2);
    const [delivery, ...others] = await listed({ endpoint, event });
    expect([delivery, others]).toMatchObject([{ endpoint, event }, []]);
    const id = delivery?.id ?? "";
    const { surroundings } = await receiveWebhooks();
    await deliverEvent({ merchantId: place.merchantId, delivery: id, attempt: 1 }, surroundings);
    const replay = (by: string) => callApi(replayDelivery, by, { ids: { delivery: id } });
    const stranger = await setUp();
    expect((await replay(stranger.key)).body.error?.code).toBe("resource_missing");
    expect((await callApi(listDeliveries, stranger.key)).body["data"]).toEqual([]);
    const { body } = await replay(key);
    expect(webhookDeliverySchema.parse(body)).toMatchObject({ id, status: "pending", attempts: 0 });
    expect(await listJobs(id)).toHaveLength(2);
  });
});
