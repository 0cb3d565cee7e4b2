import { Socket } from "node:net";
import { Agent } from "undici";
import { describe, expect, it, vi } from "vitest";
import { ssrfCases } from "@/e2e/fixtures/hostile/ssrf-cases";
import { publicConnector } from "./public-connector";
import { send } from "./send";

/** Nothing is reached; what was tried is noted. */
function watch(answers: readonly string[] = ["127.0.0.1"]) {
  return {
    resolve: vi.fn(async () => answers),
    dial: vi.fn((_address: string, _port: number) => {
      const socket = new Socket();
      process.nextTick(() => socket.destroy(new Error("Nobody is there.")));
      return socket;
    }),
    timeoutMs: 5000,
  };
}

const message = { body: "{}", headers: {} };

describe("a URL that is refused when it is saved", () => {
  it.each(Object.values(ssrfCases).flat())("is not sent to either: %s", async (url) => {
    const means = watch();
    await expect(send(url, message, means)).rejects.toMatchObject({ reason: "address_blocked" });
    expect(means.resolve).not.toHaveBeenCalled();
    expect(means.dial).not.toHaveBeenCalled();
  });
});

describe("a connection", () => {
  async function request(url: string, means: ReturnType<typeof watch>) {
    const signal = AbortSignal.timeout(5000);
    const agent = new Agent({ connect: publicConnector(means, signal) });
    const { origin } = new URL(url);
    await expect(agent.request({ origin, path: "/", method: "GET", signal })).rejects.toThrow();
    await agent.destroy();
    return means;
  }

  it.each([
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://169.254.169.254/",
    "https://[fe80::1]/",
  ])("to a private address written out in the URL is not begun: %s", async (url) => {
    const { dial, resolve } = await request(url, watch());
    expect([dial, resolve].map(({ mock }) => mock.calls)).toEqual([[], []]);
  });

  it("to a public address written out in the URL is made without DNS, to its port", async () => {
    const { dial, resolve } = await request("https://[2606:4700::1111]:8443/", watch());
    expect(dial.mock.calls).toEqual([["2606:4700::1111", 8443]]);
    expect(resolve).not.toHaveBeenCalled();
  });

  it("is made to the addresses that were checked, four at most, in their order", async () => {
    const answers = ["8.8.8.1", "8.8.8.2", "8.8.8.3", "8.8.8.4", "8.8.8.5"];
    const { dial, resolve } = await request("https://example.com/", watch(answers));
    expect(resolve).toHaveBeenCalledExactlyOnceWith("example.com");
    expect(dial.mock.calls).toEqual(answers.slice(0, 4).map((address) => [address, 443]));
  });
});
