import { describe, expect, it } from "vitest";
import { makeConfiguration } from "@/scripts/testing/make-configuration";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { configurationSchema } from "../../portal/configuration";
import { frameAncestors } from "./frame-ancestors";

const loopback = "http://localhost:* http://127.0.0.1:*";

async function makeListed(origins: readonly string[]) {
  const { id: merchantId, slug } = await makeBareMerchant();
  const security = { allowed_origins: [...origins] };
  const document = configurationSchema.parse({ portico: { security } });
  for (const livemode of [true, false]) {
    await makeConfiguration({ merchantId, livemode, isDefault: true, document });
  }
  return slug;
}

describe("who may show a portal in a frame", () => {
  it("is the merchant's own list, and ourselves", async () => {
    const slug = await makeListed(["https://app.example.com", "https://a.example:8443"]);
    expect(await frameAncestors(slug)).toBe(
      "'self' https://app.example.com https://a.example:8443",
    );
  });

  it("is the developer's machine on any port too, in test mode", async () => {
    const slug = await makeListed(["https://app.example.com"]);
    expect(await frameAncestors(`test_${slug}`)).toBe(`'self' https://app.example.com ${loopback}`);
  });

  it.each(["", "test_", "nobody-by-this-name", "test_nobody-by-this-name", "__proto__", "a%00"])(
    "is nobody where there is no such portal: %j",
    async (segment) => {
      expect(await frameAncestors(segment)).toBe("'none'");
    },
  );
});
