import { describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import {
  fanOut,
  listJobs,
  makeEndpoint,
  makeEvent,
  testCause,
} from "@/scripts/testing/make-webhook";
import {
  publicAddress,
  type Receiver,
  receiverHost,
  receiveWebhooks,
} from "@/scripts/testing/receive-webhooks";
import { refuseInserts } from "@/scripts/testing/refuse-inserts";
import { readAsStandard, readAsStripe } from "@/scripts/testing/verify-webhook";
import { database } from "../db/client";
import { findWebhookEndpoint, type WebhookEndpointRow } from "../db/webhook-endpoints";
import { apiVersion } from "../stripe/api-version";
import { deliverEvent } from "./deliver-event";
import { newWebhookSecret } from "./endpoint-secrets";
import { keepChangedEndpoint, removeEndpoint, rotateSecret } from "./keep-endpoint";
import { changeEndpoint } from "./prepare-endpoint";
import { keepReplay, replayed, requireDelivery } from "./replay-delivery";

async function makePlace() {
  return { merchantId: (await makeBareMerchant()).id, livemode: false };
}

/** A delivery that is due, and what is needed to make it. */
async function makeDelivery(input: Parameters<typeof makeEndpoint>[1] = {}) {
  const place = await makePlace();
  const { row: endpoint, secret } = await makeEndpoint(place, input);
  const event = await makeEvent(place);
  const [delivery] = await fanOut(place, event);
  if (delivery === undefined) throw new Error("Nothing to deliver.");
  const { id } = delivery;
  return {
    place,
    endpoint,
    secret,
    event,
    id,
    attempt: (attempt: number, { surroundings }: Receiver) =>
      deliverEvent({ merchantId: place.merchantId, delivery: id, attempt }, surroundings),
    read: () => database().webhookDelivery.findUniqueOrThrow({ where: { id } }),
    readEndpoint: () =>
      database().webhookEndpoint.findUniqueOrThrow({ where: { id: endpoint.id } }),
  };
}

const failing = () =>
  receiveWebhooks({ answer: (_request, response) => response.writeHead(500).end() });

function verify(receiver: Receiver, secret: string) {
  const [heard] = receiver.heard;
  if (heard === undefined) throw new Error("Nothing was heard.");
  return { standard: readAsStandard(heard, secret), stripe: readAsStripe(heard, secret) };
}

describe("an event that is delivered", () => {
  it("is posted once to the address that was checked, signed both ways, in Stripe's shape", async () => {
    const receiver = await receiveWebhooks();
    const delivery = await makeDelivery({ url: `https://${receiverHost}/a/b?shop=1` });
    await delivery.attempt(1, receiver);
    expect(receiver.heard).toMatchObject([{ method: "POST", path: "/a/b?shop=1" }]);
    expect(receiver.heard[0]?.headers).toMatchObject({
      host: receiverHost,
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Portico-Webhooks/1",
      "webhook-id": delivery.event,
    });
    expect([receiver.resolved, receiver.dialled]).toEqual([[receiverHost], [publicAddress]]);
    const { standard, stripe: byStripe } = verify(receiver, delivery.secret);
    expect(standard).toEqual(byStripe);
    expect(byStripe).toMatchObject({
      id: delivery.event,
      object: "event",
      api_version: apiVersion,
      data: { object: { object: "portico.action", customer: "cus_1" } },
      livemode: false,
      pending_webhooks: 1,
      request: null,
      type: "portico.customer.updated",
    });
    expect(await delivery.read()).toMatchObject({
      state: "delivered",
      attempts: 1,
      responseCode: 200,
      error: null,
    });
    expect(await listJobs(delivery.id)).toHaveLength(1);
  });

  it("is not posted again by a job that comes twice", async () => {
    const receiver = await receiveWebhooks();
    const delivery = await makeDelivery();
    await delivery.attempt(1, receiver);
    await delivery.attempt(1, receiver);
    await delivery.attempt(2, receiver);
    expect(receiver.heard).toHaveLength(1);
  });

  it("leaves nothing of what the receiver said", async () => {
    const receiver = await receiveWebhooks({
      answer: (_request, response) => response.writeHead(500, { "x-said": "XYZZY" }).end("XYZZY"),
    });
    const delivery = await makeDelivery();
    await delivery.attempt(1, receiver);
    expect(JSON.stringify([await delivery.read(), await delivery.readEndpoint()])).not.toContain(
      "XYZZY",
    );
  });
});

describe("an attempt that fails", () => {
  it("is followed by seven others, each later, and then by none", async () => {
    const receiver = await failing();
    const delivery = await makeDelivery();
    for (let attempt = 1; attempt <= 9; attempt++) await delivery.attempt(attempt, receiver);
    expect(receiver.heard).toHaveLength(8);
    const jobs = await listJobs(delivery.id);
    expect(jobs.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const waits = jobs.slice(1).map(({ wait }) => wait ?? 0);
    const planned = [5, 300, 1800, 7200, 18_000, 36_000, 36_000];
    for (const [index, seconds] of planned.entries()) {
      expect(waits[index]).toBeGreaterThan(seconds - 1);
      expect(waits[index]).toBeLessThan(seconds * 1.03 + 1);
    }
    expect(await delivery.read()).toMatchObject({ state: "failed", attempts: 8, error: "status" });
  });

  it("is told to the receiver under the same id, with a fresh signature", async () => {
    const receiver = await failing();
    const delivery = await makeDelivery();
    await delivery.attempt(1, receiver);
    await delivery.attempt(2, receiver);
    const ids = receiver.heard.map(({ headers }) => headers["webhook-id"]);
    expect(ids).toEqual([delivery.event, delivery.event]);
    verify(receiver, delivery.secret);
  });

  it("that a process did not live to write down is made again, and followed by one job", async () => {
    const receiver = await failing();
    const delivery = await makeDelivery();
    const allow = await refuseInserts("outbox");
    await expect(delivery.attempt(1, receiver)).rejects.toThrow();
    expect(await delivery.read()).toMatchObject({ state: "pending", attempts: 0 });
    await allow();
    await delivery.attempt(1, receiver);
    await delivery.attempt(1, receiver);
    expect(receiver.heard).toHaveLength(2);
    expect(await listJobs(delivery.id)).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
  });

  it("that two workers make at once is followed by one job", async () => {
    const receiver = await failing();
    const delivery = await makeDelivery();
    await Promise.all([delivery.attempt(1, receiver), delivery.attempt(1, receiver)]);
    expect(await listJobs(delivery.id)).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
    expect(await delivery.read()).toMatchObject({ attempts: 1 });
  });

  it("does not count against an endpoint that took the next one", async () => {
    const delivery = await makeDelivery();
    await delivery.attempt(1, await failing());
    expect((await delivery.readEndpoint()).failingSince).not.toBeNull();
    await delivery.attempt(2, await receiveWebhooks());
    expect((await delivery.readEndpoint()).failingSince).toBeNull();
  });
});

describe("an endpoint", () => {
  const age = (id: string, days: number) =>
    database().$executeRaw`UPDATE webhook_endpoints
      SET failing_since = now() - make_interval(days => ${days}::int) WHERE id = ${id}`;
  const owners = async (merchantId: string) => {
    for (const role of ["owner", "owner", "admin"]) {
      const id = `mem_${crypto.randomUUID()}`;
      await database().member.create({ data: { id, email: `${id}@example.com` } });
      await database().membership.create({ data: { merchantId, memberId: id, role } });
    }
  };
  const mailsFor = (endpoint: string) => database().$queryRaw`
    SELECT payload->>'reason' AS reason FROM outbox
    WHERE queue = 'webhook_disabled' AND payload->>'endpoint' = ${endpoint}`;
  const auditOf = (target: string) =>
    database().auditEntry.findMany({ where: { target, action: "webhook_endpoint.disabled" } });

  it("that says 410 is disabled, its owners are to be mailed, and what else waited for it is given up", async () => {
    const receiver = await receiveWebhooks({
      answer: (_, response) => response.writeHead(410).end(),
    });
    const delivery = await makeDelivery();
    await owners(delivery.place.merchantId);
    const [other] = await fanOut(delivery.place, await makeEvent(delivery.place));
    await delivery.attempt(1, receiver);
    expect(await delivery.read()).toMatchObject({ state: "failed", responseCode: 410 });
    expect(await delivery.readEndpoint()).toMatchObject({ status: "disabled" });
    expect(await listJobs(delivery.id)).toHaveLength(1);
    expect(await mailsFor(delivery.endpoint.id)).toEqual([{ reason: "gone" }, { reason: "gone" }]);
    expect(await auditOf(delivery.endpoint.id)).toHaveLength(1);
    const id = other?.id ?? "";
    const { merchantId } = delivery.place;
    await deliverEvent({ merchantId, delivery: id, attempt: 1 }, receiver.surroundings);
    expect(receiver.heard).toHaveLength(1);
    const given = await database().webhookDelivery.findUniqueOrThrow({ where: { id } });
    expect(given).toMatchObject({ state: "failed", error: "endpoint_disabled" });
    expect(await fanOut(delivery.place, await makeEvent(delivery.place))).toEqual([]);
  });

  it.each([
    [4, "enabled"],
    [6, "disabled"],
  ])("that has only failed for %i days is %s", async (days, status) => {
    const receiver = await failing();
    const delivery = await makeDelivery();
    await age(delivery.endpoint.id, days);
    await delivery.attempt(1, receiver);
    expect(await delivery.readEndpoint()).toMatchObject({ status });
    expect(await auditOf(delivery.endpoint.id)).toHaveLength(status === "disabled" ? 1 : 0);
  });

  it("is forgiven when it is enabled again", async () => {
    const receiver = await failing();
    const delivery = await makeDelivery();
    await age(delivery.endpoint.id, 6);
    await delivery.attempt(1, receiver);
    const before = await findWebhookEndpoint(delivery.place, delivery.endpoint.id);
    if (before === null) throw new Error("Gone.");
    await keepChangedEndpoint(before, changeEndpoint(before, { disabled: false }), testCause);
    expect(await delivery.readEndpoint()).toMatchObject({ status: "enabled", failingSince: null });
  });

  it("that was deleted hears nothing more", async () => {
    const receiver = await receiveWebhooks();
    const delivery = await makeDelivery();
    await removeEndpoint(delivery.endpoint, testCause);
    await delivery.attempt(1, receiver);
    expect(receiver.heard).toEqual([]);
  });
});

describe("a rotated secret", () => {
  async function rotate(endpoint: WebhookEndpointRow) {
    const secret = newWebhookSecret();
    await rotateSecret(endpoint, secret, testCause);
    return secret;
  }

  it("signs beside the former one for a day, then alone", async () => {
    const delivery = await makeDelivery();
    const fresh = await rotate(delivery.endpoint);
    const receiver = await failing();
    await delivery.attempt(1, receiver);
    verify(receiver, fresh);
    verify(receiver, delivery.secret);
    await database().$executeRaw`UPDATE webhook_endpoints
      SET previous_until = previous_until - interval '1 day' WHERE id = ${delivery.endpoint.id}`;
    const later = await receiveWebhooks();
    await delivery.attempt(2, later);
    verify(later, fresh);
    expect(() => verify(later, delivery.secret)).toThrow();
  });

  it("is kept by one of two rotations at once, and in no plain text", async () => {
    const { endpoint, secret, readEndpoint } = await makeDelivery();
    const done = await Promise.allSettled([rotate(endpoint), rotate(endpoint)]);
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const row = JSON.stringify(await readEndpoint());
    expect(row).not.toContain("whsec_");
    expect(row).not.toContain(secret.slice(6));
  });
});

describe("a delivery that is made again", () => {
  const replay = async (delivery: Awaited<ReturnType<typeof makeDelivery>>) => {
    const row = await requireDelivery(delivery.place, delivery.id);
    await keepReplay(row, testCause);
    return replayed(row);
  };

  it("begins anew when it had come to its end", async () => {
    const receiver = await receiveWebhooks();
    const delivery = await makeDelivery();
    await delivery.attempt(1, receiver);
    expect(await replay(delivery)).toMatchObject({ state: "pending", attempts: 0 });
    expect(await listJobs(delivery.id)).toEqual([
      { attempt: 1, wait: null },
      { attempt: 1, wait: null },
    ]);
    await delivery.attempt(1, receiver);
    expect(receiver.heard).toHaveLength(2);
  });

  it("is made at once when it was waiting, and the attempt it waited for is not made twice", async () => {
    const delivery = await makeDelivery();
    await delivery.attempt(1, await failing());
    await replay(delivery);
    const receiver = await receiveWebhooks();
    await delivery.attempt(2, receiver);
    await delivery.attempt(2, receiver);
    expect(receiver.heard).toHaveLength(1);
  });

  it("is refused while its endpoint is disabled, and leaves nothing", async () => {
    const delivery = await makeDelivery();
    await delivery.attempt(
      1,
      await receiveWebhooks({ answer: (_, response) => response.writeHead(410).end() }),
    );
    await expect(replay(delivery)).rejects.toMatchObject({ code: "parameter_invalid" });
    expect(await listJobs(delivery.id)).toHaveLength(1);
  });
});
