import { type APIResponse, expect } from "@playwright/test";
import { countVariants, type HostileLine, readLines } from "../fixtures/hostile/lines";
import { magCases } from "../fixtures/hostile/mag-cases";
import type { Variant } from "../fixtures/hostile/mag-plays";
import { setStage } from "../fixtures/hostile/stage";
import { test } from "../fixtures/shop";

const lines = readLines("mag");

test("every open case of the mailbox door is played, with every variant its line names", () => {
  const played = Object.fromEntries(lines.map(({ id }) => [id, magCases[id]?.length ?? 0]));
  const wanted = Object.fromEntries(lines.map((line) => [line.id, countVariants(line)]));
  const lacking = Object.entries(wanted).filter(([id, count]) => (played[id] ?? 0) < count);
  expect(lacking).toEqual([]);
});

for (const line of lines) {
  for (const [index, variant] of (magCases[line.id] ?? []).entries()) {
    test(`${line.id}.${index + 1} ${line.input.slice(0, 60)}: ${JSON.stringify(variant.name)}`, async ({
      playwright,
      shop,
      otherShop,
    }) => {
      const response = await variant.play(setStage(playwright, shop, otherShop));
      await expectAnswer(response, line, variant);
    });
  }
}

async function expectAnswer(
  response: APIResponse,
  line: HostileLine,
  variant: Variant,
): Promise<void> {
  const { status, code } = variant.answer ?? { status: line.status, code: codeOf(line) };
  const text = await response.text();
  expect(response.status(), text.slice(0, 300)).toBe(status);
  const headers = response.headers();
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["cache-control"]).toContain("no-store");
  expect(headers["content-security-policy"]).toBeDefined();
  expect(text).not.toMatch(/node_modules|\bat \S+ \(|SELECT |pg_|prisma/i);
  if (code === "page") return;
  expect(headers["content-type"]).toContain("application/json");
  expect(headers["request-id"]).toMatch(/^req_/);
  const body = JSON.parse(text);
  if (code === "sent") expect(body).toEqual({ status: "sent" });
  else expect(body.error.code).toBe(code);
}

/** "sent (silently not sent)" is told as "sent": the brackets say what nobody is told. */
function codeOf({ outcome }: HostileLine): string {
  return outcome.replace(/ \(.*$/, "");
}
