import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "@/lib/i18n/messages/en";
import { overview } from "@/lib/i18n/messages/overview";

/** What a member sees in the preview alone, which has the whole catalogue. */
const forMembers = ["explain"];
/** What stands below these can say everything. */
const providers = ["components/portal/all-words.tsx", "components/embed/for-subscription.tsx"];

const pages = ["app/p", "app/embed"]
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`))
  .filter((path) => /\/(?:page|layout|not-found)\.tsx$/.test(path))
  .filter((path) => {
    return path.startsWith("app/embed/") || readFileSync(path, "utf8").includes("/overview-page");
  });

describe.each(pages)("%s", (page) => {
  const files = reach(page);

  it("says nothing that its part of the catalogue lacks", () => {
    const said = files.flatMap((file) => namespacesIn(readFileSync(file, "utf8")));
    const known = [...Object.keys(overview), ...forMembers];
    expect([...new Set(said)].filter((name) => !known.includes(name))).toEqual([]);
  });

  it("loads neither the whole catalogue nor a schema, unless for a task", () => {
    const loaded = files.flatMap((file) => importsOf(file));
    expect(loaded.filter((name) => name === "zod" || name.endsWith("messages/en.ts"))).toEqual([]);
  });
});

it("finds the pages that show and link", () => {
  expect(pages).toContain("app/p/[merchant]/page.tsx");
  expect(pages).toContain("app/embed/[merchant]/layout.tsx");
});

/** The browser's files of a page; not what stands below the whole catalogue, where everything can be said. */
function reach(page: string): string[] {
  const found = new Set<string>();
  const left = [page];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    const imports = importsOf(file);
    if (found.has(file) || providers.some((name) => imports.includes(name))) continue;
    found.add(file);
    left.push(...imports.filter((name) => name.startsWith("components/") || isShared(name)));
  }
  return [...found];
}

function isShared(name: string): boolean {
  return /^lib\/(portal|embed|i18n)\//.test(name);
}

/** Files of ours by their path, packages by their name; no types. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const statements = text.matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from "([^"]+)";/gms);
  return Array.from(statements, ([, name = ""]) => resolveFrom(file, name));
}

function resolveFrom(file: string, name: string): string {
  if (!/^(?:@\/|\.)/.test(name)) return name;
  const path = name.startsWith("@/") ? name.slice(2) : join(dirname(file), name);
  return (
    [path, `${path}.ts`, `${path}.tsx`].find((each) => /\.\w+$/.test(each) && existsSync(each)) ??
    path
  );
}

/** First words of every key in a file: what it opens the catalogue with, and all that looks like a whole key. */
function namespacesIn(text: string): string[] {
  const opened = Array.from(text.matchAll(/useTranslations\("(\w+)/g), ([, name = ""]) => name);
  const whole = Array.from(text.matchAll(/["`](\w+)\.[\w$]/g), ([, name = ""]) => name);
  return [...opened, ...whole.filter((name) => Object.hasOwn(en, name))];
}
