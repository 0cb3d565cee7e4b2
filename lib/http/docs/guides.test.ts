import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findGuide, listGuides } from "./guides";

describe("the guides at /docs", () => {
  it("are all of docs/guides, each with a title and a sentence that says what it is for", async () => {
    const guides = await listGuides();
    const files = readdirSync("docs/guides").map((name) => name.replace(/\.md$/, ""));
    expect(guides.map(({ slug }) => slug)).toEqual(expect.arrayContaining(files));
    for (const { slug, title, purpose } of guides) {
      expect(title, slug).toMatch(/^[A-Z/]/);
      expect(purpose, slug).toMatch(/\.$/);
      expect(purpose, slug).not.toMatch(/\]\(|\*\*/);
    }
  });

  it.each(["../features", "..%2Ffeatures", "features", "", "__proto__", "running.md"])(
    "hold nothing under %j",
    async (slug) => {
      expect(await findGuide(slug)).toBeNull();
    },
  );

  it("are taken apart, and know each other", async () => {
    const guide = await findGuide("running");
    expect(guide?.tokens[0]).toMatchObject({ type: "heading", depth: 1 });
    expect(guide?.slugs.has("sandbox")).toBe(true);
  });
});
