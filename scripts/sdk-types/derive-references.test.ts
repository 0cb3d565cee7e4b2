import { expect, test } from "vitest";
import { deriveReferences } from "./derive-references";
import { loadSdkTypes } from "./load-sdk-types";

const references = deriveReferences(await loadSdkTypes());

test.each([
  ["an id", "subscription", "customer", ["customer"]],
  ["an id in a hash", "invoice", "parent.subscription_details.subscription", ["subscription"]],
  ["a list of ids", "invoice", "discounts", ["discount"]],
  [
    "an id of several kinds",
    "customer",
    "default_source",
    ["account", "bank_account", "card", "source"],
  ],
  ["an id in objects within an envelope", "line_item", "pricing.price_details.price", ["price"]],
  ["an id in a list of hashes", "subscription_schedule", "phases.items.price", ["price"]],
])("%s can be expanded", (_name, type, path, kinds) => {
  expect(references[type]?.[path]).toEqual(kinds);
});

test("what stands in an object whole is no reference", () => {
  expect(references["subscription"]).not.toHaveProperty("items.data");
  expect(references["subscription_item"]).not.toHaveProperty("price");
});
