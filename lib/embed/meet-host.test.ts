import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runs } from "@/scripts/runs";
import { makeKey } from "./browser-key";
import { meetHost } from "./meet-host";
import { makeHello } from "./messages";

const own = "https://billing.example.com";
const host = "https://app.example.com";
const hosts = { origins: [host], loopback: false };
const hello = { browser: makeKey(), resume: null, token: "plk_x", page: host } as const;
const said = { ...hello, scheme: "light" } as const;

function makeWindow() {
  const posted: unknown[][] = [];
  const listeners = new Set<(event: unknown) => void>();
  const parent = { postMessage: (...sent: unknown[]) => posted.push(sent) };
  vi.stubGlobal("window", {
    parent,
    addEventListener: (_type: string, listen: (event: unknown) => void) => listeners.add(listen),
    removeEventListener: (_type: string, listen: (event: unknown) => void) =>
      listeners.delete(listen),
  });
  vi.stubGlobal("location", { origin: own });
  const say = (event: object) => {
    for (const listen of [...listeners]) listen(event);
  };
  return { parent, posted, listeners, say };
}

let frame = makeWindow();
const onMet = vi.fn();
const onScheme = vi.fn();
const meet = () => meetHost({ nonce: "n", hosts, onScheme }, onMet);
const port = () => ({
  postMessage: vi.fn(),
  close: vi.fn(),
  onmessage: (_told: { data: unknown }): void => undefined,
});
const answer = () => ({
  source: frame.parent,
  origin: host,
  data: makeHello("n", said),
  ports: [port()],
});

beforeEach(() => {
  frame = makeWindow();
  onMet.mockClear();
  onScheme.mockClear();
});
afterEach(() => vi.unstubAllGlobals());

describe("the frame", () => {
  it("says that it is ready, and nothing else, to whoever is around it", () => {
    meet();
    expect(frame.posted).toEqual([[{ portico: "ready", nonce: "n" }, "*"]]);
  });

  it("takes the host's answer once, and speaks through its port from then on", () => {
    meet();
    const first = answer();
    frame.say(first);
    frame.say(answer());
    expect(onMet).toHaveBeenCalledOnce();
    expect(onMet.mock.lastCall?.[0]).toMatchObject({ hello });
    onMet.mock.lastCall?.[0].tell({ type: "page" });
    expect(first.ports[0]?.postMessage).toHaveBeenCalledWith({ type: "page" });
    expect(frame.posted).toHaveLength(1);
  });

  it("is told the host's colours before it is met, and again when they change", () => {
    meet();
    const answered = answer();
    frame.say(answered);
    expect(onScheme.mock.calls).toEqual([["light"]]);
    for (const data of [{ type: "scheme", scheme: "dark" }, { type: "scheme", scheme: "x" }, 1]) {
      answered.ports[0]?.onmessage({ data });
    }
    expect(onScheme.mock.calls).toEqual([["light"], ["dark"]]);
  });

  it("listens no more once it is taken away", () => {
    const stop = meet();
    const answered = answer();
    frame.say(answered);
    stop();
    expect(frame.listeners.size).toBe(0);
    expect(answered.ports[0]?.close).toHaveBeenCalledOnce();
  });
});

describe("a foreign answer", () => {
  it.each<[string, () => object]>([
    ["another window", () => ({ ...answer(), source: {} })],
    ["no window", () => ({ ...answer(), source: null })],
    ["a site that is not allowed", () => ({ ...answer(), origin: "https://evil.example" })],
    ["an opaque origin", () => ({ ...answer(), origin: "null" })],
    ["the developer's machine in live mode", () => ({ ...answer(), origin: "http://localhost" })],
    ["who did not hear the question", () => ({ ...answer(), data: makeHello("m", said) })],
    ["who brings no port", () => ({ ...answer(), ports: [] })],
  ])("is ignored, and the right one still taken: from %s", (_what, event) => {
    meet();
    frame.say(event());
    expect(onMet).not.toHaveBeenCalled();
    frame.say(answer());
    expect(onMet).toHaveBeenCalledOnce();
  });

  it("changes nothing and throws nothing, a thousand times over", () => {
    meet();
    const events = fc.record({
      source: fc.constantFrom<unknown>(frame.parent, {}, null),
      origin: fc.constantFrom(host, own, "https://evil.example", "null"),
      data: fc.anything(),
      ports: fc.constantFrom([], [port()]),
    });
    fc.assert(
      fc.property(events, (event) => {
        frame.say(event);
        expect(onMet).not.toHaveBeenCalled();
        expect(frame.listeners.size).toBe(1);
      }),
      { numRuns: runs(1000) },
    );
  });
});
