import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
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
    repairTargets();
    const server = createServer(({ url }, response) => response.end(url));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    const heard = await new Promise<string>((tell, fail) => {
      const path = "http://evil.example/%ff";
      request({ port, host: "127.0.0.1", path, agent: false }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (piece) => {
          text += piece;
        });
        answer.on("end", () => tell(text));
      })
        .on("error", fail)
        .end();
    });
    server.close();
    expect(heard).toBe("/%25ff");
  });
});
