import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runs } from "@/scripts/runs";
import { makeReady, makeSchemeMessage, readHello } from "./messages";
import { mountPortal } from "./mount-portal";

const origin = "https://billing.example.com";
const host = "https://app.example.com";

/** As much of a page as the loader touches. */
function makePage() {
  const posted: { data: unknown; target: string; ports: MessagePort[] }[] = [];
  const contentWindow = {
    postMessage: (data: unknown, target: string, ports: MessagePort[]) =>
      posted.push({ data, target, ports }),
  };
  const held = new Map<string, string>();
  const children: unknown[] = [];
  const changed: (() => void)[] = [];
  const element = (tag: string) => {
    const attributes: Record<string, string> = {};
    return {
      tag,
      attributes,
      style: { cssText: "", height: "" },
      contentWindow,
      textContent: "",
      setAttribute: (name: string, value: string) => Object.assign(attributes, { [name]: value }),
      getBoundingClientRect: () => ({ top: 0 }),
      addEventListener: (_type: string, listen: () => void) => changed.push(listen),
      remove() {
        const at = children.indexOf(this);
        if (at >= 0) children.splice(at, 1);
      },
    };
  };
  const sessionStorage = {
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, value: string) => held.set(name, value),
    removeItem: (name: string) => held.delete(name),
  };
  const listeners = new Set<(event: unknown) => void>();
  const window = {
    sessionStorage,
    addEventListener: (_type: string, listen: (event: unknown) => void) => listeners.add(listen),
    removeEventListener: (_type: string, listen: (event: unknown) => void) =>
      listeners.delete(listen),
  };
  vi.stubGlobal("window", window);
  vi.stubGlobal("document", { createElement: element });
  vi.stubGlobal("location", { origin: host, pathname: "/account", search: "?secret=1" });
  vi.stubGlobal("getComputedStyle", () => ({ color: "rgb(0, 0, 0)" }));
  const container = { append: (...added: unknown[]) => children.push(...added) };
  const paint = (color: string) => {
    vi.stubGlobal("getComputedStyle", () => ({ color }));
    for (const tell of changed) tell();
  };
  const say = (event: object) => {
    for (const listen of [...listeners]) listen(event);
  };
  return { container, children, contentWindow, posted, held, listeners, say, paint };
}

let page = makePage();
const mount = (token: string | null = null) =>
  mountPortal(page.container, { origin, merchant: "test_acme", token });
const ready = (nonce = "n") => ({
  source: page.contentWindow,
  origin,
  data: makeReady(nonce),
});
const shaken = () => page.posted.map(({ data }) => readHello(data, "n"));

beforeEach(() => {
  vi.useFakeTimers();
  page = makePage();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the frame", () => {
  it("is what trust demands, and carries no identity in its address", () => {
    mount("pel_secret");
    expect(page.children[0]).toMatchObject({
      tag: "iframe",
      src: `${origin}/embed/test_acme`,
      title: "Billing",
      referrerPolicy: "no-referrer",
      attributes: {
        sandbox:
          "allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads allow-top-navigation-by-user-activation",
      },
    });
  });

  it("is answered to its own origin only, with nothing of the page's query", () => {
    mount("pel_token");
    page.say(ready());
    expect(page.posted).toMatchObject([{ target: origin }]);
    expect(shaken()).toMatchObject([{ token: "pel_token", resume: null, page: `${host}/account` }]);
    expect(JSON.stringify(page.posted)).not.toContain("secret=1");
  });

  it("is answered anew after it was loaded anew, with the same key", () => {
    mount();
    page.say(ready());
    page.say(ready());
    const [first, second] = shaken();
    expect(second).toEqual(first);
  });

  it("says which origin to add when it stays silent for five seconds", () => {
    mount();
    vi.advanceTimersByTime(4999);
    expect(page.children[1]).toMatchObject({ textContent: "" });
    vi.advanceTimersByTime(1);
    expect(page.children[1]).toMatchObject({ textContent: expect.stringContaining(host) });
    page.say(ready());
    expect(page.children[1]).toMatchObject({ textContent: "" });
  });
});

describe("a foreign message", () => {
  it.each<[string, () => object]>([
    ["another window", () => ({ ...ready(), source: {} })],
    ["no window", () => ({ ...ready(), source: null })],
    ["another origin", () => ({ ...ready(), origin: "https://evil.example" })],
    ["an opaque origin", () => ({ ...ready(), origin: "null" })],
    ["the host itself", () => ({ ...ready(), origin: host })],
  ])("is not answered: from %s", (_what, event) => {
    mount("pel_token");
    page.say(event());
    expect(page.posted).toEqual([]);
  });

  it("changes nothing and throws nothing, a thousand times over", () => {
    mount("pel_token");
    const events = fc.record({
      source: fc.constantFrom<unknown>(page.contentWindow, {}, null),
      origin: fc.constantFrom(origin, host, "https://evil.example", "null", ""),
      data: fc.anything(),
    });
    fc.assert(
      fc.property(events, (event) => {
        page.say(event);
        expect(page.posted).toEqual([]);
        expect(page.children).toHaveLength(2);
        expect(page.held.size).toBe(0);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe("through the port", () => {
  /** A port keeps the order: once the height after it is heard, so was the message. */
  async function tell(data: unknown, height = Math.ceil(Math.random() * 1000)) {
    const [port] = page.posted.at(-1)?.ports ?? [];
    port?.postMessage(data);
    port?.postMessage({ type: "height", height });
    const style = { height: `${Math.ceil(height)}px` };
    await vi.waitFor(() => expect(page.children[0]).toMatchObject({ style }));
  }

  it("the frame says how high it is and what to keep, and then no token is handed over again", async () => {
    const remove = mount("pel_token");
    page.say(ready());
    await tell({ type: "page" }, 712.3);
    await tell({ type: "resume", resume: "prs_1" });
    page.say(ready());
    expect(shaken().at(-1)).toMatchObject({ resume: "prs_1", token: null });
    await tell({ type: "resume", resume: null });
    page.say(ready());
    expect(shaken().at(-1)).toMatchObject({ resume: null });
    remove();
  });

  it("the frame is told when the page is drawn in other colours", async () => {
    const remove = mount();
    page.say(ready());
    const [port] = page.posted.at(-1)?.ports ?? [];
    const told = vi.fn();
    if (port) port.onmessage = ({ data }) => told(data);
    page.paint("rgb(255, 255, 255)");
    await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith(makeSchemeMessage("dark")));
    expect(page.children[0]).toMatchObject({ style: { colorScheme: "dark" } });
    page.say(ready());
    expect(shaken().at(-1)).toMatchObject({ scheme: "dark" });
    remove();
  });

  it("nothing else is heard", async () => {
    const remove = mount();
    page.say(ready());
    const before = [...page.held];
    for (const data of [null, "x", { type: "resume", resume: {} }, { type: "eval", code: "1" }]) {
      await tell(data);
    }
    expect([...page.held]).toEqual(before);
    remove();
  });
});

describe("taking the portal away", () => {
  it("leaves no element, no listener and no timer", () => {
    const remove = mount();
    page.say(ready());
    remove();
    expect(page.children).toEqual([]);
    expect(page.listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
