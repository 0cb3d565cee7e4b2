import { expect, type Page } from "@playwright/test";
import { expectReadable, looks } from "../fixtures/looks";
import { test } from "../fixtures/test";

/** What the browser complains of: faults of scripts, and whatever the policy forbids. */
function listenForFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    const { url } = message.location();
    if (message.type() === "error" && !url.endsWith("/nothing")) faults.push(message.text());
  });
  return faults;
}

for (const { name, viewport, colorScheme } of looks) {
  test(`the documentation is readable, and the API's reference draws itself: ${name}`, async ({
    page,
  }) => {
    test.slow();
    const faults = listenForFaults(page);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const look = async (title: string) => {
      const path = `test-results/screenshots/portal/docs-${name}-${title}.png`;
      await page.screenshot({ path, fullPage: true });
      await expectReadable(page, title);
    };
    await page.goto("/docs");
    await expect(page.getByRole("heading", { name: "Documentation" })).toBeVisible();
    await look("1-index");

    await page.getByRole("link", { name: /^Opening the portal/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Opening the portal/ })).toBeVisible();
    await look("2-guide");

    await page.getByRole("link", { name: "API reference" }).click();
    const create = page.getByRole("button", { name: /^post .*billing_portal.*sessions$/i }).first();
    await create.click();
    await expect(page.getByText("flow_data", { exact: true })).toBeVisible();
    await expect(page.getByText("One task that the customer is led through")).toBeVisible();
    await look("3-reference");

    await page.getByRole("link", { name: "Errors" }).click();
    await page.getByRole("link", { name: "resource_missing" }).click();
    await expect(page.getByRole("heading", { name: "resource_missing" })).toBeVisible();
    await expect(page.getByText('"code": "resource_missing"')).toBeVisible();
    await look("4-error");
    await page.goto("/docs/errors");
    await look("5-errors");
    expect(faults).toEqual([]);
  });
}

test("what is not documented is a 404 that leads back", async ({ page }) => {
  for (const path of ["/docs/errors/nothing", "/docs/guides/nothing", "/docs/nothing"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  }
  await page.getByRole("link", { name: "All documentation" }).click();
  await expect(page).toHaveURL(/\/docs$/);
});

test("the API describes itself, and its types can be read, without a key", async ({ request }) => {
  const described = await request.get("/v1/openapi.json");
  expect(described.headers()).toMatchObject({
    "content-type": "application/json",
    "cache-control": "public, max-age=300",
    "request-id": expect.stringMatching(/^req_/),
  });
  expect(await described.json()).toMatchObject({
    openapi: "3.1.0",
    paths: { "/v1/billing_portal/sessions": { post: {} } },
  });
  expect((await request.post("/v1/openapi.json")).status()).toBe(404);
  for (const file of ["portico.d.ts", "portico.cjs.d.ts"]) {
    const types = await request.get(`/types/${file}`);
    expect(types.headers()["content-type"]).toBe("text/plain; charset=utf-8");
    expect(await types.text()).toContain("portico?: PorticoSessionOptions");
  }
});

test("an error's doc_url leads to its page", async ({ page, request }) => {
  const refused = await request.get("/v1/billing_portal/sessions");
  const { error } = await refused.json();
  const answer = await page.goto(error.doc_url);
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole("heading", { name: error.code })).toBeVisible();
});

test("Swagger UI is loaded by the reference alone", async ({ page }) => {
  const sizeOf = async (path: string) => {
    let size = 0;
    page.on("response", async (answer) => {
      if (answer.request().resourceType() !== "script") return;
      size += Number((await answer.request().sizes()).responseBodySize);
    });
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    page.removeAllListeners("response");
    return size;
  };
  expect(await sizeOf("/docs")).toBeLessThan(250_000);
});
