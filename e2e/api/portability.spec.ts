import { expect } from "@playwright/test";
import Stripe from "stripe";
import { type Shop, test } from "../fixtures/shop";

type Diff = {
  readonly dry_run: boolean;
  readonly configurations: readonly {
    readonly id: string;
    readonly change: string;
    readonly differences: readonly { readonly path: string; readonly after: unknown }[];
  }[];
};

type Exported = {
  readonly portico_export: number;
  configurations: { id: string; is_default: boolean; document: Record<string, unknown> }[];
};

const root = "/v1/portico/configurations";

async function exportAll({ portal }: Shop, query = ""): Promise<Exported> {
  const { lastResponse: _answer, ...document } = (await portal.rawRequest(
    "GET",
    `${root}/export${query}`,
  )) as unknown as Exported & { lastResponse: unknown };
  return document;
}

async function apply(
  { portal }: Shop,
  document: unknown,
  more: { dry_run?: boolean } = {},
  options: Stripe.RequestOptions = {},
): Promise<Diff> {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const params = { document: text, ...more };
  return (await portal.rawRequest("POST", `${root}/apply`, params, options)) as unknown as Diff;
}

function failure(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => null,
    (error: unknown) => error,
  );
}

test("an export is reviewed, applied, listed and rolled back, by the official SDK", async ({
  shop,
}) => {
  const document = await exportAll(shop);
  expect(document).toMatchObject({ portico_export: 1, livemode: false });
  const [first] = document.configurations;
  const id = first?.id ?? "";
  expect((await apply(shop, document)).configurations).toMatchObject([{ id, change: "unchanged" }]);

  for (const one of document.configurations) one.document["name"] = "Teams";
  const told = await apply(shop, document, { dry_run: true });
  expect(told.dry_run).toBe(true);
  expect(told.configurations).toMatchObject([
    { id, change: "updated", differences: [{ path: "document.name", after: "Teams" }] },
  ]);
  expect((await shop.portal.billingPortal.configurations.retrieve(id)).name).toBeNull();

  await apply(shop, document);
  expect((await shop.portal.billingPortal.configurations.retrieve(id)).name).toBe("Teams");
  const versions = (await shop.portal.rawRequest("GET", `${root}/${id}/versions`)) as unknown as {
    data: { version: number }[];
  };
  const version = versions.data[0]?.version ?? 0;
  const back = await shop.portal.rawRequest("POST", `${root}/${id}/roll_back`, { version });
  expect(back).toMatchObject({ id, object: "billing_portal.configuration", name: null });
});

test("one configuration is exported alone; a foreign one is unknown", async ({
  shop,
  otherShop,
}) => {
  const id = await shop.addConfiguration({ name: "Second" });
  const document = await exportAll(shop, `?configuration=${id}`);
  expect(document.configurations.map((one) => one.id)).toEqual([id]);
  for (const unknown of [await otherShop.readConfigurationId(), "bpc_unknown", "%2e%2e"]) {
    const error = await failure(exportAll(shop, `?configuration=${unknown}`));
    expect(error).toMatchObject({ code: "resource_missing", param: "configuration" });
  }
});

test("one idempotency key applies once", async ({ shop }) => {
  const document = await exportAll(shop);
  for (const one of document.configurations) one.document["name"] = "Teams";
  const options = { idempotencyKey: `apply-${shop.slug}` };
  const first = await apply(shop, document, {}, options);
  const second = await apply(shop, document, {}, options);
  expect(first.configurations).toMatchObject([{ change: "updated" }]);
  expect(second.configurations).toEqual(first.configurations);
  expect((await apply(shop, document)).configurations).toMatchObject([{ change: "unchanged" }]);
});

test("what another account does not sell stops it, and all of it is listed", async ({
  shop,
  otherShop,
}) => {
  const document = await exportAll(otherShop);
  const text = JSON.stringify(document).replaceAll(
    /"product_name":"[^"]*"/g,
    '"product_name":"Gone"',
  );
  const before = await shop.readVersion();
  const error = await failure(apply(shop, text));
  expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
  expect(error).toMatchObject({ code: "parameter_invalid", statusCode: 400 });
  const { message, param } = error as Stripe.errors.StripeInvalidRequestError;
  expect(param).toContain("document.configurations[0].document.features.subscription_update");
  for (const price of Object.values(otherShop.prices).slice(0, 2)) expect(message).toContain(price);
  expect(await shop.readVersion()).toBe(before);
});

test("a hostile document is a 400 that names the place, and nothing is written", async ({
  shop,
}) => {
  const document = await exportAll(shop);
  const [one] = document.configurations;
  const changed = (over: object) => JSON.stringify({ ...document, ...over });
  const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  const cases: [string, string][] = [
    ["{", "document"],
    ["null", "document"],
    [changed({ portico_export: 99 }), "document.portico_export"],
    [changed({ merchant_id: "mer_1" }), "document.merchant_id"],
    ['{"portico_export":1,"__proto__":{"isAdmin":true}}', "document"],
    [`{"portico_export":1,"a":${deep}}`, "document"],
    [changed({ configurations: [one, one] }), "document.configurations[1].id"],
    [
      changed({ configurations: [one, { ...one, id: "bpc_2" }] }),
      "document.configurations[1].is_default",
    ],
    ["x".repeat(210 * 1024), "document"],
  ];
  const before = await shop.readVersion();
  for (const [text, param] of cases) {
    const error = await failure(apply(shop, text));
    expect(error).toMatchObject({ statusCode: 400, code: "parameter_invalid", param });
  }
  expect(await failure(apply(shop, "x".repeat(10_000_000)))).toMatchObject({ statusCode: 413 });
  expect(await failure(shop.portal.rawRequest("POST", `${root}/apply`, {}))).toMatchObject({
    code: "parameter_missing",
    param: "document",
  });
  expect(await shop.readVersion()).toBe(before);
});

test("the JSON Schema says what an export is", async ({ shop }) => {
  const schema = await shop.portal.rawRequest("GET", `${root}/schema`);
  expect(schema).toMatchObject({ type: "object", additionalProperties: false });
  expect(JSON.stringify(schema)).toContain("portico_export");
});
