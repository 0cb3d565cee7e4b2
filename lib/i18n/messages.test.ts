import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { catalogueFor } from "./catalogue";
import { formats } from "./formats";
import { en } from "./messages/en";
import { translatorFor } from "./translator";

type Tree = { readonly [key: string]: string | Tree };

function list(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : list(value, `${path}${key}.`),
  );
}

/** One value for everything a message can name: a number does for plurals, a function for tags. */
function valuesFor(text: string): Record<string, string | number | ((part: string) => string)> {
  const names = Array.from(
    text.matchAll(/\{(\w+)\s*(,\s*(?:plural|number))?/g),
    ([, name, kind]) => [name, kind ? 2 : "x"],
  );
  const tags = Array.from(text.matchAll(/<(\w+)>/g), ([, tag]) => [tag, String]);
  return Object.fromEntries([...names, ...tags]);
}

const messages = list(en);

function format(text: string): string {
  const translate = createTranslator({
    locale: "en",
    formats,
    messages: { text },
    onError: (error) => {
      throw error;
    },
  });
  return translate.markup("text", valuesFor(text));
}

describe("the English catalogue", () => {
  it.each(messages)("%s parses and formats", (_key, text) => {
    const said = format(text);
    expect(said).not.toBe("");
    expect(said).not.toContain("{");
  });

  it.each(messages)("%s has no stray blanks", (_key, text) => {
    expect(text.trim()).toBe(text);
    expect(text).not.toMatch(/ {2}/);
  });

  it("speaks of one and of several", () => {
    const t = translatorFor("en");
    expect(t("interval.month", { count: 1 })).toBe("per month");
    expect(t("interval.month", { count: 3 })).toBe("every 3 months");
  });
});

describe("catalogueFor", () => {
  it.each([
    ["en", "en"],
    ["en-GB", "en-GB"],
    ["de", "en"],
    ["en-", "en"],
    ["", "en"],
  ])("writes %s as %s", (asked, written) => {
    expect(catalogueFor(asked).locale).toBe(written);
  });
});
