import { randomInt, randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { type AppTwin, startTwin } from "../fixtures/app-twin";
import { requireEnv } from "../fixtures/merchant";
import { test as base } from "../fixtures/shop";

const test = base.extend<object, { twin: AppTwin }>({
  twin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
    async ({}, use) => {
      const twin = await startTwin(requireEnv("STRIPE_API_BASE"));
      await use(twin);
      await twin.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

test.describe.configure({ mode: "serial", timeout: 120_000 });

type Sent = { readonly apiKey: string; readonly customer: string; readonly headers: object };

/** The same request a hundred times at once, half of them to each server. */
function sendToBoth(
  origins: readonly string[],
  { apiKey, customer, headers }: Sent,
  count: number,
) {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const origin = origins[index % origins.length];
      const response = await fetch(`${origin}/v1/billing_portal/sessions`, {
        method: "POST",
        headers: { Authorization: `Bearer ${apiKey}`, ...headers },
        body: new URLSearchParams({ customer }),
      });
      return { status: response.status, body: await response.json() };
    }),
  );
}

test("100 creates with one idempotency key, over two servers on one database, make one session", async ({
  shop,
  twin,
}) => {
  const { customer } = await shop.subscribe("starterMonthly");
  const { apiKey } = shop;
  const headers = { "Idempotency-Key": randomUUID() };
  const origins = [requireEnv("APP_URL"), twin.origin];
  const answers = await sendToBoth(origins, { apiKey, customer, headers }, 100);
  const made = answers.filter(({ status }) => status === 200);
  const others = answers.filter(({ status }) => status !== 200);
  expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
  for (const { status, body } of others) {
    expect([status, body.error.code]).toEqual([409, "idempotency_key_in_use"]);
  }
  const list = await fetch(`${twin.origin}/v1/billing_portal/sessions?customer=${customer}`, {
    headers: { Authorization: `Bearer ${apiKey}` },
  });
  expect((await list.json()).data).toEqual([expect.objectContaining({ id: made[0]?.body.id })]);
  expect(await shop.countAudit("portal_session.created")).toBe(1);
  const again = await sendToBoth(origins, { apiKey, customer, headers }, 4);
  for (const { status, body } of again) expect([status, body]).toEqual([200, made[0]?.body]);
});

test("who guesses keys at two servers may guess ten times a minute, not twenty", async ({
  twin,
}) => {
  const address = `198.51.${randomInt(256)}.${randomInt(256)}`;
  const answers = await sendToBoth(
    [requireEnv("APP_URL"), twin.origin],
    {
      apiKey: "psk_test_guess",
      customer: "cus_1",
      headers: { "X-Forwarded-For": address },
    },
    30,
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
});
