import { describe, expect, it } from "vitest";
import { isAllowedHost } from "./is-allowed-host";

const own = "https://billing.example.com";
const hosts = { origins: ["https://app.example.com"], loopback: false };

describe("a page that may hold the frame", () => {
  it.each(["https://app.example.com", own])("is one that is listed, or ours: %s", (origin) => {
    expect(isAllowedHost(origin, hosts, own)).toBe(true);
  });

  it.each([
    "https://app.example.com.evil.example",
    "https://evil.example",
    "http://app.example.com",
    "https://app.example.com:8443",
    "https://APP.example.com",
    "http://localhost:3000",
    "null",
    "",
  ])("is no other: %s", (origin) => {
    expect(isAllowedHost(origin, hosts, own)).toBe(false);
  });

  it.each<[string, boolean]>([
    ["http://localhost", true],
    ["http://localhost:5173", true],
    ["http://127.0.0.1:8080", true],
    ["http://localhost.evil.example", false],
    ["http://127.0.0.1.nip.io", false],
    ["http://localhost:80@evil.example", false],
  ])("is the developer's own machine in test mode: %s: %s", (origin, allowed) => {
    expect(isAllowedHost(origin, { ...hosts, loopback: true }, own)).toBe(allowed);
  });
});
