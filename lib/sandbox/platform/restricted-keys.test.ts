import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { createSandbox } from "../create-sandbox";
import { createMemoryStore } from "../memory-store";

const secret = "sk_test_owner1234";
const restricted = "rk_test_limited1234";

function open() {
  const sandbox = createSandbox({
    store: createMemoryStore(),
    clock: () => 1_780_272_000,
    origin: "http://sandbox.test",
  });
  const clientFor = (key: string) =>
    new Stripe(key, {
      httpClient: Stripe.createFetchHttpClient((input, init) =>
        sandbox.handle(new Request(input, init)),
      ),
      maxNetworkRetries: 0,
    });
  return { sandbox, owner: clientFor(secret), limited: clientFor(restricted) };
}

describe("a restricted key", () => {
  it("opens its account, and does there what it may", async () => {
    const { sandbox, owner, limited } = open();
    await sandbox.restrictKey({
      key: restricted,
      account: secret,
      permissions: { customers: "read", products: "write", prices: "none" },
    });
    const customer = await owner.customers.create({ name: "Ada" });
    expect(await limited.customers.retrieve(customer.id)).toMatchObject({ name: "Ada" });
    const product = await limited.products.create({ name: "Theirs" });
    expect((await owner.products.retrieve(product.id)).name).toBe("Theirs");
    expect((await limited.products.list()).data).toHaveLength(1);
  });

  it("is told which permission it lacks, before anything is looked at", async () => {
    const { sandbox, owner, limited } = open();
    await sandbox.restrictKey({
      key: restricted,
      account: secret,
      permissions: { customers: "read" },
    });
    const { id } = await owner.accounts.retrieveCurrent();
    const attempt = limited.customers.create({ email: "nonsense" });
    await expect(attempt).rejects.toBeInstanceOf(Stripe.errors.StripePermissionError);
    await expect(attempt).rejects.toMatchObject({
      statusCode: 403,
      rawType: "invalid_request_error",
      message: `The provided key 'rk_test_***234' does not have the required permissions for this endpoint on account '${id}'. Having the 'rak_customer_write' permission would allow this request to continue.`,
    });
    await expect(limited.prices.list()).rejects.toThrow("'rak_plan_read'");
    await expect(limited.invoices.createPreview({})).rejects.toThrow("'rak_invoice_read'");
  });

  it("opens an account of its own, with everything allowed, when nobody restricted it", async () => {
    const { limited, owner } = open();
    await limited.customers.create();
    expect((await owner.customers.list()).data).toEqual([]);
  });

  it.each([
    { key: "sk_test_x", account: secret, permissions: {} },
    { key: restricted, account: "nonsense", permissions: {} },
    { key: restricted, account: secret, permissions: { nonsense: "read" } },
    { key: restricted, account: secret, permissions: { customers: "all" } },
  ])("is refused as %j", async (restriction) => {
    await expect(open().sandbox.restrictKey(restriction)).rejects.toMatchObject({ status: 400 });
  });
});

describe("an account's time", () => {
  it("goes forward, and what fell due is done", async () => {
    const { sandbox, owner } = open();
    const customer = await owner.customers.create({
      payment_method: "pm_card_visa",
      invoice_settings: { default_payment_method: "pm_card_visa" },
    });
    await owner.subscriptions.create({
      customer: customer.id,
      items: [
        {
          price_data: {
            currency: "usd",
            product: (await owner.products.create({ name: "A" })).id,
            recurring: { interval: "month" },
            unit_amount: 1000,
          },
        },
      ],
    });
    const days = 32 * 86_400;
    expect(await sandbox.advanceAccount(secret, days)).toBe(1_780_272_000 + days);
    const { data, lastResponse } = await owner.invoices.list();
    expect(data.map(({ amount_paid: paid }) => paid)).toEqual([1000, 1000]);
    expect(lastResponse.requestId).toMatch(/^req_/);
    for (const seconds of [-1, 0.5, Number.NaN, 1e12]) {
      await expect(sandbox.advanceAccount(secret, seconds)).rejects.toMatchObject({ status: 400 });
    }
  });

  it("can be one in which a customer's next payment is declined, once", async () => {
    const { sandbox, owner } = open();
    const customer = await owner.customers.create();
    await sandbox.declineNext(secret, customer.id);
    const pay = () =>
      owner.paymentIntents.create({
        amount: 500,
        currency: "usd",
        customer: customer.id,
        payment_method: "pm_card_visa",
        confirm: true,
        automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      });
    await expect(pay()).rejects.toMatchObject({ statusCode: 402, code: "card_declined" });
    expect((await pay()).status).toBe("succeeded");
    await expect(sandbox.declineNext(secret, "cus_none")).rejects.toMatchObject({ status: 400 });
  });
});
