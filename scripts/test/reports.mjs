import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

const linesOfReason = 12;

/**
 * What a report in JSON says, of vitest or of Playwright:
 * `{ passed, failed, failures: [{ name, reason }] }`. A suite without a report ran nothing.
 */
export function readReport(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return { passed: 0, failed: 0, failures: [] };
  }
  return report.stats === undefined ? ofVitest(report) : ofPlaywright(report);
}

function ofVitest(report) {
  const failures = report.testResults.flatMap((file) => {
    const name = relative(process.cwd(), file.name);
    const tests = file.assertionResults.filter((test) => test.status === "failed");
    // A file that could not be read or set up has no test that failed.
    if (tests.length === 0 && file.status === "failed") return [failure(name, [file.message])];
    return tests.map((test) => failure(`${name} > ${test.fullName}`, test.failureMessages));
  });
  return { passed: report.numPassedTests, failed: report.numFailedTests, failures };
}

function ofPlaywright({ stats, suites, errors }) {
  const failed = suites.flatMap(specsOf).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === "unexpected" || test.status === "flaky")
      .map((test) => {
        const reasons = test.results.flatMap((result) => result.errors);
        return failure(`${spec.file}:${spec.line} > ${spec.title}`, reasons.map(messageOf));
      }),
  );
  const outside = errors.map((error) => failure("outside of any story", [messageOf(error)]));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    failures: [...failed, ...outside],
  };
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

const messageOf = (error) => error.message ?? error.value ?? "";

function failure(name, reasons) {
  const text = stripVTControlCharacters(reasons.join("\n")).trim();
  return { name, reason: text.split("\n").slice(0, linesOfReason).join("\n") };
}
