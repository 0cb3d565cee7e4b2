import { expect, it } from "vitest";
import { leadOn } from "./wanted-page";

const base = "/p/test_acme";

it.each([
  ["the portal's first page", base, null, base],
  ["the page that was wanted", base, `${base}/invoices`, `${base}/invoices`],
  ["its task, whatever was wanted", `${base}/subscribe/price_1`, `${base}/invoices`, null],
])("a session leads on to %s", (_what, url, next, expected) => {
  expect(leadOn(base, url, next)).toBe(expected ?? url);
});
