import { describe, expect, it } from "vitest";
import { makeConfiguration } from "@/scripts/testing/make-configuration";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { makeTrail } from "@/scripts/testing/make-trail";
import { refuseInserts } from "@/scripts/testing/refuse-inserts";
import { updateConfiguration } from "@/scripts/testing/update-configuration";
import { configurationSchema } from "../portal/configuration";
import { database } from "./client";
import {
  type ConfigurationRow,
  findConfiguration,
  findDefaultConfiguration,
  findVersion,
  insertConfiguration,
  listVersions,
  pageConfigurations,
  replaceConfiguration,
} from "./configurations";

const document = configurationSchema.parse({});

async function setUp(isDefault = false, livemode = false) {
  const { id: merchantId } = await makeBareMerchant();
  const row = await makeConfiguration({ merchantId, livemode, isDefault, document });
  return { merchantId, row };
}

/** `row` as it would be saved next. */
function nextOf(row: ConfigurationRow, over: Partial<ConfigurationRow>): ConfigurationRow {
  return { ...row, version: row.version + 1, ...over };
}

const audits = (target: string) => database().auditEntry.count({ where: { target } });

describe("configurations", () => {
  it("are found by their own merchant and mode only", async () => {
    const { merchantId, row } = await setUp();
    const other = await makeBareMerchant();
    expect(await findConfiguration(merchantId, false, row.id)).toEqual(row);
    expect(await findConfiguration(other.id, false, row.id)).toBeNull();
    expect(await findConfiguration(merchantId, true, row.id)).toBeNull();
    expect(await findConfiguration(merchantId, false, "bpc_unknown")).toBeNull();
  });

  it("are saved by their own merchant and mode, from the version that was read", async () => {
    const { merchantId, row } = await setUp();
    const other = await makeBareMerchant();
    const after = configurationSchema.parse({ name: "Renamed" });
    const trail = makeTrail(row);
    const entry = { ...trail, audit: { ...trail.audit, target: row.id } };
    const save = (over: Partial<ConfigurationRow> = {}) =>
      replaceConfiguration(nextOf(row, { document: after, ...over }), entry);
    expect(await save({ merchantId: other.id })).toBe(false);
    expect(await save({ livemode: true })).toBe(false);
    expect(await save({ version: 3 })).toBe(false);
    expect(await audits(row.id)).toBe(0);
    expect(await findConfiguration(merchantId, false, row.id)).toEqual(row);
    expect(await save()).toBe(true);
    expect(await save()).toBe(false);
    expect(await audits(row.id)).toBe(1);
  });

  it("keep what they were before each save, whole and for their own merchant and mode", async () => {
    const { merchantId, row } = await setUp();
    const place = { merchantId, livemode: false };
    const second = nextOf(row, {
      document: configurationSchema.parse({ name: "Second" }),
      metadata: { tier: "gold" },
      active: false,
    });
    const third = nextOf(second, { document: configurationSchema.parse({ name: "Third" }) });
    await replaceConfiguration(second, makeTrail(place));
    await replaceConfiguration(third, makeTrail(place));
    expect(await listVersions(place, row.id, 10)).toMatchObject([
      { version: 2, active: false, document: { name: "Second" }, metadata: { tier: "gold" } },
      { version: 1, active: true, document: { name: null }, metadata: {} },
    ]);
    expect(await listVersions(place, row.id, 1)).toHaveLength(1);
    expect(await findVersion(place, row.id, 1)).toMatchObject({ document: { name: null } });
    expect(await findVersion(place, row.id, 3)).toBeNull();
    const { id: stranger } = await makeBareMerchant();
    for (const foreign of [
      { merchantId, livemode: true },
      { merchantId: stranger, livemode: false },
    ]) {
      expect(await listVersions(foreign, row.id, 10)).toEqual([]);
      expect(await findVersion(foreign, row.id, 1)).toBeNull();
    }
  });

  it("are not saved when their version or their trail cannot be kept", async () => {
    const { merchantId, row } = await setUp();
    const next = nextOf(row, { document: configurationSchema.parse({ name: "Renamed" }) });
    for (const table of ["configuration_versions", "audit_entries"] as const) {
      const allow = await refuseInserts(table);
      await expect(replaceConfiguration(next, makeTrail(row))).rejects.toThrow();
      await allow();
    }
    expect(await findConfiguration(merchantId, false, row.id)).toEqual(row);
    expect(await listVersions(row, row.id, 10)).toEqual([]);
  });

  it("let one of many saves at once win", async () => {
    const { merchantId, row } = await setUp();
    const names = Array.from({ length: 10 }, (_, index) => `Writer ${index}`);
    const saved = await Promise.all(
      names.map((name) => {
        const next = nextOf(row, { document: configurationSchema.parse({ name }) });
        return replaceConfiguration(next, makeTrail(row));
      }),
    );
    expect(saved.filter(Boolean)).toHaveLength(1);
    expect(await findConfiguration(merchantId, false, row.id)).toMatchObject({ version: 2 });
    expect(await listVersions(row, row.id, 10)).toHaveLength(1);
  });

  it("may keep the id they had at Stripe, once within a merchant", async () => {
    const { row } = await setUp();
    const other = await makeBareMerchant();
    await expect(insertConfiguration(row, makeTrail(row))).rejects.toThrow();
    const same = { ...row, merchantId: other.id };
    expect(await insertConfiguration(same, makeTrail(same))).toBe(true);
    expect(await findConfiguration(other.id, false, row.id)).toEqual(same);
  });

  it("are paged by their own merchant and mode, newest first, and filtered", async () => {
    const { merchantId, row: first } = await setUp(true);
    const place = { merchantId, livemode: false };
    const plain = { ...place, isDefault: false, document };
    const second = await makeConfiguration(plain);
    const third = await makeConfiguration(plain);
    await makeConfiguration({ ...plain, livemode: true });
    await setUp();
    await updateConfiguration(merchantId, false, second.id, { active: false });
    const ids = async (filter: object, page: object = {}) => {
      const query = { limit: 10, cursor: null, ...page };
      return (await pageConfigurations(place, query, filter))?.rows.map(({ id }) => id);
    };
    const newestFirst = [first, second, third]
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
      .map(({ id }) => id);
    expect(await ids({})).toEqual(newestFirst);
    expect(await ids({ isDefault: true })).toEqual([first.id]);
    expect(await ids({ active: false })).toEqual([second.id]);
    expect(await ids({ active: true, isDefault: false })).toEqual([third.id]);
    const cursor = { id: newestFirst[0], direction: "after" };
    expect(await ids({}, { limit: 1, cursor })).toEqual([newestFirst[1]]);
    expect(await ids({}, { cursor: { id: "bpc_unknown", direction: "after" } })).toBeUndefined();
  });

  it("have one default per merchant and mode", async () => {
    const { merchantId, row } = await setUp(true);
    const key = { merchantId, livemode: false };
    const again = await makeConfiguration({ ...key, isDefault: true, document });
    expect(again).toEqual(row);
    expect(await findDefaultConfiguration(merchantId, false)).toEqual(row);
    expect(await findDefaultConfiguration(merchantId, true)).toBeNull();
    const plain = await makeConfiguration({ ...key, isDefault: false, document });
    expect(plain).toMatchObject({ isDefault: false });
    expect(await database().configuration.count({ where: { merchantId } })).toBe(2);
  });
});
