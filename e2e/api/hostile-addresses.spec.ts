import { expect } from "@playwright/test";
import { countVariants, readLines } from "../fixtures/hostile/lines";
import { ssrfCases } from "../fixtures/hostile/ssrf-cases";
import { test } from "../fixtures/shop";

const lines = readLines("ssrf");

test("every case about addresses is played, with every variant its line names", () => {
  const lacking = lines.filter((line) => (ssrfCases[line.id]?.length ?? 0) < countVariants(line));
  expect(lacking.map(({ id }) => id)).toEqual([]);
  const unplayed = lines.filter(({ id, input }) => !ssrfCases[id]?.includes(input));
  expect(unplayed.map(({ id }) => id)).toEqual([]);
});

for (const { id, status, outcome } of lines) {
  test(`${id} is refused when an endpoint is made and when it is moved there, and nothing is kept`, async ({
    shop: { portal },
  }) => {
    const good = { url: "https://example.com/", enabled_events: ["*" as const] };
    const endpoint = await portal.webhookEndpoints.create(good);
    for (const url of ssrfCases[id] ?? []) {
      const refused = { statusCode: status, code: outcome, param: "url" };
      const created = portal.webhookEndpoints.create({ ...good, url });
      await expect(created, url).rejects.toMatchObject(refused);
      const moved = portal.webhookEndpoints.update(endpoint.id, { url });
      await expect(moved, url).rejects.toMatchObject(refused);
    }
    const { data } = await portal.webhookEndpoints.list();
    expect(data.map(({ url }) => url)).toEqual([good.url]);
  });
}
