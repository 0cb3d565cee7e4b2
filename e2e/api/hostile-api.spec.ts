import { expect } from "@playwright/test";
import { apiCases, countPlayed } from "../fixtures/hostile/api-cases";
import {
  type ApiStage,
  type ApiVariant,
  ask,
  configurationsPath,
  optionsPath,
  type Send,
  sessionsPath,
} from "../fixtures/hostile/api-stage";
import { startSite } from "../fixtures/hostile/framing-site";
import { countVariants, readLines } from "../fixtures/hostile/lines";
import { test as base, type Shop } from "../fixtures/shop";
import type { Answer } from "../fixtures/stripe/api";
import { errorOf, findErrorFaults } from "../fixtures/stripe/check-body";
import { countWrites } from "../fixtures/stripe/count-writes";

const lines = readLines("api");

const test = base.extend<{ stage: ApiStage }>({
  stage: async ({ shop, otherShop }, use) => {
    await use({ shop, otherShop, ...(await shop.subscribe("starterMonthly")) });
  },
});

test("every open case of the API's door is played, with every variant its line names", () => {
  expect(lines).toHaveLength(26);
  const lacking = lines.filter((line) => countPlayed(line.id) < countVariants(line));
  expect(lacking.map(({ id }) => [id, countPlayed(id)])).toEqual([]);
});

for (const line of lines) {
  for (const [index, variant] of (apiCases[line.id] ?? []).entries()) {
    const title = `${line.id}.${index + 1} ${line.input.slice(0, 60)}: ${variant.name.slice(0, 60)}`;

    test(title, async ({ stage }) => {
      const send = await variant.play(stage);
      const before = await takeStock(stage);
      const answer = await send();
      const isRefused = answer.status >= 400;
      expectAnswer(answer, variant);
      expectManners(answer, stage);
      if (!isRefused) return;
      expect(withoutRequest(await send())).toEqual(withoutRequest(answer));
      expect(await takeStock(stage)).toEqual(before);
      if (line.id !== "API-04") expect((await ordinary(stage.otherShop)()).status).toBe(200);
    });
  }
}

/** What both merchants have at Portico and in their Stripe accounts. */
async function takeStock({ shop, otherShop }: ApiStage): Promise<object> {
  const eventsOf = async ({ stripe }: Shop) =>
    (await stripe.events.list({ limit: 100 })).data.length;
  return {
    portico: [await countWrites(shop.id), await countWrites(otherShop.id)],
    stripe: [await eventsOf(shop), await eventsOf(otherShop)],
  };
}

function ordinary(shop: Shop): Send {
  return ask(shop, { method: "GET", path: configurationsPath });
}

function expectAnswer({ status, body, text }: Answer, { answer, says }: ApiVariant): void {
  const { status: wanted = 400, code, param } = answer ?? {};
  expect(status, text.slice(0, 300)).toBe(wanted);
  if (wanted === 200) return;
  const error = errorOf(body);
  expect(findErrorFaults(body)).toEqual([]);
  expect(error["type"]).toBe(typeOf(wanted, String(error["code"])));
  if (code !== undefined) expect([code].flat()).toContain(error["code"]);
  if (param !== undefined) expect(error["param"]).toBe(param);
  if (says !== undefined) expect(error["message"]).toMatch(says);
}

function typeOf(status: number, code: string): string {
  if (code.startsWith("idempotency")) return "idempotency_error";
  return status >= 500 ? "api_error" : "invalid_request_error";
}

/** What holds for every answer. */
function expectManners({ headers, text, body }: Answer, { shop, otherShop }: ApiStage): void {
  expect(text.length).toBeLessThanOrEqual(16 * 1024);
  expect(headers.get("content-type")).toContain("application/json");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("cache-control")).toContain("no-store");
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect(headers.get("request-id")).toMatch(/^req_/);
  const { request_id: id } = errorOf(body);
  const isReplay = headers.get("idempotent-replayed") === "true";
  if (id !== undefined && !isReplay) expect(headers.get("request-id")).toBe(id);
  const all = `${text} ${JSON.stringify([...headers])}`;
  expect(all).not.toMatch(/node_modules|\bat \S+ \(|SELECT |pg_|prisma|\.tsx?:\d|postgres:/i);
  for (const { apiKey, stripeKey } of [shop, otherShop]) {
    expect(all).not.toContain(apiKey);
    expect(all).not.toContain(stripeKey);
  }
  expect(all).not.toContain("51Hd4eC39HqLyjWDarjtT1zdp7dc");
}

function withoutRequest({ status, text }: Answer): object {
  return { status, text: text.replaceAll(/req_\w+/g, "req") };
}

test("API-50 a session's page is not shown in a frame of another site", async ({ page, shop }) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const link = await shop.openPortal(customer);
  const site = await startSite(link);
  await page.goto(site.origin);
  await expect(page.getByRole("heading", { name: "Shop" })).toBeVisible();
  await expect(page.frameLocator("iframe").getByText("Starter")).toHaveCount(0);
  const answer = await page.request.get(await shop.openPortal(customer));
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(answer.headers()["x-frame-options"]).toBe("DENY");
  await site.stop();
});

/** Two ids that this merchant cannot tell apart: somebody else's, and nobody's of the same make. */
type Pair = { readonly foreign: string; readonly unknown: string };

const nobodys = (id: string): string => `${id.slice(0, -6)}zzzzzz`;

/** Every place of the API that takes an id, as a request with that id in it. */
const places: readonly {
  readonly name: string;
  readonly idOf: (stage: ApiStage) => Promise<string>;
  readonly send: (stage: ApiStage, id: string) => Send;
}[] = [
  ...["GET", "POST"].map((method) => ({
    name: `${method} a configuration`,
    idOf: ({ otherShop }: ApiStage) => otherShop.readConfigurationId(),
    send: ({ shop }: ApiStage, id: string) =>
      ask(shop, { method, path: `${configurationsPath}/${id}` }),
  })),
  ...["starting_after", "ending_before"].map((cursor) => ({
    name: `a list's ${cursor}`,
    idOf: ({ otherShop }: ApiStage) => otherShop.readConfigurationId(),
    send: ({ shop }: ApiStage, id: string) =>
      ask(shop, { method: "GET", path: configurationsPath, form: { [cursor]: id } }),
  })),
  ...(
    [
      ["GET", ""],
      ["POST", ""],
      ["POST", "/deactivate"],
    ] as const
  ).map(([method, more]) => ({
    name: `${method} a feedback option${more}`,
    idOf: optionOf,
    send: ({ shop }: ApiStage, id: string) =>
      ask(shop, { method, path: `${optionsPath}/${id}${more}` }),
  })),
  ...(
    [
      ["GET", ""],
      ["POST", "/revoke"],
    ] as const
  ).map(([method, more]) => ({
    name: `${method} a session${more}`,
    idOf: async ({ otherShop }: ApiStage) => {
      const { customer } = await otherShop.subscribe("starterMonthly");
      return (await otherShop.portal.billingPortal.sessions.create({ customer })).id;
    },
    send: ({ shop }: ApiStage, id: string) =>
      ask(shop, { method, path: `${sessionsPath}/${id}${more}` }),
  })),
  {
    name: "a feedback option in a configuration",
    idOf: optionOf,
    send: ({ shop }, id) => {
      const reason = { enabled: "true", options: "", feedback_options: [id] };
      const cancel = { enabled: "true", cancellation_reason: reason };
      return ask(shop, {
        path: configurationsPath,
        form: { features: { subscription_cancel: cancel } },
      });
    },
  },
  {
    name: "a session's configuration",
    idOf: ({ otherShop }) => otherShop.readConfigurationId(),
    send: ({ shop, customer }, configuration) =>
      ask(shop, { path: sessionsPath, form: { customer, configuration } }),
  },
  {
    name: "a session's customer",
    idOf: async ({ otherShop }) => (await otherShop.subscribe("starterMonthly")).customer,
    send: ({ shop }, customer) => ask(shop, { path: sessionsPath, form: { customer } }),
  },
  ...(["subscription_cancel", "subscription_update", "subscription_pause"] as const).map(
    (type) => ({
      name: `the subscription of ${type}`,
      idOf: async ({ shop }: ApiStage) => (await shop.subscribe("starterMonthly")).subscription,
      send: ({ shop, customer }: ApiStage, subscription: string) =>
        ask(shop, {
          path: sessionsPath,
          form: { customer, flow_data: { type, [type]: { subscription } } },
        }),
    }),
  ),
];

async function optionOf({ otherShop }: ApiStage): Promise<string> {
  return (await otherShop.portal.billing.feedbackOptions.create({ description: "Theirs" })).id;
}

for (const { name, idOf, send } of places) {
  test(`somebody else's id and an invented one are told alike: ${name}`, async ({ stage }) => {
    await stage.shop.configure({ subscription_pause: { enabled: true } });
    const foreign = await idOf(stage);
    const pair: Pair = { foreign, unknown: nobodys(foreign) };
    const before = await takeStock(stage);
    const told = async (id: string) => {
      const answer = await send(stage, id)();
      expectManners(answer, stage);
      expect(answer.text).toContain("resource_missing");
      return withoutRequest({ ...answer, text: answer.text.replaceAll(id, "ID") });
    };
    expect(await told(pair.foreign)).toEqual(await told(pair.unknown));
    expect(await takeStock(stage)).toEqual(before);
  });
}
