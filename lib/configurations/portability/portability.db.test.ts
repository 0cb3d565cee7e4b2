import { describe, expect, it } from "vitest";
import { serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { refuseInserts } from "@/scripts/testing/refuse-inserts";
import { database } from "../../db/client";
import { findConfiguration, findDefaultConfiguration } from "../../db/configurations";
import { saveStripeConnection } from "../../db/stripe-connections";
import type { Cause } from "../../db/write-with-trail";
import type { PorticoError } from "../../errors";
import { configurationSchema } from "../../portal/configuration";
import type { Owner } from "../show-configuration";
import { applyConfigurations } from "./apply-configurations";
import { exportConfigurations } from "./export-configurations";
import { mappedId } from "./mapped-id";
import type { Portable } from "./portable";
import { promoteConfigurations } from "./promote-configurations";
import { rollBack } from "./roll-back";

const sandbox = await serveFaultSandbox();

const causeOf = (): Cause => ({
  actorType: "api_key",
  actorId: "key_1",
  request: null,
  replay: null,
});
const now = { dryRun: false, causeOf };
const dry = { dryRun: true, causeOf };

const placeOf = ({ id, slug }: TestMerchant, livemode = false): Owner => ({
  merchantId: id,
  slug,
  livemode,
});

/** A second account for live mode that sells the same under other ids. */
async function openLive(merchant: TestMerchant, without: readonly string[] = []) {
  const twin = await makeMerchant(sandbox);
  for (const price of without) await twin.account.stripe.prices.update(price, { active: false });
  const { secretKey } = twin.account;
  await saveStripeConnection({ merchantId: merchant.id, livemode: true, secretKey });
  return twin;
}

function dump(merchantId: string) {
  const where = { merchantId };
  return Promise.all([
    database().configuration.findMany({ where, orderBy: { id: "asc" } }),
    database().configurationVersion.findMany({ where, orderBy: { version: "asc" } }),
    database().feedbackOption.findMany({ where, orderBy: { id: "asc" } }),
    countTrail(merchantId),
  ]);
}

/** What the key of these tests left behind. */
async function countTrail(merchantId: string) {
  const [row] = await database().$queryRaw<{ outbox: number }[]>`
    SELECT count(*)::int AS outbox FROM outbox WHERE payload->>'merchantId' = ${merchantId}`;
  return {
    audit: await database().auditEntry.count({ where: { merchantId, actorId: "key_1" } }),
    events: await database().event.count({ where: { merchantId } }),
    outbox: row?.outbox,
  };
}

async function refusal(attempt: Promise<unknown>) {
  const error = await attempt.then(
    () => null,
    (thrown: PorticoError) => thrown,
  );
  if (error === null) throw new Error("It was not refused.");
  const { code, details, message } = error;
  return { code, param: details.param, message, unmatched: details.extra?.["unmatched"] };
}

function renamed(document: Portable, name: string): Portable {
  const copy = structuredClone(document);
  for (const one of copy.configurations) one.document.name = name;
  return copy;
}

const changesOf = (list: readonly { readonly change: string }[]) =>
  list.map(({ change }) => change);

describe("an export", () => {
  it("says what the prices and products are, and applied to the same place changes nothing", async () => {
    const merchant = await makeMerchant(sandbox);
    const place = placeOf(merchant);
    const document = await exportConfigurations(place);
    const { prices } = document.catalogue;
    expect(prices[merchant.prices.proYear]).toMatchObject({
      product_name: "Pro",
      interval: "year",
      interval_count: 1,
      currency: "usd",
      unit_amount: 48_000,
    });
    const before = await dump(merchant.id);
    merchant.account.forget();
    const { configurations } = await applyConfigurations(place, document, now);
    expect(changesOf(configurations)).toEqual(["unchanged"]);
    expect(await dump(merchant.id)).toEqual(before);
    expect(merchant.account.seen).toEqual([]);
  });

  it("knows no other merchant's configuration, nor the other mode's", async () => {
    const [merchant, other] = [await makeMerchant(sandbox), await makeMerchant(sandbox)];
    const theirs = await findDefaultConfiguration(other.id, false);
    const foreign = await refusal(exportConfigurations(placeOf(merchant), theirs?.id));
    const unknown = await refusal(exportConfigurations(placeOf(merchant), "bpc_unknown"));
    expect(foreign).toMatchObject({ code: "resource_missing", param: "configuration" });
    expect(unknown).toMatchObject({ code: "resource_missing", param: "configuration" });
    const { configurations } = await exportConfigurations(placeOf(merchant));
    expect(configurations.map(({ id }) => id)).not.toContain(theirs?.id);
    expect((await exportConfigurations(placeOf(merchant, true))).configurations).toEqual([]);
  });
});

describe("applying", () => {
  it("only looks when it is a dry run, and then does what it told, once", async () => {
    const merchant = await makeMerchant(sandbox);
    const place = placeOf(merchant);
    const wanted = renamed(await exportConfigurations(place), "Teams");
    const before = await dump(merchant.id);
    const told = await applyConfigurations(place, wanted, dry);
    expect(told.configurations).toMatchObject([
      { change: "updated", differences: [{ path: "document.name", before: null, after: "Teams" }] },
    ]);
    expect(await dump(merchant.id)).toEqual(before);
    const done = await applyConfigurations(place, wanted, now);
    expect(done).toEqual({ ...told, dry_run: false });
    expect(await findDefaultConfiguration(merchant.id, false)).toMatchObject({
      version: 2,
      document: { name: "Teams" },
    });
    const again = await applyConfigurations(place, wanted, now);
    expect(changesOf(again.configurations)).toEqual(["unchanged"]);
    expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 1, outbox: 1 });
  });

  it("makes configurations and reasons, moves the default, and keeps ids", async () => {
    const merchant = await makeMerchant(sandbox);
    const place = placeOf(merchant);
    const held = await findDefaultConfiguration(merchant.id, false);
    const cancellation_reason = { enabled: true, feedback_options: ["fbo_far"] };
    const document = configurationSchema.parse({
      features: { subscription_cancel: { cancellation_reason } },
    });
    const settings = { is_default: true, active: true, metadata: { team: "a" } };
    const wanted: Portable = {
      portico_export: 1,
      exported_at: 0,
      livemode: false,
      configurations: [{ id: "bpc_new", ...settings, document }],
      feedback_options: [{ id: "fbo_far", description: "Too far away", active: true }],
      catalogue: { prices: {}, products: {} },
    };
    const { configurations, feedback_options } = await applyConfigurations(place, wanted, now);
    expect(changesOf(configurations)).toEqual(["created", "updated"]);
    expect(changesOf(feedback_options)).toEqual(["created"]);
    expect(await findDefaultConfiguration(merchant.id, false)).toMatchObject({
      id: "bpc_new",
      version: 1,
      document,
      metadata: { team: "a" },
    });
    expect(await findConfiguration(merchant.id, false, held?.id ?? "")).toMatchObject({
      isDefault: false,
    });
    const again = await applyConfigurations(place, wanted, now);
    expect(changesOf(again.configurations)).toEqual(["unchanged"]);
    expect(changesOf(again.feedback_options)).toEqual(["unchanged"]);
    const off = {
      ...wanted,
      configurations: [
        { id: held?.id ?? "", ...settings, is_default: false, active: false, document },
      ],
    };
    const { configurations: ended } = await applyConfigurations(place, off, now);
    expect(changesOf(ended)).toEqual(["deactivated"]);
  });

  it("touches no other merchant that has the same ids", async () => {
    const [merchant, other] = [await makeMerchant(sandbox), await makeMerchant(sandbox)];
    const document = await exportConfigurations(placeOf(merchant));
    const before = await dump(merchant.id);
    const done = await applyConfigurations(placeOf(other), renamed(document, "Theirs"), now);
    expect(changesOf(done.configurations)).toEqual(["created", "updated"]);
    expect(await dump(merchant.id)).toEqual(before);
    const id = document.configurations[0]?.id ?? "";
    expect(await findConfiguration(other.id, false, id)).toMatchObject({ isDefault: true });
  });

  it("writes nothing when something has no counterpart, and lists all of it", async () => {
    const merchant = await makeMerchant(sandbox);
    const twin = await openLive(merchant);
    await twin.account.stripe.prices.update(twin.prices.proYear, { active: false });
    await twin.account.stripe.prices.update(twin.prices.starter, { active: false });
    const before = await dump(merchant.id);
    const place = { merchantId: merchant.id, slug: merchant.slug };
    const refused = await refusal(promoteConfigurations(place, now));
    expect(refused).toMatchObject({
      code: "parameter_invalid",
      unmatched: [
        { id: merchant.prices.starter, message: expect.stringContaining('"Starter" at 1200 usd') },
        { id: merchant.prices.proYear },
      ],
    });
    expect(refused.message).toContain(merchant.prices.proYear);
    expect(await dump(merchant.id)).toEqual(before);
  });

  it("writes all of it or nothing, also when the last of it cannot be written", async () => {
    const merchant = await makeMerchant(sandbox);
    const place = placeOf(merchant);
    const wanted = renamed(await exportConfigurations(place), "Teams");
    wanted.feedback_options.push({ id: "fbo_far", description: "Too far away", active: true });
    const before = await dump(merchant.id);
    const allow = await refuseInserts("configuration_versions");
    await expect(applyConfigurations(place, wanted, now)).rejects.toThrow();
    await allow();
    expect(await dump(merchant.id)).toEqual(before);
  });

  it("lets one of several at once win; the others are told, or find nothing left to do", async () => {
    const merchant = await makeMerchant(sandbox);
    const place = placeOf(merchant);
    const document = await exportConfigurations(place);
    const attempts = ["A", "B", "C", "D"].map((name) =>
      applyConfigurations(place, renamed(document, name), now).then(
        () => "done",
        ({ code }: PorticoError) => code,
      ),
    );
    const told = await Promise.all(attempts);
    expect(told).toContain("done");
    expect(told.filter((one) => one !== "done" && one !== "configuration_outdated")).toEqual([]);
    const row = await findDefaultConfiguration(merchant.id, false);
    expect(row?.version).toBe(1 + told.filter((one) => one === "done").length);
  });

  it("leaves alone what a newer version of us wrote", async () => {
    const merchant = await makeMerchant(sandbox);
    const document = await exportConfigurations(placeOf(merchant));
    await database().configuration.updateMany({
      where: { merchantId: merchant.id },
      data: { document: { time_travel: true } },
    });
    const attempt = applyConfigurations(placeOf(merchant), document, now);
    expect(await refusal(attempt)).toMatchObject({ code: "configuration_outdated" });
  });
});

describe("promoting from test to live", () => {
  it("finds live's prices, keeps live's default id, and a second time changes nothing", async () => {
    const merchant = await makeMerchant(sandbox);
    const twin = await openLive(merchant);
    const test = placeOf(merchant);
    const [source] = (await exportConfigurations(test)).configurations;
    await applyConfigurations(
      test,
      {
        ...(await exportConfigurations(test)),
        configurations: [{ ...(source ?? fail()), id: "bpc_second", is_default: false }],
      },
      now,
    );
    const place = { merchantId: merchant.id, slug: merchant.slug };
    const { configurations } = await promoteConfigurations(place, now);
    expect(changesOf(configurations)).toEqual(["created", "created"]);
    const live = await findDefaultConfiguration(merchant.id, true);
    expect(live).toMatchObject({ id: mappedId(source?.id ?? ""), livemode: true });
    const { products } = configurationSchema.parse(live?.document).features.subscription_update;
    expect(products.flatMap(({ prices }) => prices).sort()).toEqual(
      [twin.prices.starter, twin.prices.pro, twin.prices.proYear].sort(),
    );
    expect(await findConfiguration(merchant.id, true, mappedId("bpc_second"))).not.toBeNull();
    const again = await promoteConfigurations(place, now);
    expect(changesOf(again.configurations)).toEqual(["unchanged", "unchanged"]);
    const back = await exportConfigurations(placeOf(merchant, true));
    const toTest = await applyConfigurations(test, back, now);
    expect(changesOf(toTest.configurations)).toEqual(["unchanged", "unchanged"]);
  });
});

describe("rolling back", () => {
  it("makes it what it was, as a new version, which can be taken back too", async () => {
    const merchant = await makeMerchant(sandbox);
    const place = placeOf(merchant);
    await applyConfigurations(place, renamed(await exportConfigurations(place), "Teams"), now);
    const { id } = (await findDefaultConfiguration(merchant.id, false)) ?? fail();
    const back = await rollBack(place, { configuration: id, version: 1 }, causeOf);
    expect(back).toMatchObject({ id, name: null, object: "billing_portal.configuration" });
    expect(await findConfiguration(merchant.id, false, id)).toMatchObject({ version: 3 });
    const forth = await rollBack(place, { configuration: id, version: 2 }, causeOf);
    expect(forth).toMatchObject({ name: "Teams" });
    expect(await countTrail(merchant.id)).toEqual({ audit: 3, events: 3, outbox: 3 });
  });

  it("knows no version that never was, nor another merchant's configuration", async () => {
    const [merchant, other] = [await makeMerchant(sandbox), await makeMerchant(sandbox)];
    const { id } = (await findDefaultConfiguration(merchant.id, false)) ?? fail();
    for (const version of [1, 2, 99]) {
      const attempt = rollBack(placeOf(merchant), { configuration: id, version }, causeOf);
      expect(await refusal(attempt)).toMatchObject({ code: "resource_missing", param: "version" });
    }
    const foreign = rollBack(placeOf(other), { configuration: id, version: 1 }, causeOf);
    expect(await refusal(foreign)).toMatchObject({ code: "resource_missing", param: undefined });
  });
});

function fail(): never {
  throw new Error("There is none.");
}
