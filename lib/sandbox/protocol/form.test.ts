import { describe, expect, it } from "vitest";
import { decodeForm } from "./form";

const decode = (text: string) => JSON.parse(JSON.stringify(decodeForm(new URLSearchParams(text))));

describe("the form dialect", () => {
  it.each([
    ["a=1&b=", { a: "1", b: "" }],
    ["a[b][c]=1&a[b][d]=2", { a: { b: { c: "1", d: "2" } } }],
    ["a[]=x&a[]=y", { a: ["x", "y"] }],
    ["a[1][p]=y&a[0][p]=x&a[0][q]=2", { a: [{ p: "x", q: "2" }, { p: "y" }] }],
    ["metadata[a.b]=1", { metadata: { "a.b": "1" } }],
    ["a=1&a=2", { a: "2" }],
  ])("reads %s", (text, expected) => {
    expect(decode(text)).toEqual(expected);
  });

  it("keeps prototype names as plain keys", () => {
    const form = decodeForm(new URLSearchParams("__proto__[x]=1&constructor=2"));
    expect(Object.getPrototypeOf(form)).toBeNull();
    expect(Object.keys(form)).toEqual(["__proto__", "constructor"]);
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });

  it.each([
    ["too many pairs", Array.from({ length: 1001 }, (_, index) => `a${index}=1`).join("&")],
    ["too deep", `a${"[b]".repeat(9)}=1`],
    ["an endless name", `${"a".repeat(600)}=1`],
    ["a broken name", "a[b=1"],
    ["no name", "[a]=1"],
    ["a NUL", "a=%00"],
    ["text that is also a hash", "a=1&a[b]=2"],
    ["a hash that is also text", "a[b]=2&a=1"],
  ])("refuses %s", (_name, text) => {
    expect(() => decode(text)).toThrow(expect.objectContaining({ status: 400 }));
  });
});
