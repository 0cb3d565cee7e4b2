// `npm test`: from a fresh clone to a verdict. `npm run test:deep` runs the full counts of property tests.
import { checkNodeVersion } from "./start/node-version.mjs";

checkNodeVersion(process.versions.node);
const { run } = await import("./start/stop.mjs");
const { test } = await import("./test/test.mjs");
await run(test);
