// `node --import tsx scripts/sdk-types/coverage.ts`: which of the SDK's methods for our resources the sandbox
// serves, which of their documented parameters it refuses as unknown, and which words of an enum.
import { loadSdkTypes } from "./load-sdk-types";
import { findGaps, type Gaps } from "./probe-endpoint";
import { isOurs } from "./resources";
import type { SdkEndpoint } from "./shape";

const types = await loadSdkTypes();
const rows = types.endpoints
  .filter(isOurs)
  .sort((one, other) => (one.path < other.path ? -1 : 1))
  .map((endpoint) => ({ endpoint, gaps: findGaps(types, endpoint) }));

function title({ method, path, name }: SdkEndpoint): string {
  return `${method.padEnd(6)} ${path}  (${name})`;
}

function printGaps(heading: string, listOf: (gaps: Gaps) => string[]): void {
  console.log(`\n== ${heading}`);
  for (const { endpoint, gaps } of rows) {
    const list = listOf(gaps);
    if (list.length > 0) console.log(`${title(endpoint)}\n       ${list.join("; ")}`);
  }
}

const missing = rows.filter(({ gaps }) => !gaps.hasRoute);
console.log(`${rows.length - missing.length} of ${rows.length} endpoints have a route.`);
console.log("\n== No route");
for (const { endpoint } of missing) console.log(title(endpoint));
printGaps("Parameters that are unknown here", ({ unknown }) => unknown);
printGaps("Words that are refused here", ({ refused }) => refused);
printGaps("Parameters that could not be probed", ({ untold }) => untold);
