import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { PortalPage } from "../portal-page";
import * as sample from "../view-fixture";
import { QuantityStepper } from "./quantity-stepper";

vi.mock("next/navigation", () => ({ useSearchParams: () => new URLSearchParams() }));

function show(typed: string, inUse: number, terms = { minimum: 12, maximum: 20, step: 1 }) {
  return renderToStaticMarkup(
    <PortalPage view={sample.view} frame={sample.frame} locale="en-US">
      <QuantityStepper
        label="Team seats"
        terms={terms}
        inUse={inUse}
        typed={typed}
        onType={() => undefined}
      />
    </PortalPage>,
  )
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

describe("the number that must not be less than what is in use", () => {
  it("says so below the field", () => {
    expect(show("14", 12)).toContain("From 12 to 20. 12 are in use, so no fewer can be chosen.");
    expect(show("1", 1, { minimum: 1, maximum: 20, step: 1 })).toContain("1 is in use");
  });

  it("says so of the first whole step as well", () => {
    const packs = { minimum: 15, maximum: 30, step: 5 };
    const text = "From 15 to 30. In steps of 5. 12 are in use, so no fewer can be chosen.";
    expect(show("15", 12, packs)).toContain(text);
  });

  it("is told to whoever types less", () => {
    expect(show("11", 12)).toContain("12 are in use: type at least 12.");
    expect(show("12", 12)).not.toContain("type at least");
    expect(show("many", 12)).toContain("Type a whole number from 12 to 20.");
  });

  it("is no reason where another bound is higher, or nothing is said to be in use", () => {
    expect(show("14", 3)).not.toContain("in use");
    expect(show("11", 3)).toContain("Type a whole number from 12 to 20.");
    expect(show("14", 0)).not.toContain("in use");
  });
});
