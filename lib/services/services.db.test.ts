import { beforeAll, describe, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { openSession } from "@/scripts/testing/make-session";
import { database } from "../db/client";
import { loadSnapshot } from "../snapshot/load-snapshot";
import { scopeOf } from "../snapshot/scope-of";
import { findService, listServices } from "./read-service";
import { saveService } from "./save-service";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

const cause = { actorType: "system", actorId: "test", request: null, replay: null } as const;

describe("a service", () => {
  it("is kept for one merchant and mode, each writing with its audit entry", async () => {
    const { id: merchantId } = await makeMerchant(sandbox);
    const other = await makeMerchant(sandbox);
    const place = { merchantId, livemode: false };
    const tiers = [{ name: "Solo", products: [{ product: "prod_1", prices: ["price_1"] }] }];
    await saveService(place, { name: "Acme" }, cause);
    await saveService(place, { name: "Acme", tiers }, cause);
    expect((await findService(place, "Acme"))?.service.tiers).toMatchObject(tiers);
    expect(await listServices(place)).toHaveLength(1);
    expect(await findService({ ...place, livemode: true }, "Acme")).toBeNull();
    expect(await listServices({ ...place, merchantId: other.id })).toEqual([]);
    const audit = await database().auditEntry.findMany({
      where: { merchantId, action: { startsWith: "service." } },
    });
    expect(audit.map(({ action }) => action).sort()).toEqual([
      "service.created",
      "service.updated",
    ]);
  });

  it("out of product metadata is read in the first wave, and limits a session that names it", async () => {
    const merchant = await makeMerchant(sandbox);
    const { stripe } = merchant.account;
    const metadata = { sb_service: "Acme", sb_tier: "Solo" };
    const product = await stripe.products.create({ name: "Solo", metadata });
    const recurring = { interval: "month" } as const;
    const terms = { product: product.id, currency: "usd", unit_amount: 900, recurring };
    const price = await stripe.prices.create(terms);
    const { id } = await stripe.customers.create({});
    const { context } = await openSession(merchant, id, { portico: { service: "Acme" } });
    const snapshot = await loadSnapshot(scopeOf(context), { upcoming: "none" });
    expect(snapshot.service?.tiers).toMatchObject([
      { name: "Solo", products: [{ product: product.id, prices: [price.id] }] },
    ]);
    const nobody = await openSession(merchant, id, { portico: { service: "Nobody's" } });
    const empty = await loadSnapshot(scopeOf(nobody.context), { upcoming: "none" });
    expect(empty.service).toEqual({ name: "Nobody's", tiers: [] });
  });
});
