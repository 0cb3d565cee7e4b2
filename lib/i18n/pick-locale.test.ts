import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "@/scripts/runs";
import { catalogueFor } from "./catalogue";
import { pickLocale } from "./pick-locale";

describe("the locale of a page", () => {
  it.each<[string, readonly (string | null | undefined)[], string | null, string]>([
    // case                      session, customer        browser                      shown
    ["nobody wishes anything", [], null, "en-US"],
    ["the session's wish", ["en-GB", "en-AU"], "en-US", "en-GB"],
    ["else the customer's", [null, "en-AU"], "en-US", "en-AU"],
    ["else the next of the customer's", [null, "de", "en-NZ"], "en-US", "en-NZ"],
    ["else the browser's", [undefined], "en-IE,en;q=0.9", "en-IE"],
    ["the browser's second choice", [], "fr-FR,fr;q=0.9,en-CA;q=0.8", "en-CA"],
    ["auto is no wish", ["auto"], "en-GB", "en-GB"],
    ["blank is no wish", ["", " "], "en-GB", "en-GB"],
    ["a language without a catalogue", ["de"], "de-DE", "en-US"],
    ["a star", [], "*", "en-US"],
    ["an unknown language", ["xx"], null, "en-US"],
  ])("%s", (_case, wishes, browser, shown) => {
    expect(pickLocale(wishes, browser)).toBe(shown);
  });

  it.each([
    "../../etc",
    "en<script>",
    "en_US",
    "en-",
    "-en",
    "en-US-",
    "en-a1",
    "en--US",
    "en\0",
    "en-US\n",
    "__proto__",
    "constructor",
    `en-${"x".repeat(300)}`,
  ])("passes over what is malformed: %j", (tag) => {
    expect(pickLocale([tag, "en-GB"], null)).toBe("en-GB");
    expect(pickLocale([], `${tag.replace(/[\0\n]/g, "!")},en-GB`)).toBe("en-GB");
  });

  it("reads no more of a header than a browser would send", () => {
    expect(pickLocale([], `${"de,".repeat(100_000)}en-GB`)).toBe("en-US");
  });
});

describe("whatever is wished", () => {
  const tag = fc.oneof(
    fc.stringMatching(/^en(-[A-Za-z0-9]{1,8}){0,3}$/),
    fc.string({ maxLength: 12 }),
    fc.constantFrom("auto", "", "en-GB", "EN-gb", "de"),
  );

  it("dates and money can be written in it", () => {
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 3 }), fc.option(tag), (wishes, browser) => {
        const picked = pickLocale(wishes, browser);
        expect(() => new Intl.NumberFormat(picked)).not.toThrow();
        expect(() => new Intl.DateTimeFormat(catalogueFor(picked).locale)).not.toThrow();
      }),
      { numRuns: runs(20_000) },
    );
  });
});
