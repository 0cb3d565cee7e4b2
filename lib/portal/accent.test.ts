import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { accentVariables, contrast } from "./accent";

type Rgb = [number, number, number];

function parse(color: string | undefined): Rgb {
  const part = (at: number) => Number.parseInt(color?.slice(at, at + 2) ?? "", 16);
  return [part(1), part(3), part(5)];
}

describe("accentVariables", () => {
  it("keeps every merchant's colour readable, in light and in dark", () => {
    const color = fc.integer({ min: 0, max: 0xffffff });
    fc.assert(
      fc.property(color, (number) => {
        const vars = accentVariables(`#${number.toString(16).padStart(6, "0")}`);
        const at = (name: string) => parse(vars?.[`--${name}`]);
        expect(contrast(at("light-ink"), at("light-accent"))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(at("dark-ink"), at("dark-accent"))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(at("light-text"), [252, 251, 249])).toBeGreaterThanOrEqual(4.4);
        expect(contrast(at("dark-text"), [30, 29, 26])).toBeGreaterThanOrEqual(4.4);
      }),
      { numRuns: runs(2000) },
    );
  });

  it("leaves a colour that is readable as it is", () => {
    expect(accentVariables("#6d28d9")?.["--light-accent"]).toBe("#6d28d9");
  });

  it.each([[null], [""], ["red"], ["#fff"], ["#12345g"], ["url(x)"]])("ignores %s", (accent) => {
    expect(accentVariables(accent)).toBeNull();
  });
});
