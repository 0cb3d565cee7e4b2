import { expect } from "@playwright/test";
import fc from "fast-check";
import { runs } from "@/scripts/runs";
import { newAddress } from "../fixtures/hostile/api-stage";
import { sendRaw } from "../fixtures/hostile/raw-request";
import { createMerchant, requireEnv, type TestMerchant } from "../fixtures/merchant";
import type { Answer } from "../fixtures/stripe/api";
import { findErrorFaults } from "../fixtures/stripe/check-body";
import { countWrites } from "../fixtures/stripe/count-writes";
import { type Fuzzed, fuzzedRequest } from "../fixtures/stripe/fuzz";
import { type Scene, setScene } from "../fixtures/stripe/scene";
import { test } from "../fixtures/test";

/** Each merchant may ask 1,000 times in 10 seconds: several take turns, so that no request is lost to that. */
const merchants = 5;
const each = Math.ceil(runs(5000) / merchants);

type Player = { readonly merchant: TestMerchant; readonly scene: Scene };

for (let number = 1; number <= merchants; number += 1) {
  test(`fuzz ${number} of ${merchants}: ${each} requests, no 5xx, always the envelope, and no refusal or GET changes anything`, async () => {
    test.setTimeout(10 * 60_000);
    const merchant = await createMerchant(newAddress());
    const player = { merchant, scene: await setScene(merchant.stripe, merchant.portal) };
    let before = JSON.stringify(await countWrites(merchant.id));
    await fc.assert(
      fc.asyncProperty(fuzzedRequest(player.scene), async (fuzzed) => {
        const answer = await send(player, fuzzed);
        expectEnvelope(answer, fuzzed);
        const after = JSON.stringify(await countWrites(merchant.id));
        if (answer.status >= 400 || fuzzed.method !== "POST") expect(after).toBe(before);
        before = after;
      }),
      { numRuns: each },
    );
  });
}

function send({ merchant }: Player, { body, headers, ...fuzzed }: Fuzzed): Promise<Answer> {
  const key = { Authorization: `Bearer ${merchant.apiKey}`, "X-Forwarded-For": newAddress() };
  return sendRaw(requireEnv("APP_URL"), { ...fuzzed, headers: { ...key, ...headers }, body });
}

function expectEnvelope({ status, headers, text, body }: Answer, { method, path }: Fuzzed): void {
  const told = `${method} ${path.slice(0, 200)} ${status} ${text.slice(0, 300)}`;
  expect(status, told).toBeLessThan(500);
  expect(status, told).not.toBe(429);
  expect(headers.get("x-content-type-options"), told).toBe("nosniff");
  if (method === "HEAD") return;
  expect(headers.get("content-type"), told).toContain("application/json");
  expect(headers.get("request-id"), told).toMatch(/^req_/);
  expect(text, told).not.toMatch(/node_modules|\bat \S+ \(|SELECT |prisma|\.tsx?:\d/i);
  if (status !== 200) expect(findErrorFaults(body), told).toEqual([]);
}
