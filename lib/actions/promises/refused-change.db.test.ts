import type Stripe from "stripe";
import { beforeAll, expect, it } from "vitest";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";
import { blindly, tryAction, tryPreview } from "@/scripts/testing/try-action";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

async function setUp(over: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeCustomer(merchant, over);
  const { context } = await openSession(merchant, customer.id);
  return { merchant, customer, context, subscription: customer.subscription };
}

const refusal = (status: number, code: string, param?: string) => ({
  status,
  error: { error: { code, ...(param === undefined ? {} : { param }) } },
});

it("a plan of several items that are no tier: the item must be named, and be its own", async () => {
  const { merchant, customer, context, subscription } = await setUp();
  const { stripe } = merchant.account;
  await stripe.subscriptionItems.create({ subscription, price: merchant.prices.unlisted });
  const other = await makeCustomer(merchant);
  const input = { subscription, price: merchant.prices.pro };
  const ask = (item?: string) =>
    tryAction(
      context,
      "change_plan",
      { ...input, ...(item ? { item } : {}) },
      { expected: blindly },
    );
  expect(await ask()).toMatchObject(refusal(400, "parameter_missing", "item"));
  expect(await ask(other.item)).toMatchObject(refusal(404, "resource_missing", "item"));
  expect(await ask(customer.item)).toMatchObject({
    ...refusal(409, "subscription_state"),
    error: { reason: "several_items" },
  });
  expect(merchant.account.writes()).toEqual([]);
});

it.each<[unknown, string?]>([
  [-1],
  [0],
  [1.5],
  ["abc"],
  [1e21],
  [99_999_999_999],
  [21, "above the maximum"],
  [null],
])("a quantity of %j is no number of it", async (quantity) => {
  const { merchant, context, subscription } = await setUp();
  const expected = refusal(400, "quantity_invalid", "quantity");
  const given = { subscription, quantity };
  expect(await tryPreview(context, "change_quantity", given)).toMatchObject(expected);
  expect(await tryAction(context, "change_quantity", given, { expected: blindly })).toMatchObject(
    expected,
  );
  expect(merchant.account.writes()).toEqual([]);
});

it.each<[string, Partial<Stripe.SubscriptionCreateParams>, string | null]>([
  ["trialing", { trial_period_days: 30 }, null],
  ["send_invoice", { collection_method: "send_invoice", days_until_due: 30 }, "invoiced"],
])("a subscription that is %s has its answer", async (_what, over, reason) => {
  const { merchant, context, subscription } = await setUp(over);
  const changed = await tryAction(
    context,
    "change_plan",
    { subscription, price: merchant.prices.pro },
    reason === null ? {} : { expected: blindly },
  );
  expect(changed).toMatchObject(
    reason === null ? { answer: { outcome: "applied" } } : { status: 409, error: { reason } },
  );
});

it("a schedule that the merchant wrote is never touched", async () => {
  const { merchant, context, subscription } = await setUp();
  await merchant.account.stripe.subscriptionSchedules.create({ from_subscription: subscription });
  for (const [name, input] of [
    ["change_plan", { subscription, price: merchant.prices.pro }],
    ["change_quantity", { subscription, quantity: 2 }],
    ["undo_change", { subscription }],
  ] as const) {
    const refused = await tryAction(context, name, input, { expected: blindly });
    expect(refused).toMatchObject(refusal(409, "subscription_state"));
  }
  expect(merchant.account.writes()).toEqual([]);
});

it("where tax needs an address it is asked for, sent with the change, and the tax is shown and charged", async () => {
  const { merchant, customer, context, subscription } = await setUp();
  const { stripe } = merchant.account;
  await stripe.customers.update(customer.id, { address: { country: "DE", postal_code: "10115" } });
  await stripe.subscriptions.update(subscription, { automatic_tax: { enabled: true } });
  await stripe.customers.update(customer.id, { address: "" });
  const input = { subscription, price: merchant.prices.pro };
  const lost = await tryPreview(context, "change_plan", input);
  expect(lost).toMatchObject({ previewed: { preview: { needs: ["address"] } } });
  expect(await tryAction(context, "change_plan", input)).toMatchObject(
    refusal(400, "parameter_missing", "address"),
  );
  const address = {
    line1: "1",
    line2: "",
    city: "Berlin",
    state: "",
    postal_code: "10115",
    country: "DE",
  };
  const given = { ...input, address };
  const found = await tryPreview(context, "change_plan", given);
  if (!("previewed" in found) || found.previewed.preview.kind !== "change_plan")
    throw new Error("No.");
  const { preview } = found.previewed;
  expect(preview).toMatchObject({ needs: [], tax: { currency: "usd" } });
  expect(await tryAction(context, "change_plan", given)).toMatchObject({
    answer: { outcome: "applied" },
  });
  const { latest_invoice: invoice } = await stripe.subscriptions.retrieve(subscription, {
    expand: ["latest_invoice"],
  });
  expect(invoice).toMatchObject({ amount_paid: preview.dueNow.amount });
});

it("an address is refused where no tax asks for it", async () => {
  const { merchant, context, subscription } = await setUp();
  const address = { line1: "1", line2: "", city: "", state: "", postal_code: "", country: "DE" };
  const input = { subscription, price: merchant.prices.pro, address };
  expect(await tryPreview(context, "change_plan", input)).toMatchObject(
    refusal(403, "feature_disabled", "address"),
  );
});
