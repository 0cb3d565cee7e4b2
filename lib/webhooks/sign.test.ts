import { describe, expect, it } from "vitest";
import { readAsStandard, readAsStripe } from "@/scripts/testing/verify-webhook";
import { nowSeconds } from "../clock";
import { newWebhookSecret } from "./endpoint-secrets";
import { signatureHeaders } from "./sign";

const body = JSON.stringify({
  id: "evt_1",
  object: "event",
  type: "portico.session.visited",
  é: "☃",
});

function sign(...secrets: string[]) {
  return signatureHeaders({ id: "evt_1", timestamp: nowSeconds(), body, secrets });
}

describe("a secret", () => {
  it("is whsec_ and base64 of 32 bytes, never the same", () => {
    const secrets = Array.from({ length: 50 }, newWebhookSecret);
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) {
      expect(secret).toMatch(/^whsec_/);
      expect(Buffer.from(secret.slice(6), "base64")).toHaveLength(32);
    }
  });
});

describe.each([
  ["standardwebhooks", readAsStandard],
  ["stripe.webhooks.constructEvent", readAsStripe],
])("what is delivered, verified by %s", (_name, read) => {
  it("is ours", () => {
    const secret = newWebhookSecret();
    expect(read({ body, headers: sign(secret) }, secret)).toEqual(JSON.parse(body));
  });

  it("is refused when a letter was changed, or by another's secret", () => {
    const secret = newWebhookSecret();
    const headers = sign(secret);
    expect(() => read({ body: body.replace("evt_1", "evt_2"), headers }, secret)).toThrow();
    expect(() => read({ body, headers }, newWebhookSecret())).toThrow();
  });

  it("is verified by the old and the new secret during a rotation", () => {
    const [old, fresh, other] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
    const delivered = { body, headers: sign(fresh, old) };
    expect(read(delivered, old)).toEqual(read(delivered, fresh));
    expect(() => read(delivered, other)).toThrow();
  });
});
