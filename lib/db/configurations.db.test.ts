import { describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { configurationSchema } from "../portal/configuration";
import { database } from "./client";
import {
  findConfiguration,
  findDefaultConfiguration,
  insertConfiguration,
  saveDocument,
  updateConfiguration,
} from "./configurations";

const document = configurationSchema.parse({});

async function makeConfiguration(isDefault = false, livemode = false) {
  const { id: merchantId } = await makeBareMerchant();
  const row = await insertConfiguration({ merchantId, livemode, isDefault, document });
  return { merchantId, row };
}

describe("configurations", () => {
  it("are found by their own merchant and mode only", async () => {
    const { merchantId, row } = await makeConfiguration();
    const other = await makeBareMerchant();
    expect(await findConfiguration(merchantId, false, row.id)).toEqual(row);
    expect(await findConfiguration(other.id, false, row.id)).toBeNull();
    expect(await findConfiguration(merchantId, true, row.id)).toBeNull();
    expect(await findConfiguration(merchantId, false, "bpc_unknown")).toBeNull();
  });

  it("are changed by their own merchant and mode only", async () => {
    const { merchantId, row } = await makeConfiguration();
    const other = await makeBareMerchant();
    await updateConfiguration(other.id, false, row.id, { active: false });
    await updateConfiguration(merchantId, true, row.id, { active: false });
    expect(await findConfiguration(merchantId, false, row.id)).toEqual(row);
    const renamed = configurationSchema.parse({ name: "Renamed" });
    await updateConfiguration(merchantId, false, row.id, { active: false, document: renamed });
    const found = await findConfiguration(merchantId, false, row.id);
    expect(found).toMatchObject({ active: false, document: { name: "Renamed" }, version: 2 });
  });

  it("are saved by their own merchant and mode, from the version that was read", async () => {
    const { merchantId, row } = await makeConfiguration();
    const other = await makeBareMerchant();
    const after = configurationSchema.parse({ name: "Renamed" });
    const change = { id: row.id, version: 1, before: document, after, memberId: "mem_1" };
    const save = (over: object) =>
      saveDocument({ merchantId, livemode: false, ...change, ...over });
    expect(await save({ merchantId: other.id })).toBeNull();
    expect(await save({ livemode: true })).toBeNull();
    expect(await save({ version: 2 })).toBeNull();
    expect(await database().auditEntry.count({ where: { target: row.id } })).toBe(0);
    expect(await findConfiguration(merchantId, false, row.id)).toEqual(row);
    expect(await save({})).toBe(2);
    expect(await save({})).toBeNull();
    expect(await database().auditEntry.count({ where: { target: row.id } })).toBe(1);
  });

  it("have one default per merchant and mode", async () => {
    const { merchantId, row } = await makeConfiguration(true);
    const key = { merchantId, livemode: false };
    const again = await insertConfiguration({ ...key, isDefault: true, document });
    expect(again).toEqual(row);
    expect(await findDefaultConfiguration(merchantId, false)).toEqual(row);
    expect(await findDefaultConfiguration(merchantId, true)).toBeNull();
    const plain = await insertConfiguration({ ...key, isDefault: false, document });
    expect(plain).toMatchObject({ isDefault: false });
    expect(await database().configuration.count({ where: { merchantId } })).toBe(2);
  });
});
