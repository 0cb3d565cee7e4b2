import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readReport } from "./reports.mjs";

const folder = mkdtempSync(join(tmpdir(), "portico-reports-"));
const file = join(folder, "report.json");
afterAll(() => rmSync(folder, { recursive: true }));

function read(report: unknown) {
  writeFileSync(file, JSON.stringify(report));
  return readReport(file);
}

it("names each test of vitest that failed, and why", () => {
  const report = read({
    numPassedTests: 4,
    numFailedTests: 1,
    testResults: [
      {
        name: join(process.cwd(), "lib/a.test.ts"),
        status: "failed",
        assertionResults: [
          { status: "passed", fullName: "is well", failureMessages: [] },
          {
            status: "failed",
            fullName: "a // b",
            failureMessages: ["\u001b[31mexpected 1\u001b[0m"],
          },
        ],
      },
    ],
  });
  const failures = [{ name: "lib/a.test.ts > a // b", reason: "expected 1" }];
  expect(report).toEqual({ passed: 4, failed: 1, failures });
});

it("names a file that could not even be read", () => {
  const { failures } = read({
    numPassedTests: 0,
    numFailedTests: 0,
    testResults: [
      {
        name: join(process.cwd(), "lib/b.test.ts"),
        status: "failed",
        message: "No module",
        assertionResults: [],
      },
    ],
  });
  expect(failures).toEqual([{ name: "lib/b.test.ts", reason: "No module" }]);
});

it("names each story that failed or was flaky, however deep it stands, and what failed outside of one", () => {
  const spec = (title: string, status: string, message?: string) => ({
    file: "e2e/c.spec.ts",
    line: 7,
    title,
    tests: [{ status, results: [{ errors: message === undefined ? [] : [{ message }] }] }],
  });
  const report = read({
    stats: { expected: 2, unexpected: 1, flaky: 1 },
    suites: [
      {
        specs: [spec("is well", "expected")],
        suites: [{ specs: [spec("fails", "unexpected", "no button")] }],
      },
      { specs: [spec("wavers", "flaky", "once")] },
    ],
    errors: [{ message: "the server did not start" }],
  });
  expect(report.failures).toEqual([
    { name: "e2e/c.spec.ts:7 > fails", reason: "no button" },
    { name: "e2e/c.spec.ts:7 > wavers", reason: "once" },
    { name: "outside of any story", reason: "the server did not start" },
  ]);
  expect(report).toMatchObject({ passed: 2, failed: 2 });
});

it("keeps the first lines of a long reason", () => {
  const message = Array.from({ length: 40 }, (_, line) => `line ${line}`).join("\n");
  const { failures } = read({
    stats: { expected: 0, unexpected: 0, flaky: 0 },
    suites: [],
    errors: [{ message }],
  });
  expect(failures[0]?.reason.split("\n")).toHaveLength(12);
});

it("counts nothing where a suite left no report", () => {
  expect(readReport(join(folder, "none.json"))).toEqual({ passed: 0, failed: 0, failures: [] });
});
