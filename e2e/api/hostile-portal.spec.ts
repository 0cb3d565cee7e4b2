import { type APIResponse, expect } from "@playwright/test";
import { countVariants, type HostileLine, readLines } from "../fixtures/hostile/lines";
import { changeCases } from "../fixtures/hostile/por-changes";
import { moneyCases } from "../fixtures/hostile/por-money";
import { type PorAnswer, type PorVariant, setPorStage } from "../fixtures/hostile/por-stage";
import { visitCases } from "../fixtures/hostile/por-visits";
import { test } from "../fixtures/shop";

const lines = readLines("por");
const cases: Readonly<Record<string, readonly PorVariant[]>> = {
  ...visitCases,
  ...changeCases,
  ...moneyCases,
};

/** Where commas and slashes do not divide a line into variants: the languages are told in three places each. */
const counted: Readonly<Record<string, number>> = { "POR-20": 1, "POR-45": 12 };

test("every open case of the portal's door is played, with every variant its line names", () => {
  const lacking = lines.filter((line) => {
    const wanted = counted[line.id] ?? countVariants(line);
    return (cases[line.id]?.length ?? 0) < wanted;
  });
  expect(lacking.map((line) => `${line.id}: ${countVariants(line)}`)).toEqual([]);
});

for (const line of lines) {
  for (const [index, variant] of (cases[line.id] ?? []).entries()) {
    test(`${line.id}.${index + 1} ${line.input.slice(0, 60)}: ${JSON.stringify(variant.name)}`, async ({
      playwright,
      shop,
      otherShop,
    }) => {
      const response = await variant.play(await setPorStage(playwright, shop, otherShop));
      await expectAnswer(response, variant.answer ?? answerOf(line));
    });
  }
}

async function expectAnswer(response: APIResponse, answer: PorAnswer): Promise<void> {
  const text = await response.text();
  expect(response.status(), text.slice(0, 400)).toBe(answer.status);
  const headers = response.headers();
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["cache-control"]).toContain("no-store");
  expect(text).not.toMatch(/node_modules|\bat \S+ \(|SELECT |pg_|prisma/i);
  if (answer.codes.includes("page")) {
    expect(headers["content-type"]).toContain("text/html");
    expect(text).toContain('lang="en"');
    return;
  }
  expect(headers["content-type"]).toContain("application/json");
  expect(headers["request-id"]).toMatch(/^req_/);
  expect(text.length).toBeLessThan(16_384);
  const body = JSON.parse(text);
  expect(answer.codes).toContain(body.error?.code ?? body.outcome);
  if (answer.param !== undefined) expect(body.error.param).toBe(answer.param);
  expect({}).not.toHaveProperty("isAdmin");
}

/** "feature_disabled (mode)": the brackets say which parameter is named. */
function answerOf({ status, outcome }: HostileLine): PorAnswer {
  const [, code = outcome, param] = /^(\w+)(?: \((\w+)\))?$/.exec(outcome) ?? [];
  return { status, codes: [code], ...(param === undefined ? {} : { param }) };
}
