import { beforeEach, describe, expect, it, vi } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { configurationSchema } from "../../portal/configuration";
import { wholeScope } from "../../portal/session-scope";
import type { PortalContext } from "../../sessions/load-session";
import { openPage } from "./open-page";

const acme: PortalContext = {
  session: {
    id: "bps_1",
    customerId: "cus_1",
    returnUrl: null,
    locale: null,
    scope: wholeScope,
    flow: null,
  },
  merchant: { id: "mer_1", slug: "acme", name: "Acme", branding: null },
  livemode: false,
  hasSnapshot: false,
  surface: "hosted",
  configurationId: "bpc_1",
  hasDefaultConfiguration: true,
  configuration: configurationSchema.parse({}),
};
const token = `pat_${"a".repeat(43)}`;

beforeEach(() => pinEnv());

describe("a portal page", () => {
  it("is opened by the cookie of its own merchant and mode", async () => {
    const open = vi.fn(async () => acme);
    expect(await openPage(`portico_test_acme=${token}; a=1`, "test_acme", open)).toBe(acme);
    expect(open).toHaveBeenCalledExactlyOnceWith(token);
  });

  it.each([
    ["another merchant", "test_globex"],
    ["the other mode", "acme"],
    ["a part of the name", "test_ac"],
  ])("is not opened by a cookie renamed to %s", async (_what, segment) => {
    const open = vi.fn(async () => acme);
    await expect(openPage(`portico_${segment}=${token}`, segment, open)).rejects.toMatchObject({
      code: "session_required",
    });
  });

  it("is not opened by an iframe's bearer in its cookie", async () => {
    const open = vi.fn(async (): Promise<PortalContext> => ({ ...acme, surface: "embed" }));
    await expect(openPage(`portico_test_acme=${token}`, "test_acme", open)).rejects.toMatchObject({
      code: "session_required",
    });
  });

  it("asks without a token when only another merchant's cookie is there", async () => {
    const open = vi.fn(async () => Promise.reject(new Error("no token")));
    await expect(openPage(`portico_test_globex=${token}`, "test_acme", open)).rejects.toThrow(
      "no token",
    );
    expect(open).toHaveBeenCalledExactlyOnceWith(undefined);
  });
});
