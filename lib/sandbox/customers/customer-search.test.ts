import Stripe from "stripe";
import { beforeEach, expect, it } from "vitest";
import { openTestAccount } from "../test-account";

let stripe: Stripe;

beforeEach(() => {
  stripe = openTestAccount(Stripe).stripe;
});

async function idsOf(query: string): Promise<string[]> {
  return (await stripe.customers.search({ query })).data.map(({ id }) => id);
}

it("customers are found by their whole address in any case, and no deleted ones", async () => {
  const lower = await stripe.customers.create({ email: "ada@example.com" });
  const mixed = await stripe.customers.create({ email: "Ada@Example.com" });
  const gone = await stripe.customers.create({ email: "ada@example.com" });
  await stripe.customers.create({ email: "xada@example.com" });
  await stripe.customers.create({});
  await stripe.customers.del(gone.id);
  expect(await idsOf('email:"ADA@example.com"')).toEqual([mixed.id, lower.id]);
  expect(await idsOf("email:'ada@example.com'")).toHaveLength(2);
  expect(await idsOf('email~"ada@"')).toHaveLength(3);
  expect(await idsOf('email:"o\\"ada@example.com"')).toEqual([]);
});

it("a search has pages", async () => {
  for (let count = 0; count < 5; count += 1) await stripe.customers.create({ email: "a@b.co" });
  const first = await stripe.customers.search({ query: 'email:"a@b.co"', limit: 2 });
  expect(first).toMatchObject({ object: "search_result", has_more: true });
  const all = await stripe.customers
    .search({ query: 'email:"a@b.co"', limit: 2 })
    .autoPagingToArray({ limit: 100 });
  expect(new Set(all.map(({ id }) => id)).size).toBe(5);
});

it.each(["", "nickname:'x'", 'email:"a" AND email:"b" OR name:"c"', "email:'a"])(
  "what is no query is refused: %s",
  async (query) => {
    await expect(stripe.customers.search({ query })).rejects.toMatchObject({
      statusCode: 400,
      param: "query",
    });
  },
);
