import Stripe from "stripe";
import { expect, it } from "vitest";
import { withFaults } from "./faults";
import { openTestAccount } from "./test-account";
import { withTestDoors } from "./test-doors";

const key = "sk_test_1";

function open() {
  const handle = withTestDoors(withFaults(openTestAccount(Stripe, { key }).sandbox));
  return (path: string, body?: unknown, method = "POST") =>
    handle(
      new Request(`http://sandbox.test${path}`, {
        method,
        headers: { authorization: `Bearer ${key}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
}

it("the doors for tests script failures, restrict keys and move time", async () => {
  const call = open();
  expect((await call("/_faults", { key, kind: "status-before", status: 503 })).status).toBe(204);
  expect((await call("/v1/customers")).status).toBe(503);
  await call("/_faults", { key, kind: "status-before", status: 503 });
  expect((await call("/_faults", undefined, "DELETE")).status).toBe(204);
  expect((await call("/v1/customers")).status).toBe(200);
  const restriction = { key: "rk_test_2", account: key, permissions: { customers: "read" } };
  expect((await call("/_keys", restriction)).status).toBe(204);
  const moved = await call("/_time", { key, seconds: 60 });
  const date = (await call("/v1/customers", undefined, "GET")).headers.get("date") ?? "";
  expect(await moved.json()).toEqual({ now: Date.parse(date) / 1000 });
});

it.each([
  ["/_faults", null],
  ["/_keys", { key: "rk_test_2" }],
  ["/_keys", { key: "rk_test_2", account: key, permissions: { customers: 1 } }],
  ["/_time", { key }],
  ["/_time", { key, seconds: -5 }],
])("%s refuses %j", async (path, body) => {
  expect((await open()(path, body)).status).toBe(400);
});

it("refuses what is no JSON, and other methods", async () => {
  const handle = withTestDoors(withFaults(openTestAccount(Stripe).sandbox));
  const send = (init: RequestInit) => handle(new Request("http://sandbox.test/_time", init));
  expect((await send({ method: "POST", body: "{" })).status).toBe(400);
  expect((await send({ method: "PUT" })).status).toBe(405);
});
