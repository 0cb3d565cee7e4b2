import { describe, expect, it } from "vitest";
import { isHttpUrl, isOriginOf, isRedirectUrl } from "./urls";

/** Everything that is no plain web address; the strings of MAG-15 and ADM-12 among them. */
const noUrls = [
  "//evil.io",
  "/\\evil.io",
  "\\\\evil.io",
  "https:/evil.io",
  "https:evil.io",
  "https:///evil.io",
  "https://\\evil.io",
  "https://merchant.com\\@evil.io",
  "https://merchant.com@evil.io",
  "https://u:p@x.co",
  "https://u@x.co",
  "https://:p@x.co",
  "javascript:alert(1)",
  "javascript:",
  "JaVaScRiPt:alert(1)//https://x.co",
  "data:text/html,<script>alert(1)</script>",
  "data:",
  "blob:https://x.co/1",
  "file:///etc/passwd",
  "ftp://x.co",
  "%00",
  "https://x.co/%00",
  "https://x.co/\0",
  "http://localhost:3911.evil.io",
  "http://localhost:99999",
  "not a url",
  "x.co",
  "",
  " https://x.co",
  "https://x.co ",
  "\t//evil.io",
  "\thttps://x.co",
  "ht\ntps://x.co",
  "https://x.co\nX: y",
  "https://x.co\r\nSet-Cookie: a=b",
  "https://x.co; script-src *",
  "https://x.co;script-src/",
  "https://x.co,y.co",
  "https://x'.co",
  "*",
  "https://*",
  "https://*.com",
  "https://",
  "https://.",
  "https://-",
  "https://[::1",
  "null",
];

describe.each(noUrls)("%j", (text) => {
  it("is no address at all", () => {
    expect(isHttpUrl(text)).toBe(false);
    expect(isRedirectUrl(text)).toBe(false);
    expect(isOriginOf(text)).toBe(false);
  });
});

const origins = [
  "https://evil.io",
  "https://merchant.com.evil.io",
  "https://x.co:8443",
  "https://xn--bcher-kva.example",
  "https://192.0.2.1",
  "https://[2001:db8::1]",
  "http://localhost:3000",
  "http://127.0.0.1:8080",
  "http://[::1]:3000",
];

describe.each(origins)("%s", (text) => {
  it("is a site, whoever's it is, and may be a page to lead back to", () => {
    expect(isHttpUrl(text)).toBe(true);
    expect(isRedirectUrl(text)).toBe(true);
    expect(isOriginOf(text)).toBe(true);
  });
});

describe("a page to lead back to", () => {
  it.each([
    "https://x.co/account?tab=billing#plan",
    "https://x.co/%C3%BC",
    "https://bücher.example/",
  ])("may be %s", (text) => {
    expect(isRedirectUrl(text)).toBe(true);
  });

  it.each(["http://x.co", "http://localhost.evil.io", "http://127.0.0.1.evil.io"])(
    "is not %s, which anybody on the way can read",
    (text) => {
      expect(isHttpUrl(text)).toBe(true);
      expect(isRedirectUrl(text)).toBe(false);
    },
  );
});

describe("the origin of a site", () => {
  it.each([
    "https://x.co/",
    "https://x.co/path",
    "https://x.co?a",
    "https://x.co#a",
    "https://X.co",
  ])("is not %s", (text) => {
    expect(isOriginOf(text)).toBe(false);
  });

  it.each(["http://x.co", "https://x.co:443"])("is not %s", (text) => {
    expect(isOriginOf(text)).toBe(false);
  });
});
