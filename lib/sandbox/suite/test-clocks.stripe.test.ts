import { describe, expect, it } from "vitest";
import { day, june, openAccount } from "./harness";

const july = june + 30 * day;

describe("a test clock", () => {
  it("is frozen at the time it was given and lives thirty days", async () => {
    const { stripe } = await openAccount();
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: june, name: "June" });
    expect(clock).toMatchObject({
      object: "test_helpers.test_clock",
      frozen_time: june,
      livemode: false,
      name: "June",
      status: "ready",
      status_details: {},
    });
    expect(clock.deletes_after - clock.created).toBe(30 * day);
    await stripe.testHelpers.testClocks.del(clock.id);
  });

  it("is retrieved and listed, newest first", async () => {
    const { stripe } = await openAccount();
    const first = await stripe.testHelpers.testClocks.create({ frozen_time: june });
    const second = await stripe.testHelpers.testClocks.create({ frozen_time: july });
    expect(await stripe.testHelpers.testClocks.retrieve(first.id)).toEqual(first);
    const { data } = await stripe.testHelpers.testClocks.list({ limit: 2 });
    expect(data.map(({ id }) => id)).toEqual([second.id, first.id]);
    await stripe.testHelpers.testClocks.del(first.id);
    await stripe.testHelpers.testClocks.del(second.id);
  });

  it("says that it is advancing, and where to", async () => {
    const account = await openAccount();
    const { id } = await account.clock();
    const clock = await account.stripe.testHelpers.testClocks.advance(id, { frozen_time: july });
    expect(clock).toMatchObject({
      status: "advancing",
      status_details: { advancing: { target_frozen_time: july } },
    });
  });

  it("is the time of its customers' objects", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    expect(customer).toMatchObject({ created: june, test_clock: clock.id });
    await clock.advanceTo(june + 5 * day);
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    expect(subscription).toMatchObject({
      created: june + 5 * day,
      start_date: june + 5 * day,
      test_clock: clock.id,
    });
    const invoice = await account.stripe.invoices.retrieve(String(subscription.latest_invoice));
    expect(invoice).toMatchObject({ created: june + 5 * day, test_clock: clock.id });
  });

  it("does not go back", async () => {
    const account = await openAccount();
    const { id } = await account.clock();
    const advance = (frozen_time: number) =>
      account.stripe.testHelpers.testClocks.advance(id, { frozen_time });
    await expect(advance(june - 1)).rejects.toMatchObject({
      statusCode: 400,
      param: "frozen_time",
    });
    await expect(advance(june)).rejects.toMatchObject({ statusCode: 400, param: "frozen_time" });
  });

  it("goes at most two intervals of its shortest subscription at once", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const monthly = await account.price({ unit_amount: 1200, interval: "month" });
    await account.subscribe(customer, monthly);
    await expect(clock.advanceTo(june + 62 * day)).rejects.toMatchObject({
      statusCode: 400,
      param: "frozen_time",
    });
    await clock.advanceTo(june + 61 * day);
  });

  it("goes at most two years when nothing renews", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    await expect(clock.advanceTo(june + 732 * day)).rejects.toMatchObject({ statusCode: 400 });
    await clock.advanceTo(june + 730 * day);
  });

  it("needs a frozen_time", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const bare = account.stripe.rawRequest(
      "POST",
      `/v1/test_helpers/test_clocks/${clock.id}/advance`,
      {},
    );
    await expect(bare).rejects.toMatchObject({
      statusCode: 400,
      code: "parameter_missing",
      param: "frozen_time",
    });
  });

  it("takes its customers along when it is deleted", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer({ clock });
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    await account.subscribe(customer, price);
    const deleted = await account.stripe.testHelpers.testClocks.del(clock.id);
    expect(deleted).toEqual({ id: clock.id, object: "test_helpers.test_clock", deleted: true });
    await expect(account.stripe.testHelpers.testClocks.retrieve(clock.id)).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
    expect(await account.stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true });
  });

  it("has at most three customers", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    for (let count = 0; count < 3; count += 1) await account.customer({ clock, card: null });
    await expect(account.customer({ clock, card: null })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it("leaves customers without a clock to the time of the day", async () => {
    const account = await openAccount();
    const clock = await account.clock();
    const customer = await account.customer();
    expect(customer.test_clock).toBeNull();
    const price = await account.price({ unit_amount: 1200, interval: "month" });
    const subscription = await account.subscribe(customer, price);
    await clock.advanceTo(june + 400 * day);
    expect(await account.stripe.subscriptions.retrieve(subscription.id)).toEqual(subscription);
  });
});
