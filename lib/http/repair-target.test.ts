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

  it("is repaired before the server's own code reads it", async () => {
    const heard = await hear(({ url }) => url, "http://evil.example/%ff");
    expect(heard).toBe("/%25ff");
  });

  it("comes with who is at the other end, whatever the request says of that", async () => {
    const heard = await hear(({ headers }) => String(headers[peerHeader]), "/");
    expect(heard).toBe("127.0.0.1");
  });
});

/** What a server of this process hears of one request. */
async function hear(tell: (request: IncomingMessage) => string | undefined, path: string) {
  repairTargets();
  const server = createServer((heard, response) => response.end(tell(heard)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const headers = { [peerHeader]: "6.6.6.6" };
  const heard = await new Promise<string>((done, fail) => {
    request({ port, host: "127.0.0.1", path, headers, agent: false }, (answer) => {
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
