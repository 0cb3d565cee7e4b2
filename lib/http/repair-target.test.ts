import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { peerHeader } from "./client-address";
import { repairTarget, repairTargets } from "./repair-target";

describe("the target of a request", () => {
  it.each(["/", "/p/test_acme?x=1", "/p/a%20b", "/p/%00", "//evil.example", "/x?y=%ff&z=a?b"])(
    "is left as it is when it can be read: %s",
    (target) => {
      expect(repairTarget(target)).toBe(target);
    },
  );

  it.each([
    ["http://evil.example/demo?x=1", "/demo?x=1"],
    ["HTTPS://evil.example", "/"],
    ["http://evil.example?x=1", "/?x=1"],
    ["http://u:p@evil.example//other.example/", "//other.example/"],
    ["*", "/*"],
    ["evil.example:443", "/evil.example:443"],
  ])("never names another place than ours: %s", (target, repaired) => {
    expect(repairTarget(target)).toBe(repaired);
  });

  it.each(["/v1/%ff", "/v1/%E0%A4%A/x?y=%", "/%", "/a%20%ff/b%20c", "http://evil.example/%c3%28"])(
    "always decodes: %s",
    (target) => {
      const [path = ""] = repairTarget(target).split("?");
      expect(() => decodeURIComponent(path)).not.toThrow();
    },
  );

  it.each([
    ["/v1//billing_portal/x", "/v1/%2F/billing_portal/x"],
    ["/v1/billing_portal/x//", "/v1/billing_portal/x/%2F"],
    ["/v1/a\\..\\b?x=a//b", "/v1/a%5C..%5Cb?x=a//b"],
    ["/v1/billing_portal/configurations/?limit=1", "/v1/billing_portal/configurations?limit=1"],
    ["/v1/billing_portal/configurations/..", "/v1/billing_portal"],
    ["/v1/a/%2e%2e/./b/%2E?x=..", "/v1/b?x=.."],
    ["/v1/..", "/"],
    ["//v1/billing_portal/x", "/v1/%2F/v1/billing_portal/x"],
    ["/\\v1/x?y=1", "/v1/%2F/v1/x?y=1"],
    ["/p//x/", "/p//x/"],
  ])("is not redirected within the API: %s", (target, repaired) => {
    expect(repairTarget(target)).toBe(repaired);
  });

  it("is repaired before the server's own code reads it", async () => {
    const heard = await hear(({ url }) => url, "http://evil.example/%ff");
    expect(heard).toBe("/%25ff");
  });

  it.each(["TRACE", "PROPFIND", "PURGE"])(
    "comes with a method that can be refused: %s",
    async (method) => {
      expect(await hear((heard) => heard.method, "/", { method })).toBe("PUT");
      expect(await hear((heard) => heard.method, "/", { method: "GET" })).toBe("GET");
    },
  );

  it("comes to the API without what would have it redirected", async () => {
    const rsc = (path: string) =>
      hear(({ headers }) => String(headers["rsc"]), path, { headers: { rsc: "1" } });
    expect(await rsc("/v1/billing_portal/configurations")).toBe("undefined");
    expect(await rsc("/p/test_acme")).toBe("1");
  });

  it("comes with who is at the other end, whatever the request says of that", async () => {
    const heard = await hear(({ headers }) => String(headers[peerHeader]), "/");
    expect(heard).toBe("127.0.0.1");
  });
});

/** What a server of this process hears of one request. */
async function hear(
  tell: (request: IncomingMessage) => string | undefined,
  path: string,
  sent: { readonly method?: string; readonly headers?: Record<string, string> } = {},
) {
  repairTargets();
  const server = createServer((heard, response) => response.end(tell(heard)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const { method = "GET" } = sent;
  const headers = { [peerHeader]: "6.6.6.6", ...sent.headers };
  const heard = await new Promise<string>((done, fail) => {
    request({ port, host: "127.0.0.1", path, method, headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece) => {
        text += piece;
      });
      answer.on("end", () => done(text));
    })
      .on("error", fail)
      .end();
  });
  server.close();
  return heard;
}
