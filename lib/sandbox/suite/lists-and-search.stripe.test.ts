import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { openAccount, unique } from "./harness";

const ids = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id);

async function withCustomers(count: number) {
  const account = await openAccount();
  const email = `${unique("page")}@example.com`;
  const newestFirst: string[] = [];
  for (let index = 0; index < count; index += 1) {
    newestFirst.unshift((await account.stripe.customers.create({ email, name: `N${index}` })).id);
  }
  return { ...account, email, newestFirst };
}

describe("lists", () => {
  it("page newest first in both directions", async () => {
    const { stripe, email, newestFirst } = await withCustomers(12);
    const first = await stripe.customers.list({ email, limit: 5 });
    expect(first).toMatchObject({ object: "list", has_more: true, url: "/v1/customers" });
    expect(ids(first)).toEqual(newestFirst.slice(0, 5));
    const after = await stripe.customers.list({
      email,
      limit: 5,
      starting_after: newestFirst[4] ?? "",
    });
    expect(ids(after)).toEqual(newestFirst.slice(5, 10));
    const before = await stripe.customers.list({
      email,
      limit: 3,
      ending_before: newestFirst[5] ?? "",
    });
    expect(ids(before)).toEqual(newestFirst.slice(2, 5));
    expect(ids(await stripe.customers.list({ email }))).toHaveLength(10);
    const all = await stripe.customers.list({ email, limit: 5 }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(newestFirst);
  });

  it("filter by when things were made", async () => {
    const { stripe, email, newestFirst } = await withCustomers(1);
    const { created } = (await stripe.customers.list({ email })).data[0] ?? { created: 0 };
    const found = async (range: Stripe.RangeQueryParam | number) =>
      ids(await stripe.customers.list({ email, created: range }));
    expect(await found({ gte: created })).toEqual(newestFirst);
    expect(await found(created)).toEqual(newestFirst);
    expect(await found({ gt: created })).toEqual([]);
    expect(await found({ lt: created })).toEqual([]);
  });

  it.each([
    [{ limit: 0 }, "parameter_invalid_integer", "limit"],
    [{ limit: 101 }, "parameter_invalid_integer", "limit"],
    [{ starting_after: "cus_none" }, "resource_missing", "starting_after"],
    [{ ending_before: "cus_none" }, "resource_missing", "ending_before"],
  ])("refuse %j", async (params, code, param) => {
    const { stripe } = await openAccount();
    await expect(stripe.customers.list(params)).rejects.toMatchObject({
      statusCode: 400,
      code,
      param,
    });
  });
});

describe("search", () => {
  it("finds products by name, part of a name, metadata and state", async () => {
    const { stripe } = await openAccount();
    const name = unique("Rocket");
    const { id } = await stripe.products.create({ name, metadata: { "my key": 'a "b"' } });
    await stripe.products.create({ name: unique("Other"), active: false });
    const find = async (query: string) => ids(await stripe.products.search({ query }));
    await expect.poll(() => find(`name:"${name}"`), { timeout: 90_000 }).toEqual([id]);
    expect(await find(`name~"${name.slice(0, 12)}" AND active:"true"`)).toEqual([id]);
    expect(await find(`metadata["my key"]:"a \\"b\\"" AND name:'${name}'`)).toEqual([id]);
    expect(await find(`-active:"true" AND name:"${name}"`)).toEqual([]);
    expect(await find(`name:"${name}" OR name:"nothing-at-all"`)).toEqual([id]);
  });

  it("pages and counts", async () => {
    const { stripe } = await openAccount();
    const label = unique("label");
    for (const name of ["A", "B", "C"]) {
      await stripe.products.create({ name, metadata: { label } });
    }
    const query = `metadata["label"]:"${label}"`;
    const search = (params: Partial<Stripe.ProductSearchParams> = {}) =>
      stripe.products.search({ query, limit: 2, ...params });
    await expect.poll(async () => (await search()).has_more, { timeout: 90_000 }).toBe(true);
    const first = await search({ expand: ["total_count"] });
    expect(first).toMatchObject({ object: "search_result", total_count: 3 });
    const second = await search({ page: first.next_page ?? "" });
    expect(second).toMatchObject({ has_more: false, next_page: null });
    expect(second.total_count).toBeUndefined();
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(["C", "B", "A"]);
  });

  it.each([
    "nonsense",
    'name:"a" AND',
    'name:"a" AND active:"true" OR active:"false"',
    'colour:"red"',
    "name>5x",
    'name~"ab"',
  ])("refuses %s", async (query) => {
    const { stripe } = await openAccount();
    await expect(stripe.products.search({ query })).rejects.toMatchObject({ statusCode: 400 });
  });
});
