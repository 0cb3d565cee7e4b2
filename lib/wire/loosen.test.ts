import { describe, expect, it } from "vitest";
import { z } from "zod";
import { loosenObject } from "./loosen";
import { mergeDocument } from "./merge-document";

const schema = z.strictObject({
  name: z.string().max(5).nullable().default("none"),
  page: z
    .strictObject({
      url: z.string().nullable().default(null),
      tags: z.array(z.string()).default(["a"]),
    })
    .prefault({}),
  items: z.array(z.strictObject({ id: z.string(), count: z.int().default(1) })).default([]),
  words: z.record(z.string(), z.int()).default({}),
  extra: z
    .strictObject({ kind: z.string(), size: z.int().default(3) })
    .nullable()
    .default(null),
});

describe("the parameters of a document", () => {
  const loose = loosenObject(schema);

  it.each<[unknown]>([
    [{}],
    [{ name: null }],
    [{ page: {} }],
    [{ page: { url: null, tags: [] } }],
    [{ words: null }],
    [{ extra: { size: 4 } }],
    [{ extra: null }],
  ])("are read as they are given, nothing filled in: %j", (given) => {
    expect(loose.parse(given)).toEqual(given);
  });

  it("ask items of lists, which are given whole, for what has no default", () => {
    expect(loose.parse({ items: [{ id: "x" }] })).toEqual({ items: [{ id: "x" }] });
    expect(loose.safeParse({ items: [{ count: 1 }] }).success).toBe(false);
    const filled = new Set(["items.*.id", "items"]);
    const strict = loosenObject(schema, { required: new Set(), filled });
    expect(strict.safeParse({ items: [] }).success).toBe(false);
  });

  it("keep how long a list may be", () => {
    const short = loosenObject(z.strictObject({ list: z.array(z.int()).max(2).default([]) }));
    expect(short.safeParse({ list: [1, 2] }).success).toBe(true);
    expect(short.safeParse({ list: [1, 2, 3] }).success).toBe(false);
  });

  it.each<[unknown]>([
    [{ name: "longer" }],
    [{ colour: "red" }],
    [{ page: { colour: "red" } }],
    [{ page: null }],
    [{ items: [{ count: 1 }] }],
    [{ items: null }],
    [{ words: { a: "x" } }],
  ])("keep the document's limits: %j", (given) => {
    expect(loose.safeParse(given).success).toBe(false);
  });

  it("may ask for a field wherever the object around it is given, and for one that is filled", () => {
    const strict = loosenObject(schema, {
      required: new Set(["name", "page.url"]),
      filled: new Set(["name", "page.tags"]),
    });
    const isTaken = (given: unknown) => strict.safeParse(given).success;
    expect(isTaken({ name: "a" })).toBe(true);
    expect(isTaken({ name: "a", page: { url: null, tags: ["b"] } })).toBe(true);
    expect(isTaken({})).toBe(false);
    expect(isTaken({ name: null })).toBe(false);
    expect(isTaken({ name: "a", page: {} })).toBe(false);
    expect(isTaken({ name: "a", page: { url: "b", tags: [] } })).toBe(false);
  });
});

describe("a document with what was given", () => {
  const before = schema.parse({
    page: { url: "https://a", tags: ["x"] },
    items: [{ id: "1" }],
    words: { a: 1, b: 2 },
  });

  it.each<[unknown, object]>([
    [{}, {}],
    [{ name: null }, { name: null }],
    [{ page: { url: null } }, { page: { url: null, tags: ["x"] } }],
    [{ page: { tags: [] } }, { page: { url: "https://a", tags: [] } }],
    [{ items: [{ id: "2", count: 5 }] }, { items: [{ id: "2", count: 5 }] }],
    [{ words: { c: 3 } }, { words: { c: 3 } }],
    [{ words: null }, { words: {} }],
    [{ extra: { kind: "k" } }, { extra: { kind: "k", size: 3 } }],
  ])("%j is changed there alone", (given, changed) => {
    expect(schema.parse(mergeDocument(schema, before, given))).toEqual({ ...before, ...changed });
  });

  it("changes a nullable object field by field, once it is there", () => {
    const held = schema.parse({ extra: { kind: "k", size: 9 } });
    expect(mergeDocument(schema, held, { extra: { kind: "l" } })).toMatchObject({
      extra: { kind: "l", size: 9 },
    });
    expect(mergeDocument(schema, held, { extra: null })).toMatchObject({ extra: null });
  });

  it("is a copy: the one before stays as it was", () => {
    const copy = structuredClone(before);
    mergeDocument(schema, before, { page: { url: null }, words: null });
    expect(before).toEqual(copy);
  });
});
