import { expect } from "@playwright/test";
import { requireEnv, type TestMerchant } from "../fixtures/merchant";
import { openApi } from "../fixtures/stripe/api";
import { countWrites } from "../fixtures/stripe/count-writes";
import { type Operation, operations } from "../fixtures/stripe/document";
import { setScene } from "../fixtures/stripe/scene";
import { findUnexercised, type Walk, walkOperation } from "../fixtures/stripe/walk";
import { test } from "../fixtures/test";

test("the document has its ten operations", () => {
  expect(operations).toHaveLength(10);
  expect(operations.flatMap(({ parameters }) => parameters).length).toBeGreaterThan(200);
});

for (const operation of operations) {
  const name = `${operation.method} ${operation.path}`;

  test(`${name}: each of its parameters is taken, refused by its name, and answered as Stripe's document says`, async ({
    address,
    merchant,
  }) => {
    const scene = await setScene(merchant.stripe, merchant.portal);
    const found = await walkOperation({
      api: openApi(requireEnv("APP_URL"), merchant.apiKey, address),
      scene,
      operation,
      openTarget: targetOf(operation, merchant),
      countWrites: () => countWrites(merchant.id, operation.path.endsWith("/deactivate")),
    });
    expect([...found.faults, ...findUnexercised(operation, found)]).toEqual([]);
  });
}

/** What an operation acts on: an object of its own, a new one each time where it can be done only once. */
function targetOf({ path }: Operation, { portal }: TestMerchant): Walk["openTarget"] {
  const openConfiguration = async () => {
    const { id } = await portal.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    });
    return { configuration: id };
  };
  const openOption = async () => {
    const { id } = await portal.billing.feedbackOptions.create({ description: "Too far" });
    return { id };
  };
  const open = path.includes("{configuration}") ? openConfiguration : openOption;
  if (path.endsWith("/deactivate")) return open;
  const opened = path.includes("{") ? open() : Promise.resolve({});
  return () => opened;
}
