import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { arbitraryOf } from "@/scripts/testing/arbitrary-of";
import { pinEnv } from "@/scripts/testing/pin-env";
import type { ConfigurationRow } from "../db/configurations";
import { configurationSchema } from "../portal/configuration";
import { extensionSchema } from "../portal/extension";
import { configurationAnswer } from "./configuration-answer";
import { mergeDocument } from "./merge-document";
import { expandableOfConfiguration, serialiseConfiguration } from "./portal-configuration";

const at = new Date("2026-11-01T10:00:00.999Z");

function rowOf(document: unknown, over: Partial<ConfigurationRow> = {}): ConfigurationRow {
  return {
    id: "bpc_1",
    merchantId: "mer_1",
    livemode: true,
    active: true,
    isDefault: false,
    document,
    metadata: { tier: "gold" },
    createdAt: at,
    updatedAt: at,
    version: 1,
    ...over,
  };
}

const plain = { segment: "acme", expand: new Set<string>() };

beforeEach(() => pinEnv());

it("tells of our own settings only what is not as it always is, and it can be put together again", () => {
  const documents = arbitraryOf(configurationSchema).map((value) =>
    configurationSchema.parse(value),
  );
  fc.assert(
    fc.property(documents, (document) => {
      const expand = new Set(expandableOfConfiguration);
      const shown = serialiseConfiguration(rowOf(document), { ...plain, expand });
      expect(() => configurationAnswer.parse(JSON.parse(JSON.stringify(shown)))).not.toThrow();
      const usual = extensionSchema.parse({});
      const merged = mergeDocument(extensionSchema, usual, shown.portico ?? {});
      expect(extensionSchema.parse(merged)).toEqual(document.portico);
      expect(shown.portico).not.toEqual({});
      expect(shown.features).toEqual(document.features);
    }),
    { numRuns: runs(1000) },
  );
});

it("says nothing of our own settings when all are as they always are", () => {
  const shown = serialiseConfiguration(rowOf(configurationSchema.parse({})), plain);
  expect(shown).not.toHaveProperty("portico");
  expect(shown).toMatchObject({ created: 1_793_527_200, updated: 1_793_527_200 });
});

it("gives the login page's address while it is on: the portal's own for the default one", () => {
  const open = configurationSchema.parse({ login_page: { enabled: true } });
  const url = (over: Partial<ConfigurationRow>, segment = "acme") =>
    serialiseConfiguration(rowOf(open, over), { ...plain, segment }).login_page.url;
  expect(url({ isDefault: true })).toBe("http://localhost:3000/p/acme");
  expect(url({})).toBe("http://localhost:3000/p/acme/login/bpc_1");
  expect(url({}, "test_acme")).toBe("http://localhost:3000/p/test_acme/login/bpc_1");
  const closed = serialiseConfiguration(rowOf(configurationSchema.parse({})), plain);
  expect(closed.login_page).toEqual({ enabled: false, url: null });
});

it("leaves out what a newer version of us wrote, and stops at what it cannot understand", () => {
  const document = configurationSchema.parse({ name: "Teams" });
  const newer = rowOf({ ...document, loyalty: { enabled: true } });
  expect(serialiseConfiguration(newer, plain)).not.toHaveProperty("loyalty");
  const unknown = rowOf({ ...document, name: 7 });
  expect(() => serialiseConfiguration(unknown, plain)).toThrow(
    expect.objectContaining({ code: "merchant_unavailable" }),
  );
});
