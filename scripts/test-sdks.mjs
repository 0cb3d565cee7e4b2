// `npm run test:sdks`: Stripe's clients of other languages against the built app. They have to be installed already
// (docs/compatibility.md says how), so this is no part of `npm test`; what is missing fails.
import { spawnSync } from "node:child_process";

const env = { ...process.env, PORTICO_SDKS: "1" };
const args = ["node_modules/@playwright/test/cli.js", "test", "--project=sdks"];
process.exitCode = spawnSync(process.execPath, args, { stdio: "inherit", env }).status ?? 1;
