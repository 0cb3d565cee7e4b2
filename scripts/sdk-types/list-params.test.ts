import { expect, test } from "vitest";
import { findEndpoint } from "./find-endpoint";
import { listParams } from "./list-params";
import { loadSdkTypes } from "./load-sdk-types";

const types = await loadSdkTypes();

test("every documented parameter is listed with a form that gives it and what it needs", () => {
  const endpoint = findEndpoint(types, "POST", "/v1/subscriptions");
  const params = listParams(types, endpoint?.params ?? "absent");
  const find = (path: string) => params.find((param) => param.path === path);
  expect(find("proration_behavior")).toMatchObject({
    words: ["always_invoice", "create_prorations", "none"],
  });
  expect(find("items[0][price_data][recurring][interval]")?.formWith("month")).toMatchObject({
    items: [{ price_data: { currency: "usd", recurring: { interval: "month" } } }],
  });
  expect(find("metadata")?.sample).toEqual({ usd: "x" });
});
