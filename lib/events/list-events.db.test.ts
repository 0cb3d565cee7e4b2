import { describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { fanOut, makeEndpoint, makeEvent } from "@/scripts/testing/make-webhook";
import { listEvents } from "./list-events";
import { retrieveEvent } from "./retrieve-event";

const page = { limit: 10 };

async function makeEvents() {
  const place = { merchantId: (await makeBareMerchant()).id, livemode: false };
  const ids = [
    await makeEvent(place, "billing_portal.session.created"),
    await makeEvent(place, "portico.customer.updated"),
    await makeEvent(place, "portico.session.visited"),
  ];
  return { place, ids };
}

describe("a merchant's events", () => {
  it("are listed by type, by several, and by a name with *", async () => {
    const { place, ids } = await makeEvents();
    const list = async (wish: object) =>
      (await listEvents(place, { ...page, ...wish })).rows.map(({ id }) => id).sort();
    expect(await list({})).toEqual([...ids].sort());
    expect(await list({ type: "portico.customer.updated" })).toEqual([ids[1]]);
    expect(await list({ type: "portico.*" })).toEqual(ids.slice(1).sort());
    const types = ["billing_portal.session.created", "portico.session.visited", "invoice.paid"];
    expect(await list({ types })).toEqual([ids[0], ids[2]].sort());
    expect(await list({ type: "invoice.paid" })).toEqual([]);
    await expect(list({ type: "*", types })).rejects.toMatchObject({
      code: "parameters_exclusive",
      details: { param: "types" },
    });
  });

  it("are walked page by page, newest first, and an unknown cursor is refused by name", async () => {
    const { place, ids } = await makeEvents();
    const seen: string[] = [];
    for (let after: string | undefined; seen.length < ids.length; after = seen.at(-1)) {
      const start = after === undefined ? {} : { starting_after: after };
      const { rows, hasMore } = await listEvents(place, { limit: 1, ...start });
      seen.push(...rows.map(({ id }) => id));
      expect(hasMore).toBe(seen.length < ids.length);
    }
    expect([...seen].sort()).toEqual([...ids].sort());
    await expect(listEvents(place, { ...page, ending_before: "evt_x" })).rejects.toMatchObject({
      code: "resource_missing",
      details: { param: "ending_before" },
    });
  });

  it("are no one else's, in no other mode", async () => {
    const { place, ids } = await makeEvents();
    const [id = ""] = ids;
    const stranger = { ...place, merchantId: (await makeBareMerchant()).id };
    const otherMode = { ...place, livemode: true };
    for (const other of [stranger, otherMode]) {
      expect((await listEvents(other, page)).rows).toEqual([]);
      await expect(listEvents(other, { ...page, starting_after: id })).rejects.toThrow();
    }
    await expect(retrieveEvent(stranger, id)).rejects.toMatchObject({ code: "resource_missing" });
    await expect(retrieveEvent(otherMode, id)).rejects.toMatchObject({ code: "livemode_mismatch" });
    await expect(retrieveEvent(place, "evt_\0")).rejects.toMatchObject({ status: 404 });
    expect(await retrieveEvent(place, id)).toMatchObject({ id, pendingWebhooks: 0 });
  });

  it("say how many endpoints they still wait for", async () => {
    const place = { merchantId: (await makeBareMerchant()).id, livemode: false };
    await makeEndpoint(place);
    await makeEndpoint(place);
    const event = await makeEvent(place);
    await fanOut(place, event);
    expect((await retrieveEvent(place, event)).pendingWebhooks).toBe(2);
  });
});
