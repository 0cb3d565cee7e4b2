import { describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { database } from "../db/client";
import { configurationSchema } from "../portal/configuration";
import { defaultConfiguration } from "./default-configuration";

describe("the default configuration", () => {
  it("is made once, however many need it first", async () => {
    const { id: merchantId } = await makeBareMerchant();
    const asked = Array.from({ length: 20 }, () => defaultConfiguration(merchantId, false));
    const ids = new Set((await Promise.all(asked)).map(({ id }) => id));
    expect(ids.size).toBe(1);
    expect(await database().configuration.count({ where: { merchantId } })).toBe(1);
    const [audit, ...more] = await database().auditEntry.findMany({ where: { merchantId } });
    expect(audit).toMatchObject({ action: "configuration.created", actorType: "system" });
    expect(more).toEqual([]);
    const events = await database().event.findMany({ where: { merchantId } });
    expect(events).toMatchObject([
      { type: "billing_portal.configuration.created", data: { is_default: true }, request: null },
    ]);
  });

  it("says what the schema's defaults say, apart for each merchant and mode", async () => {
    const [one, two] = [await makeBareMerchant(), await makeBareMerchant()];
    const test = await defaultConfiguration(one.id, false);
    const live = await defaultConfiguration(one.id, true);
    const other = await defaultConfiguration(two.id, false);
    expect(new Set([test.id, live.id, other.id]).size).toBe(3);
    expect(test).toMatchObject({ merchantId: one.id, livemode: false, isDefault: true });
    expect(test.document).toEqual(configurationSchema.parse({}));
  });
});
