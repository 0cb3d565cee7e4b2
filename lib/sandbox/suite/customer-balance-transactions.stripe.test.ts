import { expect, it } from "vitest";
import { openAccount } from "./harness";

it("transactions add up to the customer's balance", async () => {
  const { stripe } = await openAccount();
  const { id: customer } = await stripe.customers.create({});
  const credit = await stripe.customers.createBalanceTransaction(customer, {
    amount: -1500,
    currency: "usd",
    description: "sorry",
    metadata: { ticket: "7" },
  });
  expect(credit).toMatchObject({
    object: "customer_balance_transaction",
    amount: -1500,
    credit_note: null,
    currency: "usd",
    customer,
    description: "sorry",
    ending_balance: -1500,
    invoice: null,
    metadata: { ticket: "7" },
    type: "adjustment",
  });
  const debit = await stripe.customers.createBalanceTransaction(customer, {
    amount: 500,
    currency: "usd",
  });
  expect(debit.ending_balance).toBe(-1000);
  expect(await stripe.customers.retrieve(customer)).toMatchObject({
    balance: -1000,
    currency: "usd",
  });
  const list = await stripe.customers.listBalanceTransactions(customer);
  expect(list.data.map(({ id }) => id)).toEqual([debit.id, credit.id]);
});

it("a balance that is set is written down as a transaction", async () => {
  const { stripe } = await openAccount();
  const { id, balance } = await stripe.customers.create({ balance: -700 });
  expect(balance).toBe(-700);
  await stripe.customers.update(id, { balance: 300 });
  const { data } = await stripe.customers.listBalanceTransactions(id);
  expect(data.map(({ amount, ending_balance }) => [amount, ending_balance])).toEqual([
    [1000, 300],
    [-700, -700],
  ]);
});

it("of a transaction only description and metadata change", async () => {
  const { stripe } = await openAccount();
  const { id: customer } = await stripe.customers.create({});
  const given = { amount: -100, currency: "usd" };
  const { id } = await stripe.customers.createBalanceTransaction(customer, given);
  const changed = await stripe.customers.updateBalanceTransaction(customer, id, {
    description: "gift",
    metadata: { a: "1" },
  });
  expect(changed).toMatchObject({ amount: -100, description: "gift", metadata: { a: "1" } });
  expect(await stripe.customers.retrieveBalanceTransaction(customer, id)).toEqual(
    expect.objectContaining({ id, description: "gift" }),
  );
});

it("a transaction is found only with its own customer", async () => {
  const { stripe } = await openAccount();
  const { id: customer } = await stripe.customers.create({});
  const { id: other } = await stripe.customers.create({});
  const given = { amount: -100, currency: "usd" };
  const { id } = await stripe.customers.createBalanceTransaction(customer, given);
  await expect(stripe.customers.retrieveBalanceTransaction(other, id)).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  });
});

it.each([
  [{ currency: "usd" }, "amount", "parameter_missing"],
  [{ amount: 100 }, "currency", "parameter_missing"],
  [{ amount: 100, currency: "xyz" }, "currency", undefined],
])("%j is refused", async (params, param, code) => {
  const { stripe } = await openAccount();
  const { id } = await stripe.customers.create({});
  const call = stripe.rawRequest("POST", `/v1/customers/${id}/balance_transactions`, params);
  await expect(call).rejects.toMatchObject({
    statusCode: 400,
    param,
    ...(code === undefined ? {} : { code }),
  });
});
