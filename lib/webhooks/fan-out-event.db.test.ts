import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { fanOut, listJobs, makeEndpoint, makeEvent } from "@/scripts/testing/make-webhook";
import { database } from "../db/client";
import { insertDeliveries } from "../db/webhook-deliveries";
import { newId } from "../ids";
import { fanOutEvent } from "./fan-out-event";

async function makePlaces() {
  const merchants = [(await makeBareMerchant()).id, (await makeBareMerchant()).id];
  return merchants.flatMap((merchantId) => [
    { merchantId, livemode: false },
    { merchantId, livemode: true },
  ]);
}

const types = ["portico.customer.updated", "billing_portal.session.created"] as const;

describe("an event", () => {
  it("goes to each endpoint that wants it, once, with one job, however often it is fanned out", async () => {
    const [place = { merchantId: "", livemode: false }] = await makePlaces();
    const { row: all } = await makeEndpoint(place);
    const { row: some } = await makeEndpoint(place, { enabled_events: [types[0]] });
    await makeEndpoint(place, { enabled_events: [types[1]] });
    const event = await makeEvent(place, types[0]);
    await Promise.all([fanOutEvent(place.merchantId, event), fanOutEvent(place.merchantId, event)]);
    const deliveries = await fanOut(place, event);
    const reached = deliveries.map(({ endpointId }) => endpointId).sort();
    expect(reached).toEqual([all.id, some.id].sort());
    for (const { id } of deliveries) {
      expect(await listJobs(id)).toEqual([{ attempt: 1, wait: null }]);
    }
  });

  it("does not go to an endpoint that is disabled, or that came after it", async () => {
    const [place = { merchantId: "", livemode: false }] = await makePlaces();
    const { row } = await makeEndpoint(place);
    await database().webhookEndpoint.update({
      where: { id: row.id },
      data: { status: "disabled" },
    });
    const event = await makeEvent(place);
    await database().$executeRaw`
      UPDATE events SET created_at = created_at - interval '1 s' WHERE id = ${event}`;
    await makeEndpoint(place);
    expect(await fanOut(place, event)).toEqual([]);
  });

  it("WHO-10 only ever goes to endpoints of its own merchant and mode, whatever is asked for", async () => {
    const places = await makePlaces();
    const endpoints: string[] = [];
    for (const place of places) endpoints.push((await makeEndpoint(place)).row.id);
    const index = fc.nat({ max: places.length - 1 });
    const wish = fc.record({
      of: index,
      asked: index,
      type: fc.constantFrom(...types),
      forged: fc.subarray(endpoints),
    });
    await fc.assert(
      fc.asyncProperty(wish, async ({ of, asked, type, forged }) => {
        const [place, other] = [places[of], places[asked]];
        if (place === undefined || other === undefined) return;
        const event = await makeEvent(place, type);
        // A forged job: another merchant's id beside the event's, and endpoints of anybody's.
        await fanOutEvent(other.merchantId, event);
        const pairs = forged.map((endpoint) => ({ delivery: newId("webhookDelivery"), endpoint }));
        await insertDeliveries(other.merchantId, event, pairs);
        await fanOutEvent(place.merchantId, event);
        const reached = await database().webhookDelivery.findMany({ where: { eventId: event } });
        expect(reached).toHaveLength(1);
        expect(reached[0]).toMatchObject({ ...place, endpointId: endpoints[of] });
      }),
      // Each is a dozen statements.
      { numRuns: runs(500) / 4 },
    );
    const [wrong] = await database().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM webhook_deliveries d
      JOIN webhook_endpoints w ON w.id = d.endpoint_id JOIN events e ON e.id = d.event_id
      WHERE (d.merchant_id, d.livemode) <> (w.merchant_id, w.livemode)
        OR (d.merchant_id, d.livemode) <> (e.merchant_id, e.livemode)`;
    expect(wrong).toEqual({ count: 0 });
  });
});
