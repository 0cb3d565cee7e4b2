// `npm run serve`: only serves what is installed, built and migrated already.
import { checkNodeVersion } from "./start/node-version.mjs";

checkNodeVersion(process.versions.node);
const { run } = await import("./start/stop.mjs");
const { serveOnly } = await import("./start/start.mjs");
await run(serveOnly);
