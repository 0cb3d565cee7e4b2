import { beforeAll, describe, expect, it } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { readDashboardPath } from "./dashboard-path";

beforeAll(() => pinEnv());

describe("where a member may be led", () => {
  it.each(["/dashboard", "/dashboard/test_acme/portal", "/dashboard/acme/sessions?page=2&q=a.b"])(
    "is a path of the dashboard, bare or behind our origin: %s",
    (path) => {
      expect(readDashboardPath(path)).toBe(path);
      expect(readDashboardPath(`http://localhost:3000${path}`)).toBe(path);
    },
  );

  it.each([
    "",
    "/",
    "dashboard",
    "/dashboardx",
    "/p/test_acme",
    "//evil.example/dashboard",
    "/\\evil.example",
    "/dashboard//evil.example",
    "/dashboard/../p",
    "/dashboard/./x",
    "/dashboard/%2e%2e/p",
    "/dashboard\r\nSet-Cookie: a=b",
    "/dashboard#x",
    "/dashboard;x",
    "http://localhost:3000@evil.example/dashboard",
    "http://localhost:3000.evil.example/dashboard",
    "http://localhost:3001/dashboard",
    "https://evil.example/dashboard",
    "javascript:alert(1)//dashboard",
    `/dashboard/${"a".repeat(500)}`,
  ])("is nothing else: %j", (text) => {
    expect(readDashboardPath(text)).toBeNull();
  });
});
