import { expect } from "@playwright/test";
import { measureFirstLoad } from "@/scripts/bench/first-load";
import { openSession } from "@/scripts/bench/visit";
import { requireEnv } from "../fixtures/merchant";
import { test } from "../fixtures/shop";

// Some 172 kB are React, Next and what Next names for browsers without modules, which no other one fetches.
const mostBytes = { home: 246_000, task: 250_000, frame: 255_000 };

test("a customer's first page loads no more JavaScript than it was given", async ({ shop }) => {
  const { customer, subscription } = await shop.subscribe("starterMonthly");
  const cookie = await openSession(await shop.openPortal(customer));
  const measure = (path: string) => measureFirstLoad(`${shop.portalUrl}${path}`, { cookie });
  expect(await measure("")).toBeLessThanOrEqual(mostBytes.home);
  const task = await measure(`/subscriptions/${subscription}/change`);
  expect(task).toBeLessThanOrEqual(mostBytes.task);
});

test("a frame loads no more JavaScript than it was given", async ({ shop }) => {
  const url = `${requireEnv("APP_URL")}/embed/test_${shop.slug}`;
  expect(await measureFirstLoad(url, {})).toBeLessThanOrEqual(mostBytes.frame);
});
