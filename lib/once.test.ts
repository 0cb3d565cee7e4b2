import { expect, it, vi } from "vitest";
import { once } from "./once";

it("makes a thing once and gives the same one ever after", () => {
  const make = vi.fn(() => ({ made: true }));
  const first = once("test.thing", make);
  expect(once("test.thing", make)).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
});

it("is shared by every copy of this module", async () => {
  const here = once("test.shared", () => ({}));
  vi.resetModules();
  const copy = await import("./once");
  expect(copy.once).not.toBe(once);
  expect(copy.once("test.shared", () => ({}))).toBe(here);
});

it("keeps different names apart", () => {
  expect(once("test.a", () => "a")).toBe("a");
  expect(once("test.b", () => "b")).toBe("b");
});

it("makes even nothing only once", () => {
  const make = vi.fn(() => undefined);
  once("test.nothing", make);
  once("test.nothing", make);
  expect(make).toHaveBeenCalledTimes(1);
});

it("keeps no failure: what could not be made is tried again", () => {
  expect(() =>
    once("test.failing", () => {
      throw new Error("not yet");
    }),
  ).toThrow("not yet");
  expect(once("test.failing", () => "now")).toBe("now");
});
