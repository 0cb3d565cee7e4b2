import { describe, expect, it } from "vitest";
import { schemeOf } from "./scheme-of";

describe("the colours of a host page", () => {
  it.each([
    ["rgb(0, 0, 0)", "light"],
    ["rgb(255, 255, 255)", "dark"],
    ["rgba(255, 255, 255, 0.9)", "dark"],
    ["rgb(28, 26, 23)", "light"],
    ["color(srgb 0.95 0.94 0.91)", "dark"],
    ["color(srgb 0.11 1e-05 0.09)", "light"],
    ["color(srgb 0.9 0.9 0.9 / 0.5)", "dark"],
    ["", "light"],
  ])("text in %s stands on a %s ground", (color, scheme) => {
    expect(schemeOf(color)).toBe(scheme);
  });
});
